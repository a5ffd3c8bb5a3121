import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { OpenedEdition } from '#lib/core/api/opened-edition.ts';
import { composeBrief } from '#lib/core/brief/compose-brief.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import type { EditionFields } from '#lib/core/edition/edition-face.ts';
import { makeEdition } from '#lib/core/edition/make-edition.ts';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { writeBriefDocx } from './write-docx.ts';

const facts = {
  number: 3,
  publishedAt: '2026-11-23T10:00:00.000Z',
  view: '',
  software: 'Counterweight 0.1.0',
};

async function write(dataset: Dataset, fields: Partial<EditionFields> = {}) {
  const { edition, hash } = await makeEdition(dataset, { ...facts, fields });
  const brief = composeBrief(new OpenedEdition(edition, hash));
  const files = unzipSync(await writeBriefDocx(brief));
  return { brief, names: Object.keys(files), text: (name: string) => strFromU8(files[name]) };
}

/** What a paragraph says, run by run. */
function paragraphs(xml: string): string[] {
  return xml
    .split('</w:p>')
    .map((part) => [...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(' | '));
}

it('writes every statement and its small print into one paragraph', async () => {
  const { brief, names, text } = await write(loadSampleDataset());
  expect(names).toEqual(
    expect.arrayContaining(['[Content_Types].xml', 'word/document.xml', 'word/styles.xml']),
  );
  const written = paragraphs(text('word/document.xml'));
  const statements = brief.parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'statements' ? block.statements : [])),
  );
  expect(statements.length).toBeGreaterThan(20);
  for (const statement of statements) {
    const { sentence, caveat } = statement.parts();
    const escaped = `${sentence} | ${caveat}`
      .replaceAll('&', '&amp;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;');
    expect(written).toContain(escaped);
  }
  expect(text('word/document.xml').match(/<w:tbl>/g)).toHaveLength(5);
  expect(names.some((name) => name.startsWith('word/footer'))).toBe(true);
});

it('says its licence at the end', async () => {
  const licensed = await write(loadSampleDataset(), { license: 'CC-BY-4.0' });
  expect(paragraphs(licensed.text('word/document.xml')).join('\n')).toContain(
    'Licensed under Creative Commons Attribution 4.0 International (CC BY 4.0). Quotations remain their authors’. https://creativecommons.org/licenses/by/4.0/',
  );
  const { text } = await write(loadSampleDataset());
  expect(text('word/document.xml')).toContain('No licence was stated.');
});

it('keeps hostile titles text, and the XML whole', async () => {
  const hostile = '</w:t><w:br/>]]> & <script>"x"</script>\u0000\u000b\ud800';
  const { text } = await write({
    ...loadSampleDataset(),
    title: hostile,
    question: hostile,
    caveat: hostile,
  });
  const xml = text('word/document.xml');
  expect(xml).not.toContain('<script>');
  expect(xml).toContain('&lt;/w:t&gt;&lt;w:br/&gt;]]&gt; &amp; &lt;script&gt;');
  // eslint-disable-next-line no-control-regex -- what must not be there
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  expect(xml.isWellFormed()).toBe(true);
});
