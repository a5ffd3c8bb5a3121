/** The univariate data sets of the reference, and the columns behind them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { readCsv } from '#lib/core/csv/read.ts';
import type { Moderator } from '#lib/core/stats/pooling/options.ts';
import { recordDifference } from './differences.ts';
import { tolerances } from './tolerances.ts';

const folder = '../shared/reference/meta';
const corpus = '../shared/corpus/meta';

export const referenceIsThere = existsSync(folder) && existsSync(corpus);

type Numbers = (number | null)[];

export interface ReferenceFit {
  method: string;
  test: string;
  k: number;
  p: number;
  coef: Record<'estimate' | 'se' | 'stat' | 'pval' | 'ci_lb' | 'ci_ub' | 'df', Numbers>;
  tau2: number;
  se_tau2: number | null;
  I2: number;
  H2: number;
  R2: number | null;
  QE: number;
  QE_df: number;
  QEp: number;
  QM: number;
  QMdf: [number, number | null];
  QMp: number;
  s2w: number;
  fit: Record<string, number>;
  PI_default?: [number, number];
  PI_riley?: [number, number];
  PI_t?: [number, number];
  formula?: string;
  vcov?: number[][];
}

export interface ReferenceSet {
  id: string;
  input: string;
  yi: number[];
  vi: number[];
  /** Rows of the file that have an effect. */
  rows: number[];
  fits: Record<string, ReferenceFit>;
  metareg: Record<string, Record<string, ReferenceFit>>;
  /** The rest as it stands in the file. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of another program
  raw: any;
}

/** Every file that holds univariate fits. */
export function readSets(): ReferenceSet[] {
  if (!referenceIsThere) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')))
    .filter((raw) => raw.yi && (raw.fits || raw.uni || raw.rma_REML))
    .map((raw) => {
      const rows: number[] = raw.yi
        .map((_: unknown, at: number) => at)
        .filter((at: number) => raw.yi[at] !== null && raw.vi[at] !== null);
      return {
        id: raw.id ?? `aggregate, rho ${raw.rho}`,
        input: raw.input ?? '',
        yi: rows.map((at) => raw.yi[at]),
        vi: rows.map((at) => raw.vi[at]),
        rows,
        fits: raw.fits ?? raw.uni ?? { REML_z: raw.rma_REML },
        metareg: raw.metareg && !raw.metareg.moderator ? raw.metareg : {},
        raw,
      };
    });
}

/** The rows of the table behind a set, aligned with its file. */
function readTable({ id, input }: ReferenceSet): Record<string, string>[] {
  const { rows } = readCsv(readFileSync(`${corpus}/dat.${id.split('_')[0]}.csv`, 'utf8'));
  const cells = rows.map((row) => row.cells);
  const pair = /subset var1 var2 = (\w+) (\w+)/.exec(input);
  if (pair) return cells.filter(({ var1, var2 }) => var1 === pair[1] && var2 === pair[2]);
  const criterion = /criterion=='(\w+)'/.exec(input);
  return criterion ? cells.filter((row) => row.criterion === criterion[1]) : cells;
}

const isMissing = (cell: string) => cell === '' || cell === 'NA';

/**
 * The moderators of an R formula, and the effects that have them all: `a + b`, `factor(a)`, `I(a/100)` and
 * `I(a - mean(a))`.
 */
export function readModerators(set: ReferenceSet, formula: string) {
  const table = readTable(set);
  const terms = formula
    .replace('~', '')
    .split('+')
    .map((term) => term.trim());
  const columnOf = (term: string) => /^(?:factor\(|I\()?(\w+)/.exec(term)![1];
  const rows = set.rows.filter((row) => terms.every((term) => !isMissing(table[row][columnOf(term)])));
  const moderators = terms.map((term): Moderator => {
    const name = columnOf(term);
    const cells = rows.map((row) => table[row][name]);
    if (term.startsWith('factor(') || cells.some((cell) => !Number.isFinite(Number(cell)))) {
      return { name, values: cells };
    }
    const numbers = cells.map(Number);
    if (term.endsWith('/100)')) return { name: term, values: numbers.map((value) => value / 100) };
    if (!term.includes('mean(')) return { name, values: numbers };
    // R takes the mean of the column before rows are dropped.
    const all = table.map((row) => Number(row[name]));
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    return { name: term, values: numbers.map((value) => value - mean) };
  });
  return {
    yi: rows.map((row) => set.raw.yi[row] as number),
    vi: rows.map((row) => set.raw.vi[row] as number),
    moderators,
  };
}

/** A column of the table behind a set, as numbers, at the rows that have an effect. */
export function readColumn(set: ReferenceSet, name: string): number[] {
  const table = readTable(set);
  return set.rows.map((row) => Number(table[row][name]));
}

/** Within a share of the reference; values next to 0 within as little. */
export function expectClosedForm(
  method: string,
  what: string,
  seen: number | null | undefined,
  expected: number | null | undefined,
  relative: number = tolerances.closedForm,
): void {
  if (expected === null || expected === undefined) return;
  expect(seen, what).toBeTypeOf('number');
  recordDifference(method, seen!, expected);
  expect(Math.abs(seen! - expected), `${what}: ${seen} for ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected) + 1e-12,
  );
}

/** Within an absolute distance. */
export function expectNear(
  method: string,
  what: string,
  seen: number | null | undefined,
  expected: number | null | undefined,
  distance: number,
): void {
  if (expected === null || expected === undefined) return;
  expect(seen, what).toBeTypeOf('number');
  recordDifference(method, seen!, expected);
  expect(Math.abs(seen! - expected), `${what}: ${seen} for ${expected}`).toBeLessThanOrEqual(distance);
}
