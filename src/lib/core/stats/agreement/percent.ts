import { wilsonInterval } from '../proportion-intervals.ts';
import { itemAgreement } from './chance-corrected.ts';
import { explainEmpty, withInterval, type Agreement } from './coefficient.ts';
import type { RatingTable } from './rating-table.ts';
import { makeWeights } from './weights.ts';

/**
 * How often two raters agree, as a proportion: over the items that both saw, with Wilson's interval. With more raters the
 * mean over items of the part of their pairs that agree (Fleiss 1971), its error from the spread between
 * items, and a t interval.
 */
export function percentAgreement(table: RatingTable, level = 0.95): Agreement {
  const empty = explainEmpty(table);
  if (empty) return empty;
  const { items } = table;
  const agreement = itemAgreement(table, makeWeights('none', table.categories.length));
  const value = agreement.reduce((sum, part) => sum + part, 0) / items;
  if (table.raters === 2) {
    const standardError = Math.sqrt((value * (1 - value)) / items);
    const agreed = Math.round(value * items);
    return { ...withInterval(value, standardError, items), interval: wilsonInterval(agreed, items, level) };
  }
  const spread = agreement.reduce((sum, part) => sum + (part - value) ** 2, 0);
  const standardError = items > 1 ? Math.sqrt(spread / (items * (items - 1))) : NaN;
  const result = withInterval(value, standardError, items, items - 1, level);
  if (result.interval) result.interval[0] = Math.max(0, result.interval[0]);
  return result;
}

/** The proportion of items on which all who rated them agree. */
export function unanimity({ items, rated, counts, categories }: RatingTable): number | null {
  if (items === 0) return null;
  let unanimous = 0;
  for (let item = 0; item < items; item++) {
    for (let k = 0; k < categories.length; k++) {
      if (counts[item * categories.length + k] === rated[item]) unanimous++;
    }
  }
  return unanimous / items;
}
