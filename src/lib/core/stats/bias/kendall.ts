import { normalTwoSided } from '../distributions.ts';

export interface KendallTest {
  /** τ_b. */
  tau: number;
  pValue: number;
  exact: boolean;
}

/** The exact distribution takes n³/4 additions: up to here, well under a tenth of a second. */
const exactUpTo = 200;

/**
 * Kendall's rank correlation and its test: exact where no value occurs twice, else normal with the variance corrected for
 * ties (Kendall and Gibbons 1990, Rank Correlation Methods, ch. 4–5), as R's cor.test does it. Above 200 pairs without
 * ties, where the two agree to 1e-4, normal as well.
 *
 * @returns null with fewer than 2 pairs or where all values of one kind are equal.
 */
export function testKendall(x: readonly number[], y: readonly number[]): KendallTest | null {
  const n = x.length;
  let difference = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) difference += Math.sign(x[i] - x[j]) * Math.sign(y[i] - y[j]);
  }
  const tiesX = countTies(x);
  const tiesY = countTies(y);
  const pairs = (n * (n - 1)) / 2;
  const scale = Math.sqrt((pairs - choose2(tiesX)) * (pairs - choose2(tiesY)));
  if (!(scale > 0)) return null;
  const tau = difference / scale;
  const tied = tiesX.length > 0 || tiesY.length > 0;
  if (!tied && n <= exactUpTo) {
    const lower = lowerTails(n);
    const concordant = (pairs + difference) / 2;
    const below = lower[concordant];
    const above = 1 - (concordant > 0 ? lower[concordant - 1] : 0);
    return { tau, pValue: Math.min(1, 2 * Math.min(below, above)), exact: true };
  }
  return { tau, pValue: normalTwoSided(difference / Math.sqrt(variance(n, tiesX, tiesY))), exact: false };
}

/** Sizes of the groups of equal values, those of two or more. */
function countTies(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
}

const add = (sizes: number[], part: (size: number) => number) =>
  sizes.reduce((sum, size) => sum + part(size), 0);
const choose2 = (sizes: number[]) => add(sizes, (t) => (t * (t - 1)) / 2);

/** Variance of concordant minus discordant pairs (Kendall and Gibbons 1990, ch. 5). */
function variance(n: number, tiesX: number[], tiesY: number[]): number {
  const whole = (t: number) => t * (t - 1) * (2 * t + 5);
  const threes = (t: number) => t * (t - 1) * (t - 2);
  const own = (whole(n) - add(tiesX, whole) - add(tiesY, whole)) / 18;
  const twos = (4 * choose2(tiesX) * choose2(tiesY)) / (2 * n * (n - 1));
  const triples = n > 2 ? (add(tiesX, threes) * add(tiesY, threes)) / (9 * n * (n - 1) * (n - 2)) : 0;
  return own + twos + triples;
}

/** P(concordant pairs ≤ q) for q = 0, 1, …: item i + 1 comes after 0 to i of those before it, each equally likely. */
function lowerTails(n: number): Float64Array {
  let mass = new Float64Array([1]);
  for (let item = 2; item <= n; item++) {
    const next = new Float64Array(mass.length + item - 1);
    let window = 0;
    for (let q = 0; q < next.length; q++) {
      if (q < mass.length) window += mass[q];
      if (q >= item) window -= mass[q - item];
      next[q] = window / item;
    }
    mass = next;
  }
  let sum = 0;
  return mass.map((probability) => (sum = Math.min(1, sum + Math.max(0, probability))));
}
