import type { Concept } from '../codebook/concept.ts';
import type { Codebook } from '../codebook/codebook.ts';
import { tableFiles } from '../coding/table-files.ts';
import { writeReviewTables } from '../coding/write-tables.ts';
import { writeCsv } from '../csv/write.ts';
import type { Edition } from '../edition/edition.ts';
import { describeTables, tableSchema, type TableSchema } from './table-schema.ts';

/** A table of the package: its name in the descriptor, its file, its text and what its columns mean. */
export interface DataTable {
  name: string;
  title: string;
  file: string;
  text: string;
  rows: number;
  schema: TableSchema;
}

const titles = {
  studies: 'Studies',
  claims: 'Claims: what a study says about a factor',
  estimates: 'Estimates: numbers that join two concepts',
  comparisons: 'Comparisons of the focal factor with others in one study',
  certainty: 'Judgements of certainty',
  caseTables: 'Tables of coded cases: what each is about',
  cases: 'Cases: memberships or raw values; what a column means stands in case-tables',
};

/**
 * The tables of an edition: those of a review folder, and the codebook's.
 *
 * @param keys Keys of reports by the ids of their references.
 */
export function writeDataTables({ dataset }: Edition, keys: ReadonlyMap<string, string>): DataTable[] {
  const described = describeTables(dataset.codebook);
  const make = (file: string, title: string, header: string[], rows: string[][]): DataTable => {
    const name = file.replace(/\.csv$/, '');
    return {
      name,
      title,
      file,
      text: writeCsv(header, rows),
      rows: rows.length,
      schema: tableSchema(header, described[name]),
    };
  };
  const coded = writeReviewTables(dataset, keys);
  const tables = Object.entries(tableFiles).map(([table, file]) => {
    const { header, rows } = coded[table as keyof typeof tableFiles];
    const cells = rows.map((row) => header.map((column) => row[column]));
    return make(file, titles[table as keyof typeof titles], header, cells);
  });
  const { factors, outcomes } = dataset.codebook;
  return [
    ...tables,
    make('factors.csv', 'Factors of the codebook', conceptHeader, factors.map(conceptRow)),
    make('outcomes.csv', 'Outcomes of the codebook', conceptHeader, outcomes.map(conceptRow)),
    make('codes.csv', 'Allowed values of the other columns', codeHeader, codeRows(dataset.codebook)),
  ];
}

const conceptHeader = [
  'key',
  'label',
  'parent',
  'definition',
  'include',
  'exclude',
  'role',
  'reverse',
  'distance',
  'retired',
];

function conceptRow(concept: Concept): string[] {
  return [
    concept.key,
    concept.label,
    concept.parent ?? '',
    concept.definition,
    concept.include,
    concept.exclude,
    concept.role,
    String(concept.reverse),
    concept.distance === null ? '' : String(concept.distance),
    String(concept.retired),
  ];
}

const codeHeader = ['list', 'key', 'label', 'description', 'order', 'tier', 'rank', 'retired'];

function codeRows({ lists }: Codebook): string[][] {
  return Object.entries(lists).flatMap(([list, codes]) =>
    codes.map(({ key, label, description, order, tier, rank, retired }) => [
      list,
      key,
      label,
      description,
      order === null ? '' : String(order),
      tier ?? '',
      rank === null || rank === undefined ? '' : String(rank),
      String(retired),
    ]),
  );
}
