import { clusterBootstrap } from '../resampling/cluster-bootstrap.ts';
import { defaultDraws } from '../resampling/draws.ts';
import { percentileInterval } from '../resampling/percentile-interval.ts';
import { explainEmpty, notDefined, oneCategory, type Agreement } from './coefficient.ts';
import type { RatingTable } from './rating-table.ts';

export type MeasurementLevel = 'nominal' | 'ordinal' | 'interval';

/** The same draws wherever no seed is given. */
const defaultSeed = 1;

/**
 * Krippendorff's α, 1 − observed / expected disagreement, over the items with at least two ratings. Krippendorff (2019,
 * Content Analysis, 4th ed., section 12.3; the differences of the levels in 12.3.4).
 *
 * The error and the interval are of a bootstrap that resamples items (percentiles): Zapf, Castell, Morawietz and Karch
 * (2016, BMC Medical Research Methodology 16, 93) find its coverage good, also where ratings are missing. Krippendorff's
 * own resampling of pairs takes the pairs of one item for independent.
 *
 * 2,000 draws take about 35 ns an item each: 45 ms for 600 items. Larger tables belong into a worker.
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
  const multiplicities = new Float64Array(patterns.count);
  for (const pattern of patterns.ofItem) multiplicities[pattern]++;
  const measure = makeAlpha(patterns, table, measurement);
  const value = measure(multiplicities);
  if (Number.isNaN(value)) return notDefined(oneCategory);
  const { items } = table;
  if (items < 2 || value === 1) return { value, standardError: null, interval: null, items };

  const { seed = defaultSeed, draws = defaultDraws, level = 0.95 } = options;
  const drawn = clusterBootstrap(
    items,
    1,
    (drawnItems, values) => {
      multiplicities.fill(0);
      for (let item = 0; item < items; item++) multiplicities[patterns.ofItem[item]] += drawnItems[item];
      values[0] = measure(multiplicities);
    },
    { seed, draws },
  );
  return {
    value,
    standardError: standardDeviation(drawn),
    interval: percentileInterval(drawn, 0, 1, level),
    items,
  };
}

/** Items whose ratings are the same count alike. */
interface Patterns {
  count: number;
  ofItem: Int32Array;
  /** An item of each pattern. */
  example: number[];
}

function groupItems({ items, counts, categories }: RatingTable): Patterns {
  const q = categories.length;
  const places = new Map<string, number>();
  const example: number[] = [];
  const ofItem = Int32Array.from({ length: items }, (_, item) => {
    const key = counts.subarray(item * q, (item + 1) * q).join();
    let place = places.get(key);
    if (place === undefined) {
      places.set(key, (place = example.length));
      example.push(item);
    }
    return place;
  });
  return { count: example.length, ofItem, example };
}

/** α as a function of how often each pattern occurs; NaN where all its ratings fall into one category. */
function makeAlpha(
  { count, example }: Patterns,
  { categories, counts, rated }: RatingTable,
  measurement: MeasurementLevel,
): (multiplicities: Float64Array) => number {
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
  return (multiplicities) => {
    totals.fill(0);
    let pairable = 0;
    for (let pattern = 0; pattern < count; pattern++) {
      if (multiplicities[pattern] === 0) continue;
      const row = example[pattern] * q;
      for (let k = 0; k < q; k++) totals[k] += multiplicities[pattern] * counts[row + k];
      pairable += multiplicities[pattern] * rated[example[pattern]];
    }
    if (measurement === 'ordinal') setOrdinalDifferences(differences, totals);
    let expected = 0;
    for (let c = 0; c < q; c++) {
      for (let k = c + 1; k < q; k++) expected += totals[c] * totals[k] * differences[c * q + k];
    }
    if (expected === 0) return NaN;
    let observed = 0;
    for (let pattern = 0; pattern < count; pattern++) {
      if (multiplicities[pattern] === 0) continue;
      const row = example[pattern] * q;
      let within = 0;
      for (let c = 0; c < q; c++) {
        if (counts[row + c] === 0) continue;
        for (let k = c + 1; k < q; k++) within += counts[row + c] * counts[row + k] * differences[c * q + k];
      }
      observed += (multiplicities[pattern] * within) / (rated[example[pattern]] - 1);
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
