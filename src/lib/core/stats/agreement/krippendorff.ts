import { defaultDraws } from '../resampling/draws.ts';
import { groupedBootstrap } from '../resampling/grouped-bootstrap.ts';
import { percentileInterval } from '../resampling/percentile-interval.ts';
import { explainEmpty, notDefined, oneCategory, type Agreement } from './coefficient.ts';
import type { RatingTable } from './rating-table.ts';

export type MeasurementLevel = 'nominal' | 'ordinal' | 'interval';

/** The same draws wherever no seed is given. */
const defaultSeed = 1;

/**
 * Krippendorff's α, 1 − observed / expected disagreement, over the items with at least two ratings. Krippendorff (2019,
 * Content Analysis, 4th ed., chapter 12).
 *
 * The error and the interval are of a bootstrap that resamples items (percentiles): Zapf, Castell, Morawietz and Karch
 * (2016, BMC Medical Research Methodology 16, 93) find its coverage good, also where ratings are missing. Krippendorff's
 * own resampling of pairs takes the pairs of one item for independent.
 *
 * @param options.seed Draw i is seeded from (seed, i).
 */
export function krippendorffAlpha(
  table: RatingTable,
  measurement: MeasurementLevel = 'nominal',
  options: { seed?: number; draws?: number; level?: number } = {},
): Agreement {
  const empty = explainEmpty(table);
  if (empty) return empty;
  if (measurement === 'interval' && !table.categories.every((category) => typeof category === 'number')) {
    return notDefined('The interval level needs ratings that are numbers.');
  }
  const patterns = groupItems(table);
  const measure = makeAlpha(patterns.examples, table, measurement);
  const value = measure(patterns.sizes);
  if (Number.isNaN(value)) return notDefined(oneCategory);
  const { items } = table;
  if (items < 2 || value === 1) return { value, standardError: null, interval: null, items };

  const { seed = defaultSeed, draws = defaultDraws, level = 0.95 } = options;
  const resample = (sizes: Int32Array, values: Float64Array) => {
    values[0] = measure(sizes);
  };
  const drawn = groupedBootstrap(patterns.sizes, 1, resample, { seed, draws });
  return {
    value,
    standardError: standardDeviation(drawn),
    interval: percentileInterval(drawn, 0, 1, level),
    items,
  };
}

/** Items whose categories were chosen by as many raters are one pattern: how many items, and which is one of them. */
interface Patterns {
  sizes: Int32Array;
  examples: number[];
}

/** In an order of their own, so that the draws do not depend on the order of items or raters. */
function groupItems({ items, counts, categories }: RatingTable): Patterns {
  const q = categories.length;
  const patterns = new Map<string, { size: number; example: number }>();
  for (let example = 0; example < items; example++) {
    const key = counts.subarray(example * q, (example + 1) * q).join();
    const pattern = patterns.get(key);
    if (pattern) pattern.size++;
    else patterns.set(key, { size: 1, example });
  }
  const sorted = [...patterns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pattern]) => pattern);
  return {
    sizes: Int32Array.from(sorted, ({ size }) => size),
    examples: sorted.map(({ example }) => example),
  };
}

/** α as a function of how many items each pattern has; NaN where all their ratings fall into one category. */
function makeAlpha(
  examples: readonly number[],
  { categories, counts, rated }: RatingTable,
  measurement: MeasurementLevel,
): (sizes: Int32Array) => number {
  const q = categories.length;
  const differences = new Float64Array(q * q);
  const totals = new Float64Array(q);
  if (measurement !== 'ordinal') {
    for (let c = 0; c < q; c++) {
      for (let k = 0; k < q; k++) {
        differences[c * q + k] =
          measurement === 'nominal' ? Number(c !== k) : (Number(categories[c]) - Number(categories[k])) ** 2;
      }
    }
  }
  return (sizes) => {
    totals.fill(0);
    let pairable = 0;
    for (const [pattern, example] of examples.entries()) {
      if (sizes[pattern] === 0) continue;
      const row = example * q;
      for (let k = 0; k < q; k++) totals[k] += sizes[pattern] * counts[row + k];
      pairable += sizes[pattern] * rated[example];
    }
    if (measurement === 'ordinal') setOrdinalDifferences(differences, totals);
    let expected = 0;
    for (let c = 0; c < q; c++) {
      for (let k = c + 1; k < q; k++) expected += totals[c] * totals[k] * differences[c * q + k];
    }
    if (expected === 0) return NaN;
    let observed = 0;
    for (const [pattern, example] of examples.entries()) {
      if (sizes[pattern] === 0) continue;
      const row = example * q;
      let within = 0;
      for (let c = 0; c < q; c++) {
        if (counts[row + c] === 0) continue;
        for (let k = c + 1; k < q; k++) within += counts[row + c] * counts[row + k] * differences[c * q + k];
      }
      observed += (sizes[pattern] * within) / (rated[example] - 1);
    }
    return 1 - ((pairable - 1) * observed) / expected;
  };
}

/** Squared number of ratings between two categories, half of each of the two counted. */
function setOrdinalDifferences(differences: Float64Array, totals: Float64Array): void {
  const q = totals.length;
  for (let c = 0; c < q; c++) {
    let between = totals[c] / 2;
    for (let k = c + 1; k < q; k++) {
      differences[c * q + k] = (between + totals[k] / 2) ** 2;
      between += totals[k];
    }
  }
}

/** Of the draws that have a value. */
function standardDeviation(draws: Float64Array): number {
  const values = draws.filter((value) => !Number.isNaN(value));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(spread / (values.length - 1));
}
