/** Entries in every .bib file of the corpus, against four independent counters. */
import { describe, expect, it } from 'vitest';
import { corpusIsThere, readCorpusFile, readText } from './corpus.ts';

interface CountRow {
  file: string;
  best: number;
}

const countColumns = [
  'regex_entries',
  'pybtex_entries',
  'bibtexparser_entries',
  'pandoc_bibtex_entries',
  'pandoc_biblatex_entries',
];

/** Files in which the best counter is wrong, with the reason. */
const known: Record<string, [found: number, reason: string]> = {
  'refs/jabref/importer/tiny-BE-noBOM.bib': [1, 'UTF-16 without a mark, which the counters do not recognise'],
  'refs/jabref/importer/tiny-LE-noBOM.bib': [1, 'UTF-16 without a mark, which the counters do not recognise'],
  'refs/retorquere/other/citation-js.bib': [
    27,
    'one entry has a line end behind its @, which the counters miss',
  ],
};

function countRows(): CountRow[] {
  const [header, ...rows] = readText('refs/_bib_index_entry_counts.csv').trim().split('\n').map(splitRow);
  return rows.map((row) => {
    const counts = countColumns.map((column) => Number(row[header.indexOf(column)]) || 0);
    return { file: row[header.indexOf('file')], best: Math.max(...counts) };
  });
}

function splitRow(line: string): string[] {
  return Array.from(line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g), ([, cell]) =>
    cell.replace(/^"|"$/g, ''),
  );
}

describe.skipIf(!corpusIsThere)('every .bib file of the corpus', () => {
  const rows = corpusIsThere ? countRows() : [];

  it('has as many entries as the best of four counters finds', () => {
    const found = rows.map(({ file }) => `${file}: ${readCorpusFile(file, 'bibtex').counts.found}`);
    expect(found).toEqual(rows.map(({ file, best }) => `${file}: ${known[file]?.[0] ?? best}`));
  });

  it('loses no entry but those in which there is nothing', () => {
    const lost = rows.flatMap(({ file }) => {
      const { counts } = readCorpusFile(file, 'bibtex');
      return counts.lost > 0 ? [`${file}: ${counts.lost}`] : [];
    });
    expect(lost).toEqual(['refs/retorquere/other/edge-cases.bib: 1']);
  });
});
