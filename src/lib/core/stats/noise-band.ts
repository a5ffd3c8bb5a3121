import binomialMass from '@stdlib/stats-base-dists-binomial-pmf';
import type { Interval } from './proportion-intervals.ts';

/** Probability below which a single outcome is left out of the convolution. */
const negligible = 1e-18;
/** Probability that all points of a lattice together could hold without changing the last bit of a sum. */
const unnoticed = 1e-24;
/** Most pairs of a sum and an outcome that are joined one by one; beyond, sums lie on a lattice. */
const mostPairs = 200_000;
/** Pairs that are joined without a pause. */
const pairsAtOnce = 10_000;
/** Most points of a lattice. */
const mostPoints = 2 ** 17;

/**
 * Where the share of one factor would fall if every factor were equally likely to be named: the exact distribution, by
 * convolution. A study that names m of F factors names a given one with probability min(1, m/F) and then gives it 1/m of
 * its weight; the share is the mean over the studies. Quantiles are the smallest x with P(share ≤ x) ≥ q.
 *
 * Where sums are too many to list (thousands of studies that name many different numbers of factors) they are kept on a
 * lattice; the band is then right to 1e-5.
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
  const steps = noiseBandInSteps(namedCounts, factorCount, level);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The same with a pause after every short stretch of work, for places where nothing may wait long. Bands are remembered:
 * the same numbers of factors in as many studies have the same band.
 */
export function* noiseBandInSteps(
  namedCounts: ArrayLike<number>,
  factorCount: number,
  level = 0.95,
): Generator<undefined, Interval | null> {
  const studies = namedCounts.length;
  if (studies === 0 || factorCount < 1) return null;
  const groups = groupCounts(namedCounts);
  const key = keyOf(groups, factorCount, level);
  const remembered = bands.get(key);
  if (remembered) return [...remembered];
  // Small m first: the lattice of possible sums then grows as late as it can.
  const steps = groups.map(([m, count]) => ({ m, ...countsNamed(count, Math.min(1, m / factorCount)) }));
  let distribution: Distribution = { sums: [0], masses: [1] };
  for (const step of steps) {
    if (distribution.sums.length * step.masses.length > mostPairs) {
      distribution = yield* convolveOnLattice(steps);
      break;
    }
    distribution = yield* convolve(distribution, step);
  }
  const tail = (1 - level) / 2;
  const band: Interval = [quantile(distribution, tail) / studies, quantile(distribution, 1 - tail) / studies];
  if (bands.size >= mostBands) bands.delete(bands.keys().next().value!);
  bands.set(key, band);
  return [...band];
}

/** The band where it is remembered or quickly computed; undefined where it would take longer than a few milliseconds. */
export function quickNoiseBand(
  namedCounts: ArrayLike<number>,
  factorCount: number,
  level = 0.95,
): Interval | null | undefined {
  const groups = groupCounts(namedCounts);
  const isQuick = namedCounts.length <= quickStudies || bands.has(keyOf(groups, factorCount, level));
  return isQuick ? noiseBand(namedCounts, factorCount, level) : undefined;
}

/** With more studies a band may take longer than a frame. */
const quickStudies = 100;

/** Bands that were asked for last, by what they depend on. */
const bands = new Map<string, Interval>();
const mostBands = 500;

/** Numbers of factors and how many studies name as many, in ascending order. */
function groupCounts(namedCounts: ArrayLike<number>): [m: number, studies: number][] {
  const groups = new Map<number, number>();
  for (let s = 0; s < namedCounts.length; s++) {
    const m = namedCounts[s];
    if (!Number.isInteger(m) || m < 1) throw new RangeError(`noiseBand: a study names ${m} factors`);
    groups.set(m, (groups.get(m) ?? 0) + 1);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

function keyOf(groups: readonly [number, number][], factorCount: number, level: number): string {
  return `${factorCount} ${level} ${groups.join(' ')}`;
}

/** Values in ascending order with their probabilities. */
interface Distribution {
  sums: ArrayLike<number>;
  masses: ArrayLike<number>;
}

/** How many of the studies that name m factors name a given one, with the negligible ends left out. */
interface Step {
  m: number;
  /** The least number that is not negligible. */
  from: number;
  masses: number[];
}

function countsNamed(count: number, probability: number): Omit<Step, 'm'> {
  const masses = Array.from({ length: count + 1 }, (_, k) => binomialMass(k, count, probability));
  const from = masses.findIndex((mass) => mass > negligible);
  const to = masses.findLastIndex((mass) => mass > negligible);
  return { from, masses: masses.slice(from, to + 1) };
}

function* convolve({ sums, masses }: Distribution, step: Step): Generator<undefined, Distribution> {
  const cells = new Map<number, { sum: number; mass: number }>();
  let pairs = 0;
  for (let i = 0; i < sums.length; i++) {
    pairs += step.masses.length;
    if (pairs > pairsAtOnce) {
      pairs = 0;
      yield;
    }
    for (let k = 0; k < step.masses.length; k++) {
      const mass = masses[i] * step.masses[k];
      if (mass < negligible) continue;
      const sum = sums[i] + (step.from + k) / step.m;
      // Equal sums reached by different ways differ in the last bits only.
      const key = Math.round(sum / 1e-11);
      const cell = cells.get(key);
      if (cell) cell.mass += mass;
      else cells.set(key, { sum, mass });
    }
  }
  const sorted = [...cells.values()].sort((a, b) => a.sum - b.sum);
  return { sums: sorted.map(({ sum }) => sum), masses: sorted.map(({ mass }) => mass) };
}

/**
 * The same over evenly spaced sums. All sums are multiples of 1 over the least common multiple of the m, and exact where
 * that lattice is small enough; on a coarser one, mass between two points goes to both so that its mean stays.
 */
function* convolveOnLattice(steps: readonly Step[]): Generator<undefined, Distribution> {
  const least = steps.reduce((sum, { m, from }) => sum + from / m, 0);
  const range = steps.reduce((sum, { m, masses }) => sum + (masses.length - 1) / m, 0);
  const common = steps.reduce((multiple, { m }) => leastCommonMultiple(multiple, m), 1);
  const points = Math.min(Math.round(range * common), mostPoints) + 2;
  const width = points - 2 < mostPoints ? 1 / common : range / mostPoints;
  let masses = new Float64Array(points);
  masses[0] = 1;
  // Points from `first` to `reached` hold all of the mass that a quantile could notice.
  let first = 0;
  let reached = 0;
  for (const step of steps) {
    const next = new Float64Array(points);
    for (const [k, mass] of step.masses.entries()) {
      if (k % 32 === 31) yield;
      const shift = k / step.m / width;
      // A shift that is whole but for the last bits is whole.
      const whole = Math.floor(shift + 1e-6);
      const above = Math.max(0, shift - whole);
      addShifted(next, masses, { first, reached, shift: whole, factor: mass * (1 - above) });
      if (above > 1e-6) addShifted(next, masses, { first, reached, shift: whole + 1, factor: mass * above });
    }
    masses = next;
    reached = Math.min(points - 1, reached + Math.ceil((step.masses.length - 1) / step.m / width + 1e-6));
    while (first < reached && masses[first] < unnoticed) first++;
    while (reached > first && masses[reached] < unnoticed) reached--;
  }
  return { sums: Float64Array.from(masses, (_, at) => least + at * width), masses };
}

function addShifted(
  sums: Float64Array,
  masses: Float64Array,
  { first, reached, shift, factor }: { first: number; reached: number; shift: number; factor: number },
): void {
  const end = Math.min(reached, sums.length - 1 - shift);
  for (let at = first; at <= end; at++) sums[at + shift] += factor * masses[at];
}

function leastCommonMultiple(a: number, b: number): number {
  let [divisor, rest] = [a, b];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}

function quantile({ sums, masses }: Distribution, q: number): number {
  let total = 0;
  for (let i = 0; i < sums.length; i++) {
    total += masses[i];
    if (total >= q - 1e-12) return sums[i];
  }
  return sums[sums.length - 1];
}
