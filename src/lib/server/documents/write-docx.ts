/** A brief as a Word document: styles of Word itself, so that whoever goes on writing finds headings and tables. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import type { Block, Brief, BriefTable } from '#lib/core/brief/brief.ts';
import { explanations } from '#lib/core/brief/explanations.ts';
import type { Statement } from '#lib/core/brief/statement.ts';
import { dropControls } from '#lib/core/references/text-cleanup.ts';
import { safeUrl } from '#lib/core/references/safe-url.ts';

/** Lengths are twentieths of a point, font sizes half points, as Word has them. A4 with margins of 2 cm. */
const page = {
  size: { width: 11906, height: 16838 },
  margin: { top: 1134, right: 1134, bottom: 1134, left: 1134 },
};
const textWidth = page.size.width - page.margin.left - page.margin.right;
const small = 16;
const grey = '55514A';

export async function writeBriefDocx(brief: Brief): Promise<Uint8Array> {
  const [first, ...others] = brief.parts;
  const document = new Document({
    title: clean(`${brief.title}: brief`),
    description: clean(brief.citation),
    creator: 'Counterweight',
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 22 } },
        heading1: {
          run: { font: 'Cambria', size: 34, color: '1C1B19' },
          paragraph: { spacing: { after: 80 } },
        },
        heading2: {
          run: { font: 'Cambria', size: 26, color: '1C1B19' },
          paragraph: { spacing: { before: 240, after: 100 } },
        },
        heading3: {
          run: { font: 'Cambria', size: 22, bold: true, color: '1C1B19' },
          paragraph: { spacing: { before: 200, after: 60 } },
        },
      },
    },
    sections: [
      {
        properties: { page },
        footers: { default: writeFooter(brief) },
        children: [
          quiet(brief.dated),
          heading(brief.question || brief.title, HeadingLevel.HEADING_1),
          ...(brief.question ? [quiet(brief.title)] : []),
          heading(first.title, HeadingLevel.HEADING_2),
          ...(brief.view ? [quiet(`Shown: ${brief.view}.`)] : []),
          ...first.blocks.flatMap(writeBlock),
          ...(brief.caveat ? [paragraph(`Read this first. ${brief.caveat}`, { bold: true })] : []),
          quiet(`Cite as: ${brief.citation}`),
          ...others.flatMap(({ title, blocks }) => [
            heading(title, HeadingLevel.HEADING_2, { pageBreakBefore: true }),
            ...blocks.flatMap(writeBlock),
          ]),
          quiet(`SHA-256 of the edition: ${brief.hash}`),
          quiet([brief.license.text, brief.license.url].filter(Boolean).join(' ')),
          ...(brief.checkAt ? [quiet(`Whether the edition still stands: ${brief.checkAt}`)] : []),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** The date stays on every page, also when one is taken out. */
function writeFooter({ title, dated }: Brief): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.LEFT,
        children: [
          run(`${title}. ${dated} `, { size: small, color: grey }),
          new TextRun({ children: [PageNumber.CURRENT], size: small, color: grey }),
        ],
      }),
    ],
  });
}

function writeBlock(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block.text, HeadingLevel.HEADING_3)];
    case 'statements':
      return block.statements.map(writeStatement);
    case 'explanation':
      return [paragraph(explanations[block.key], { size: 20 })];
    case 'table':
      return writeTable(block.table);
    case 'terms':
      return block.terms.map(
        ({ term, meaning }) =>
          new Paragraph({
            spacing: { after: 60 },
            children: [run(`${term}: `, { bold: true, size: 19 }), run(meaning, { size: 19 })],
          }),
      );
    case 'references':
      return block.references.map(({ text, url }) => writeReference(text, url));
  }
}

/** Sentence and small print are one paragraph: they are selected, moved and pasted together. */
function writeStatement(statement: Statement): Paragraph {
  const { sentence, caveat } = statement.parts();
  return new Paragraph({
    keepLines: true,
    spacing: { after: 130 },
    children: [
      run(sentence, { size: 24, font: 'Cambria' }),
      new TextRun({ text: clean(caveat), size: small, color: grey, break: 1 }),
    ],
  });
}

function writeReference(text: string, url: string | null): Paragraph {
  const safe = safeUrl(url ?? undefined);
  const link =
    safe && !text.includes(safe)
      ? [run(' ', { size: 18 }), new ExternalHyperlink({ link: safe, children: [run(safe, { size: 18 })] })]
      : [];
  return new Paragraph({
    spacing: { after: 60 },
    indent: { left: 360, hanging: 360 },
    children: [run(text, { size: 18 }), ...link],
  });
}

const hairline = { style: BorderStyle.SINGLE, size: 4, color: 'CFCBC2' };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };

function writeTable({ title, note, header, rows }: BriefTable): (Paragraph | Table)[] {
  const before = [heading(title, HeadingLevel.HEADING_3), paragraph(note, { size: 18 })];
  if (rows.length === 0) return before;
  const widths = shareWidth(header, rows);
  const cell = (text: string, at: number, bold: boolean) =>
    new TableCell({
      width: { size: widths[at], type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 0, right: columnGap },
      children: [new Paragraph({ children: [run(text, { size: small, bold })] })],
    });
  const line = (cells: readonly string[], isHeader: boolean) =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: header.map((_, at) => cell(cells[at] ?? '', at, isHeader)),
    });
  return [
    ...before,
    new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      borders: {
        top: hairline,
        bottom: hairline,
        insideHorizontal: hairline,
        left: none,
        right: none,
        insideVertical: none,
      },
      rows: [line(header, true), ...rows.map((cells) => line(cells, false))],
    }),
  ];
}

/** Room for a letter of a table, in a wide font that stands in for Calibri, and between columns. */
const letterRoom = 96;
const columnGap = 80;
/** Letters of a word that stay on one line; longer words are broken. */
const longestWhole = 16;

/** Every column is wide enough for its words; what is left goes to those with longer texts. */
function shareWidth(header: readonly string[], rows: readonly string[][]): number[] {
  const columns = header.map((name, at) => [name, ...rows.map((cells) => cells[at] ?? '')]);
  const least = columns.map((texts) => {
    const words = texts.flatMap((text) => text.split(/[\s-]+/));
    const longest = words.reduce((most, { length }) => Math.max(most, length), 0);
    return Math.min(longest, longestWhole) * letterRoom + columnGap;
  });
  const weights = columns.map((texts) => {
    const mean = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
    return Math.min(40, Math.max(6, mean));
  });
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const left = textWidth - sum(least);
  const all = sum(weights);
  if (left < 0) return weights.map((weight) => Math.floor((weight / all) * textWidth));
  return least.map((width, at) => Math.floor(width + (left * weights[at]) / all));
}

function heading(
  text: string,
  level: IParagraphOptions['heading'],
  options: IParagraphOptions = {},
): Paragraph {
  return new Paragraph({ ...options, heading: level, keepNext: true, children: [run(text)] });
}

function paragraph(text: string, style: { size?: number; bold?: boolean } = {}): Paragraph {
  return new Paragraph({ spacing: { after: 100 }, children: [run(text, style)] });
}

function quiet(text: string): Paragraph {
  return new Paragraph({ spacing: { after: 60 }, children: [run(text, { size: small, color: grey })] });
}

function run(
  text: string,
  style: { size?: number; bold?: boolean; color?: string; font?: string } = {},
): TextRun {
  return new TextRun({ text: clean(text), ...style });
}

/** XML has no place for control characters and halves of characters; Word would call the file broken. */
function clean(text: string): string {
  return dropControls(text).toWellFormed();
}
