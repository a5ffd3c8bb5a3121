import { normalQuantile, tQuantile } from '../distributions.ts';
import type { Interval } from '../proportion-intervals.ts';
import type { RatingTable } from './rating-table.ts';

/** A coefficient of agreement. */
export interface Coefficient {
  value: number;
  /** Null for a single item, and where agreement is perfect: an error of exactly 0 says nothing of other items. */
  standardError: number | null;
  interval: Interval | null;
  /** How many items it rests on. */
  items: number;
}

/** A coefficient that these ratings do not define. */
export interface NotDefined {
  value: null;
  reason: string;
}

export type Agreement = Coefficient | NotDefined;

export function notDefined(reason: string): NotDefined {
  return { value: null, reason };
}

/** Why no coefficient of these ratings is defined; null where some are. */
export function explainEmpty(table: RatingTable): NotDefined | null {
  if (table.raters < 2) return notDefined('Agreement needs at least two raters.');
  if (table.items === 0) return notDefined('No item was rated by two raters.');
  return null;
}

/** Said where all ratings fall into one category and chance would agree as well. */
export const oneCategory =
  'All ratings fall into one category: chance alone would agree as often, so that agreement beyond chance is not defined.';

/** Chance agreement this close to 1 leaves nothing beyond it. */
export const certain = 1 - 1e-12;

/**
 * Adds the interval to a value, cut at −1 and 1.
 *
 * @param standardError Of the value; NaN where unknown.
 * @param df Degrees of freedom of the t quantile; Infinity for the normal one.
 */
export function withInterval(
  value: number,
  standardError: number,
  items: number,
  df = Infinity,
  level = 0.95,
): Coefficient {
  if (!(standardError > 1e-12)) return { value, standardError: null, interval: null, items };
  const quantile = df === Infinity ? normalQuantile((1 + level) / 2) : tQuantile((1 + level) / 2, df);
  const half = quantile * standardError;
  const interval: Interval = [Math.max(-1, value - half), Math.min(1, value + half)];
  return { value, standardError, interval, items };
}
