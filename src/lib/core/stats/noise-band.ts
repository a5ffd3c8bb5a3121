import binomialMass from '@stdlib/stats-base-dists-binomial-pmf';
import type { Interval } from './proportion-intervals.ts';

/** Probability below which a single outcome is left out of the convolution. */
const negligible = 1e-18;
/** Most distinct sums that are carried exactly; beyond it, neighbours closer than `grid` are merged. */
const mostPoints = 200_000;
const grid = 1e-8;

/**
 * Where the share of one factor would fall if every factor were equally likely to be named: the exact distribution, by
 * convolution. A study that names m of F factors names a given one with probability min(1, m/F) and then gives it 1/m of
 * its weight; the share is the mean over the studies. Quantiles are the smallest x with P(share ≤ x) ≥ q.
 *
 * @param namedCounts For every study the number m of factors that it names, each at least 1.
 * @param factorCount F, the number of factors that could be named.
 * @param level Probability inside the band, 0.95 from the 2.5 % to the 97.5 % quantile.
 * @returns The band, or null where there is no study or no factor.
 */
export function noiseBand(
  namedCounts: ArrayLike<number>,
  factorCount: number,
  level = 0.95,
): Interval | null {
  const studies = namedCounts.length;
  if (studies === 0 || factorCount < 1) return null;
  const groups = new Map<number, number>();
  for (let s = 0; s < studies; s++) {
    const m = namedCounts[s];
    if (!Number.isInteger(m) || m < 1) throw new RangeError(`noiseBand: a study names ${m} factors`);
    groups.set(m, (groups.get(m) ?? 0) + 1);
  }
  let distribution: Distribution = { sums: [0], masses: [1] };
  // Small m first: the lattice of possible sums then grows as late as it can.
  for (const [m, count] of [...groups].sort(([a], [b]) => a - b)) {
    distribution = convolve(distribution, countsNamed(count, Math.min(1, m / factorCount)), 1 / m);
  }
  const tail = (1 - level) / 2;
  return [quantile(distribution, tail) / studies, quantile(distribution, 1 - tail) / studies];
}

/** Values in ascending order with their probabilities. */
interface Distribution {
  sums: number[];
  masses: number[];
}

/** How many of `count` equal studies name the factor, with the negligible ends left out. */
function countsNamed(count: number, probability: number): { from: number; masses: number[] } {
  const masses = Array.from({ length: count + 1 }, (_, k) => binomialMass(k, count, probability));
  const from = masses.findIndex((mass) => mass > negligible);
  const to = masses.findLastIndex((mass) => mass > negligible);
  return { from, masses: masses.slice(from, to + 1) };
}

function convolve(
  { sums, masses }: Distribution,
  named: ReturnType<typeof countsNamed>,
  step: number,
): Distribution {
  const cells = new Map<number, { sum: number; mass: number }>();
  const exact = sums.length * named.masses.length <= mostPoints;
  const width = exact ? 1e-11 : grid;
  for (let i = 0; i < sums.length; i++) {
    for (let k = 0; k < named.masses.length; k++) {
      const mass = masses[i] * named.masses[k];
      if (mass < negligible) continue;
      const sum = sums[i] + (named.from + k) * step;
      // Equal sums reached by different ways differ in the last bits only.
      const key = Math.round(sum / width);
      const cell = cells.get(key);
      if (cell) cell.mass += mass;
      else cells.set(key, { sum, mass });
    }
  }
  const sorted = [...cells.values()].sort((a, b) => a.sum - b.sum);
  return { sums: sorted.map(({ sum }) => sum), masses: sorted.map(({ mass }) => mass) };
}

function quantile({ sums, masses }: Distribution, q: number): number {
  let total = 0;
  for (let i = 0; i < sums.length; i++) {
    total += masses[i];
    if (total >= q - 1e-12) return sums[i];
  }
  return sums[sums.length - 1];
}
