import { correlationEffect, partialCorrelationEffect } from './correlation-effects.ts';
import { noEffect, type Effect, type EffectFault, type EffectValues } from './effect.ts';
import { meanEffect } from './mean-effects.ts';
import { describeMeasure, parseMeasure, type Measure } from './measures.ts';
import { proportionEffect, readProportion, type ProportionMeasure } from './proportion-effects.ts';
import { readTable, tableEffect, type TableMeasure } from './table-effects.ts';
import { amountToAdd, type ZeroCellOptions } from './zero-cells.ts';

export { parseMeasure, type Measure };
export type { ZeroCellOptions };

/** Why a row gives no effect or no variance. */
export interface EffectIssue {
  /** Index of the row, from 0. */
  row: number;
  /** Name of the column to blame, as escalc names it; null where it is a combination. */
  column: string | null;
  message: string;
}

export interface ComputedEffects {
  /** As many as were given, in their order. */
  rows: { yi: number | null; vi: number | null }[];
  issues: EffectIssue[];
}

/** Measures to which nothing is added where a cell is empty, unless `add` asks for it. */
const addNothing: Measure[] = ['AS', 'PHI', 'RTET', 'PAS', 'PFT'];

/**
 * Effects and sampling variances of a table of studies, as metafor's escalc defines them (Viechtbauer 2010, Journal of
 * Statistical Software 36(3); metafor 5). A row that is incomplete or impossible gives nulls and an issue with the reason;
 * the other rows are computed all the same.
 *
 * @param rows One study each, by escalc's column names (`columnsOf(measure)`); null or absent is missing. Numbers other
 *   than these columns are ignored. Where `pi`, `fi` or `chi2i` has no sign, a column `direction` (1 or −1) gives it.
 */
export function computeEffects(
  measure: Measure,
  rows: readonly Readonly<Record<string, number | null>>[],
  options: ZeroCellOptions = {},
): ComputedEffects {
  const shape = describeMeasure(measure);
  if (options.add !== undefined && !(options.add >= 0))
    throw new RangeError(`computeEffects: add is ${options.add}, not 0 or more`);
  const values = rows.map(withoutNulls);
  const effects =
    shape.family === 'table' || shape.family === 'proportion'
      ? computeCounts(measure, values, options)
      : values.map((row) => computeOne(measure, row));
  const issues: EffectIssue[] = [];
  effects.forEach(({ fault }, row) => {
    if (fault) issues.push({ row, ...fault });
  });
  return { rows: effects.map(({ yi, vi }) => ({ yi, vi })), issues };
}

function withoutNulls(row: Readonly<Record<string, number | null>>): EffectValues {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value === null || !Number.isFinite(value) ? NaN : value,
    ]),
  );
}

function computeOne(measure: Measure, row: EffectValues): Effect {
  switch (measure) {
    case 'COR':
    case 'UCOR':
    case 'ZCOR':
      return correlationEffect(measure, row);
    case 'PCOR':
    case 'ZPCOR':
    case 'SPCOR':
    case 'ZSPCOR':
      return partialCorrelationEffect(measure, row);
    case 'MD':
    case 'SMD':
    case 'SMDH':
    case 'SMD1':
    case 'ROM':
    case 'RBIS':
    case 'D2ORN':
    case 'D2ORL':
      return meanEffect(measure, row);
    default:
      throw new TypeError(`computeEffects: ${measure} is a measure of counts`);
  }
}

/** Measures of counts: what is added to a row may depend on the other rows. */
function computeCounts(measure: Measure, rows: EffectValues[], options: ZeroCellOptions): Effect[] {
  const { to = 'only0', drop00 = false, fractionalCounts = false } = options;
  const add = options.add ?? (addNothing.includes(measure) ? 0 : 0.5);
  const counts = rows.map((row) => readCounts(measure, row, fractionalCounts));
  const anyZero = counts.some((cells) => Array.isArray(cells) && cells.includes(0));
  return counts.map((cells) => {
    if (!Array.isArray(cells)) return noEffect(cells);
    if (cells.length === 4 && drop00 && isUninformative(cells)) return noEffect(dropped);
    const added = amountToAdd(cells, add, to, anyZero);
    const [first, second, third, fourth] = cells.map((count) => count + added);
    return cells.length === 4
      ? tableEffect(measure as TableMeasure, { a: first, b: second, c: third, d: fourth })
      : proportionEffect(measure as ProportionMeasure, first, second);
  });
}

const dropped: EffectFault = {
  column: null,
  message: 'Nobody or everybody has the event in both groups; such tables are left out as asked.',
};

const isUninformative = ([a, b, c, d]: number[]) => (a === 0 && c === 0) || (b === 0 && d === 0);

function readCounts(measure: Measure, row: EffectValues, fractions: boolean): number[] | EffectFault {
  if (describeMeasure(measure).family === 'proportion') {
    const cells = readProportion(row, fractions);
    return 'events' in cells ? [cells.events, cells.others] : cells;
  }
  const cells = readTable(row, fractions);
  return 'a' in cells ? [cells.a, cells.b, cells.c, cells.d] : cells;
}
