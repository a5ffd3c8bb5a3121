import {
  certain,
  explainEmpty,
  notDefined,
  oneCategory,
  withInterval,
  type Agreement,
} from './coefficient.ts';
import type { RatingTable } from './rating-table.ts';
import { makeWeights, type AgreementWeights } from './weights.ts';

/**
 * Cohen's κ of two raters, over the items that both saw. Cohen (1960, Educational and Psychological Measurement 20,
 * 37–46; 1968, Psychological Bulletin 70, 213–220); its standard error, not that of the test of κ = 0, from Fleiss, Cohen
 * and Everitt (1969, Psychological Bulletin 72, 323–327); normal interval.
 */
export function cohenKappa(table: RatingTable, weights: AgreementWeights = 'none', level = 0.95): Agreement {
  const empty = explainEmpty(table);
  if (empty) return empty;
  if (table.raters !== 2) {
    return notDefined(`Cohen's kappa compares two raters; here are ${table.raters}.`);
  }
  const q = table.categories.length;
  const weight = makeWeights(weights, q);
  const { cells, items } = crossTabulate(table);
  if (items === 0) return notDefined('No item was rated by both raters.');
  const rows = new Float64Array(q);
  const columns = new Float64Array(q);
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      rows[i] += cells[i * q + j];
      columns[j] += cells[i * q + j];
    }
  }
  // Mean weight of each row category against the columns' margin, and the other way round.
  const rowMeans = new Float64Array(q);
  const columnMeans = new Float64Array(q);
  let observed = 0;
  let chance = 0;
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      const w = weight[i * q + j];
      observed += w * cells[i * q + j];
      chance += w * rows[i] * columns[j];
      rowMeans[i] += w * columns[j];
      columnMeans[j] += w * rows[i];
    }
  }
  if (chance >= certain) return notDefined(oneCategory);
  const kappa = (observed - chance) / (1 - chance);
  let spread = 0;
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      const w = weight[i * q + j];
      spread += cells[i * q + j] * (w - (rowMeans[i] + columnMeans[j]) * (1 - kappa)) ** 2;
    }
  }
  const variance = (spread - (kappa - chance * (1 - kappa)) ** 2) / (items * (1 - chance) ** 2);
  const standardError = items > 1 ? Math.sqrt(Math.max(0, variance)) : NaN;
  return withInterval(kappa, standardError, items, Infinity, level);
}

/** Parts of the items by the two raters' categories, q × q by rows. */
function crossTabulate({ codes, categories, items: all }: RatingTable): {
  cells: Float64Array;
  items: number;
} {
  const q = categories.length;
  const cells = new Float64Array(q * q);
  let items = 0;
  for (let item = 0; item < all; item++) {
    const first = codes[2 * item];
    const second = codes[2 * item + 1];
    if (first < 0 || second < 0) continue;
    cells[first * q + second]++;
    items++;
  }
  for (let at = 0; at < cells.length; at++) cells[at] /= items;
  return { cells, items };
}
