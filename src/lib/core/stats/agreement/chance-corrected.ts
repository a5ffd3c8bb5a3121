/**
 * Coefficients of two and more raters of the form (observed − chance) / (1 − chance), with missing ratings, and their
 * standard errors by linearisation over items: Gwet (2008, British Journal of Mathematical and Statistical Psychology 61,
 * 29–48) and Gwet (2014, Handbook of Inter-Rater Reliability, 4th ed.); t interval with n − 1
 * degrees of freedom, as there. Fleiss' own standard errors (1971, and with Nee and Landis 1979) hold only where κ = 0.
 */
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
 * Fleiss' κ: chance is two ratings drawn from the same margin. Fleiss (1971, Psychological Bulletin 76, 378–382); for two
 * raters it is Scott's π.
 */
export function fleissKappa(table: RatingTable, level = 0.95): Agreement {
  return correctForChance(table, makeWeights('none', table.categories.length), level, (shares) => shares);
}

/**
 * Gwet's AC1, or AC2 with weights: chance agreement is low where nearly all choose one category. Gwet (2008,
 * 2014).
 *
 * @param table Categories that nobody chose count, where the table names them.
 */
export function gwetAgreement(
  table: RatingTable,
  weights: AgreementWeights = 'none',
  level = 0.95,
): Agreement {
  const q = table.categories.length;
  const weight = makeWeights(weights, q);
  const scale = q > 1 ? weight.reduce((sum, w) => sum + w, 0) / (q * (q - 1)) : NaN;
  return correctForChance(table, weight, level, (shares) => shares.map((share) => scale * (1 - share)));
}

/**
 * @param agreeable From the categories' shares π, how likely chance agrees with a rating of each category; chance as a
 *   whole is its mean under π. For both coefficients an item moves chance by twice what its own mean lies above that.
 */
function correctForChance(
  table: RatingTable,
  weight: Float64Array,
  level: number,
  agreeable: (shares: Float64Array) => Float64Array,
): Agreement {
  const empty = explainEmpty(table);
  if (empty) return empty;
  const { items, rated } = table;
  const q = table.categories.length;
  if (q < 2) return notDefined(oneCategory);
  const agreement = itemAgreement(table, weight);
  const paired = rated.reduce((count, ratings) => count + Number(ratings > 1), 0);
  if (paired === 0) return notDefined('No item was rated by two raters.');
  const observed = agreement.reduce((sum, value) => sum + value, 0) / paired;
  const shares = categoryShares(table);
  const likely = agreeable(shares);
  const chance = shares.reduce((sum, share, k) => sum + share * likely[k], 0);
  if (chance >= certain) return notDefined(oneCategory);
  const value = (observed - chance) / (1 - chance);

  let spread = 0;
  for (let item = 0; item < items; item++) {
    const own = rated[item] > 1 ? agreement[item] - chance : 0;
    let itemChance = 0;
    for (let k = 0; k < q; k++) itemChance += (table.counts[item * q + k] * likely[k]) / rated[item];
    const linearised = ((items / paired) * own - 2 * (1 - value) * (itemChance - chance)) / (1 - chance);
    spread += (linearised - value) ** 2;
  }
  const standardError = items > 1 ? Math.sqrt(spread / (items * (items - 1))) : NaN;
  return withInterval(value, standardError, paired, items - 1, level);
}

/** Mean weight of the pairs of ratings of each item; 0 for an item with one rating. */
export function itemAgreement(table: RatingTable, weight: Float64Array): Float64Array {
  const { items, rated, counts } = table;
  const q = table.categories.length;
  const agreement = new Float64Array(items);
  for (let item = 0; item < items; item++) {
    if (rated[item] < 2) continue;
    let pairs = 0;
    for (let k = 0; k < q; k++) {
      const chosen = counts[item * q + k];
      if (chosen === 0) continue;
      let weighted = -1;
      for (let l = 0; l < q; l++) weighted += weight[k * q + l] * counts[item * q + l];
      pairs += chosen * weighted;
    }
    agreement[item] = pairs / (rated[item] * (rated[item] - 1));
  }
  return agreement;
}

/** Mean over the items of the part of their ratings in each category. */
function categoryShares({ items, rated, counts, categories }: RatingTable): Float64Array {
  const q = categories.length;
  const shares = new Float64Array(q);
  for (let item = 0; item < items; item++) {
    for (let k = 0; k < q; k++) shares[k] += counts[item * q + k] / rated[item] / items;
  }
  return shares;
}
