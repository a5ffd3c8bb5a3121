/** Checks of a row's columns. Each gives the first fault, or null; a missing value is only `requireValues`' business. */
import type { EffectFault, EffectValues } from './effect.ts';

/** Is the column filled in this row? */
export const has = (row: EffectValues, column: string): boolean =>
  row[column] !== undefined && !Number.isNaN(row[column]);

/** The first of the columns that is missing. */
export function requireValues(row: EffectValues, ...columns: string[]): EffectFault | null {
  const column = columns.find((name) => !has(row, name));
  return column === undefined ? null : { column, message: `${column} is missing.` };
}

/** The first fault of several checks. */
export function firstFault(...faults: (EffectFault | null)[]): EffectFault | null {
  return faults.find((fault) => fault !== null) ?? null;
}

/** The first of the columns whose value does not hold what `holds` asks. */
function requireEach(
  row: EffectValues,
  columns: string[],
  holds: (value: number) => boolean,
  rule: string,
): EffectFault | null {
  const column = columns.find((name) => has(row, name) && !holds(row[name]));
  return column === undefined ? null : { column, message: `${column} is ${row[column]}; ${rule}.` };
}

/** Correlations: from −1 to 1. */
export const requireCorrelations = (row: EffectValues, ...columns: string[]) =>
  requireEach(row, columns, (value) => Math.abs(value) <= 1, 'a correlation lies between -1 and 1');

/** Squared multiple correlations: from 0 to 1. */
export const requireShares = (row: EffectValues, ...columns: string[]) =>
  requireEach(row, columns, (value) => value >= 0 && value <= 1, 'it lies between 0 and 1');

/** Standard deviations: 0 or more. */
export const requireDeviations = (row: EffectValues, ...columns: string[]) =>
  requireEach(row, columns, (value) => value >= 0, 'a standard deviation is never negative');

/** Sizes of samples and groups: above 0; a fraction is an effective size. */
export const requireSizes = (row: EffectValues, ...columns: string[]) =>
  requireEach(row, columns, (value) => value > 0, 'a size is above 0');

/** Counts: 0 or more and whole, unless fractions are asked for (counts divided by a design effect). */
export function requireCounts(
  row: EffectValues,
  fractions: boolean,
  ...columns: string[]
): EffectFault | null {
  return firstFault(
    requireEach(row, columns, (value) => value >= 0, 'a count is never negative'),
    fractions ? null : requireEach(row, columns, Number.isInteger, 'a count is a whole number'),
  );
}

/** Test statistics that cannot be negative unless their sign says the direction; and p from 0 to 1 likewise. */
export const requireSignedProbability = (row: EffectValues, column: string) =>
  requireEach(
    row,
    [column],
    (value) => value !== 0 && Math.abs(value) <= 1,
    'a p value lies above 0 and not above 1 (its sign is the direction)',
  );
