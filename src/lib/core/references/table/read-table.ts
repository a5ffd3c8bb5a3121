/** Tables of references: our own, and those of databases, reference managers and screening tools. */
import { unguardCell } from '#lib/core/csv/guard.ts';
import { ReferenceCollector, type IdRegister, type ReadEntry } from '../collector.ts';
import type { CslDraft, CslType } from '../csl.ts';
import { EntryIssues } from '../entry-issues.ts';
import { settleLinks } from '../links.ts';
import { normalisePages } from '../pages.ts';
import type { ParsedFile } from '../parsed-file.ts';
import type { ParseSteps } from '../parse-steps.ts';
import {
  isArticle,
  joinPages,
  setIssued,
  setPlainText,
  setStandardNumbers,
  setText,
} from '../draft-fields.ts';
import { readAuthorCell } from './author-cell.ts';
import { findColumns, isHeader, type Column } from './columns.ts';
import { guessDelimiter, parseRows, type Delimiter, type Row } from './parse-rows.ts';
import { readTableType } from './table-types.ts';

export function* readTable(text: string, file: string | undefined, ids: IdRegister): ParseSteps<ParsedFile> {
  const collector = new ReferenceCollector(file, ids);
  // Excel writes which delimiter follows into a first line of its own.
  const told = /^\s*sep=([,;|\t])\s*$/im.exec(headerLine(text))?.[1] as Delimiter | undefined;
  const rows = parseRows(text, told ?? guessDelimiter(headerLine(text)));
  let columns: Map<Column, number> | undefined;
  let width = 0;
  let done = 0;
  for (const row of rows) {
    if (row.cells.every((cell) => cell.trim() === '') || (told && row.line === 1)) continue;
    if (!columns) {
      columns = findColumns(row.cells);
      width = row.cells.length;
      if (isHeader(row.cells)) continue;
      collector.note({
        code: 'no-header',
        severity: 'error',
        outcome: 'lost',
        message:
          'The first row does not name the columns. A column "title" is needed at least; see the example file.',
        where: { line: row.line },
      });
      return collector.finish();
    }
    collector.add(readRow(row, columns, width));
    done += 1;
    if (done % 100 === 0) yield { done, total: done };
  }
  return collector.finish();
}

function headerLine(text: string): string {
  return /^\s*([^\n]*)/.exec(text)?.[1] ?? '';
}

function readRow(row: Row, columns: Map<Column, number>, width: number): ReadEntry {
  const { line, raw } = row;
  const cell = (column: Column) => {
    const value = unguardCell((row.cells[columns.get(column) ?? -1] ?? '').trim());
    return /^(?:na|nan|null|none|n\/a)$/i.test(value) ? '' : value;
  };
  const key = cell('id');
  const issues = new EntryIssues(key ? { line, column: 1, key } : { line, column: 1 });
  if (row.brokenQuote)
    issues.repair(
      'unbalanced-quotes',
      'A quote in this row is never closed. The row was ended at the line end.',
    );
  if (row.cells.slice(width).some((extra) => extra.trim() !== '')) {
    issues.repair(
      'extra-cells',
      `This row has ${row.cells.length} cells, the header ${width}. Perhaps a text with commas is not in quotes.`,
    );
  }
  const draft = rowToCsl(cell, issues);
  if (Object.keys(draft).length === 1 && key === '') {
    issues.loss('empty-entry', 'No column that tells about the reference is filled in this row.');
    return { line, raw, issues };
  }
  settleLinks(draft, issues);
  return { csl: draft, key, line, raw, issues };
}

function rowToCsl(cell: (column: Column) => string, issues: EntryIssues): CslDraft {
  const type = readTableType(cell('type')) ?? typeByColumns(cell);
  const draft: CslDraft = { type };
  const authors = readAuthorCell(cell('author'));
  if (authors.length > 0) draft.author = authors;
  const editors = readAuthorCell(cell('editor'));
  if (editors.length > 0) draft.editor = editors;
  setText(draft, 'title', cell('title'));
  setText(draft, 'container-title', cell('journal') || cell('book'));
  if (cell('shortJournal') !== cell('journal')) setText(draft, 'container-title-short', cell('shortJournal'));
  setText(draft, 'collection-title', cell('series'));
  if (cell('year') || cell('date'))
    setIssued(draft, [cell('year').replace(/\.0$/, '') || undefined, cell('date') || undefined], issues);
  setPlainText(draft, 'volume', cell('volume').replace(/\.0$/, ''));
  setPlainText(
    draft,
    isArticle(type) || type === 'paper-conference' ? 'issue' : 'number',
    cell('issue').replace(/\.0$/, ''),
  );
  setPlainText(draft, 'number', cell('reportNumber') || cell('articleNumber'));
  setPlainText(draft, 'page', normalisePages(cell('pages')) || joinPages(cell('startPage'), cell('endPage')));
  setText(draft, 'abstract', cell('abstract'));
  setPlainText(draft, 'keyword', readKeywords(cell('keywords')));
  setPlainText(draft, 'publisher', cell('publisher'));
  setPlainText(draft, 'publisher-place', cell('place'));
  setPlainText(draft, 'edition', cell('edition'));
  setPlainText(draft, 'genre', cell('genre'));
  setPlainText(draft, 'language', cell('language'));
  setText(draft, 'note', cell('note'));
  setStandardNumbers(
    draft,
    [cell('issn'), cell('isbn')].filter((number) => number !== ''),
  );
  setPlainText(draft, 'PMID', /^\d{1,9}/.exec(cell('pmid'))?.[0]);
  setPlainText(draft, 'PMCID', /PMC\d+/i.exec(cell('pmcid'))?.[0]);
  readSource(draft, cell('citation'));
  if (cell('doi')) draft.DOI = cell('doi');
  if (cell('url')) draft.URL = cell('url');
  return draft;
}

function typeByColumns(cell: (column: Column) => string): CslType {
  if (cell('journal')) return 'article-journal';
  if (cell('book')) return 'paper-conference';
  return cell('volume') || cell('issue') ? 'article-journal' : 'document';
}

function readKeywords(text: string): string {
  return /^\[.*\]$/.test(text) ? text.slice(1, -1).replace(/['"]/g, '') : text;
}

/** Embase puts all of it into one cell: "Endoscopic Ultrasound (2014) 3:3 (152-160). Date of Publication: …". */
function readSource(draft: CslDraft, text: string): void {
  if (draft['container-title'] || draft.issued) return;
  const match =
    /^([^()]{3,200}) \((\d{4})\)(?: ([\w.]{1,12}))?(?::([\w.-]{1,20}))?(?: \(([\w-]{1,20})\))?/.exec(text);
  if (!match) return;
  const [, journal, year, volume, issue, pages] = match;
  draft.type = 'article-journal';
  setText(draft, 'container-title', journal);
  draft.issued = { 'date-parts': [[Number(year)]] };
  setPlainText(draft, 'volume', volume);
  setPlainText(draft, 'issue', issue);
  setPlainText(draft, 'page', pages);
}
