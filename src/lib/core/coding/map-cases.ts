/** A table of cases that somebody brings, from a spreadsheet or another program: what its columns mean. */
import type { CodebookIndex } from '../codebook/codebook.ts';
import type { Concept } from '../codebook/concept.ts';
import { readCsvInBrowser } from '../csv/read-in-browser.ts';
import type { CsvTable } from '../csv/read-with.ts';
import { caseNameColumn, caseOutcomeColumn, caseStudyColumn, conditionColumn } from './case-columns.ts';
import { caseHeader } from './write-case-table.ts';
import type { CaseRows } from './read-case-table.ts';

/** Longest text that is taken: a thousand cases with long names have a tenth of it. */
export const longestPaste = 2_000_000;

/** What a column holds; `none` is left out. */
export type ColumnUse =
  { use: 'case' | 'study' | 'none' } | { use: 'outcome' | 'condition'; concept: string };

/** Reads text with commas, semicolons or tabs between its cells, whichever its first line has most of. */
export function readBroughtTable(text: string): CsvTable {
  const [first = ''] = text.slice(0, 10_000).split(/\r?\n/);
  const delimiter = ['\t', ';', ','].reduce((best, one) =>
    first.split(one).length > first.split(best).length ? one : best,
  );
  const table = readCsvInBrowser(text.slice(0, longestPaste), delimiter);
  const twice = table.header.find((name, at) => table.header.indexOf(name) !== at);
  if (twice === undefined) return table;
  const message = `Two columns are called "${twice}"; give each a name of its own.`;
  return { ...table, issues: [...table.issues, { code: 'duplicate-column', severity: 'error', message }] };
}

/** Guesses what each column holds: by its name, and the names of cases by texts that all differ. */
export function guessColumns({ header, rows }: CsvTable, codebook: CodebookIndex): ColumnUse[] {
  const { factors, outcomes } = codebook.codebook;
  const taken = new Set<string>();
  const once = (key: string, use: ColumnUse): ColumnUse => {
    if (taken.has(key)) return { use: 'none' };
    taken.add(key);
    return use;
  };
  const guessed = header.map((name): ColumnUse => {
    const plain = simplify(name);
    if (['case', 'cases', 'name', 'id'].includes(plain)) return once('case', { use: 'case' });
    if (['citekey', 'study', 'studykey'].includes(plain)) return once('study', { use: 'study' });
    const outcome = findNamed(name, outcomes, ['outcome']);
    const factor = findNamed(name, factors, ['factor']);
    if (factor) return once(`factor ${factor.key}`, { use: 'condition', concept: factor.key });
    if (outcome) return once('outcome', { use: 'outcome', concept: outcome.key });
    return { use: 'none' };
  });
  if (!taken.has('case')) {
    const at = header.findIndex((name, index) => {
      const texts = rows.map(({ cells }) => cells[name]);
      const areNames = texts.length > 0 && texts.every((text) => text !== '' && Number.isNaN(Number(text)));
      return guessed[index].use === 'none' && areNames && new Set(texts).size === texts.length;
    });
    if (at >= 0) guessed[at] = { use: 'case' };
  }
  return guessed;
}

const simplify = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

function findNamed(name: string, concepts: readonly Concept[], kinds: string[]): Concept | undefined {
  const bare = name.replace(new RegExp(`^(${kinds.join('|')}):`), '');
  return concepts.find(
    ({ key, label, retired }) =>
      !retired && (key === bare || simplify(label) === simplify(bare) || simplify(key) === simplify(bare)),
  );
}

export interface PlacedColumns {
  /** Empty where no column is the outcome. */
  outcome: string;
  conditions: string[];
  cases: CaseRows;
}

/** The table with the columns of case-columns.ts. Lines stay those of what was brought. */
export function placeColumns({ header, rows }: CsvTable, uses: readonly ColumnUse[]): PlacedColumns {
  const named = header.flatMap((name, at): { name: string; to: string }[] => {
    const use = uses[at] ?? { use: 'none' };
    switch (use.use) {
      case 'case':
        return [{ name, to: caseNameColumn }];
      case 'study':
        return [{ name, to: caseStudyColumn }];
      case 'outcome':
        return [{ name, to: caseOutcomeColumn }];
      case 'condition':
        return [{ name, to: conditionColumn(use.concept) }];
      case 'none':
        return [];
    }
  });
  const [outcome = ''] = uses.flatMap((one) => (one.use === 'outcome' ? [one.concept] : []));
  const conditions = uses.flatMap((one) => (one.use === 'condition' ? [one.concept] : []));
  const columns = caseHeader(conditions);
  return {
    outcome,
    conditions,
    cases: {
      header: columns.filter((column) => column === caseStudyColumn || named.some(({ to }) => to === column)),
      rows: rows.map(({ line, cells }) => ({
        line,
        cells: Object.fromEntries([
          ...columns.map((column) => [column, '']),
          ...named.map(({ name, to }) => [to, cells[name]]),
        ]),
      })),
    },
  };
}
