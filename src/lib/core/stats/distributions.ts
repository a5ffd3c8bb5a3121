/**
 * The distributions that inference needs, each asked for from the tail that keeps its digits: p values are upper or
 * two-sided tails and never 1 − cdf. The numbers come from kept incomplete gamma and beta functions; what is ours is
 * the choice of the tail, and answers at the borders (an infinite statistic, infinite degrees of freedom).
 */
import betainc from '@stdlib/math-base-special-betainc';
import erfc from '@stdlib/math-base-special-erfc';
import gammaln from '@stdlib/math-base-special-gammaln';
import betaQuantileOf from '@stdlib/stats-base-dists-beta-quantile';
import chiSquareQuantileOf from '@stdlib/stats-base-dists-chisquare-quantile';
import fQuantileOf from '@stdlib/stats-base-dists-f-quantile';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile';
import { incompleteGamma } from './incomplete-gamma.ts';

/** P(Z ≤ z). */
export const normalLower = (z: number): number => 0.5 * erfc(-z / Math.SQRT2);

/** P(Z > z). */
export const normalUpper = (z: number): number => 0.5 * erfc(z / Math.SQRT2);

/** P(|Z| ≥ |z|). */
export const normalTwoSided = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);

/**
 * The z with P(Z ≤ z) = p. @stdlib's has seven digits far out and is infinite below 1e−17, so that it is no more than a
 * start, and not that in the far tail: the digits come from Newton's steps on the logarithm of the smaller tail.
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0.5 || !(p > 0)) return normalQuantileOf(p, 0, 1);
  const logP = Math.log(p);
  // Abramowitz and Stegun 26.2.12 solved once for z.
  let z = p > 1e-9 ? normalQuantileOf(p, 0, 1) : -Math.sqrt(-2 * logP - Math.log(-4 * Math.PI * logP));
  for (let step = 0; step < 20; step++) {
    const tail = normalLower(z);
    const moved = ((Math.log(tail) - logP) * tail) / normalDensity(z);
    z -= moved;
    if (!(Math.abs(moved) > 1e-15 * Math.abs(z))) break;
  }
  return z;
}

export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** P(|T| ≥ |t|) with `df` degrees of freedom, which may be a fraction; with infinitely many, the normal tail. */
export function tTwoSided(t: number, df: number): number {
  if (df === Infinity) return normalTwoSided(t);
  if (!(df > 0) || Number.isNaN(t)) return NaN;
  if (Math.abs(t) === Infinity) return 0;
  const square = t * t;
  // The smaller of the two arguments keeps its digits.
  return square < df
    ? betainc(square / (df + square), 0.5, df / 2, true, true)
    : betainc(df / (df + square), df / 2, 0.5, true, false);
}

/** P(T > t). */
export function tUpper(t: number, df: number): number {
  const half = tTwoSided(t, df) / 2;
  return t >= 0 ? half : 1 - half;
}

/** P(T ≤ t). */
export const tLower = (t: number, df: number): number => tUpper(-t, df);

/** The t with P(T ≤ t) = p. */
export function tQuantile(p: number, df: number): number {
  if (df === Infinity) return normalQuantile(p);
  return tQuantileOf(p, df);
}

/** P(X > x) of the chi-squared distribution. */
export function chiSquareUpper(x: number, df: number): number {
  if (!(df > 0) || Number.isNaN(x)) return NaN;
  if (x <= 0) return 1;
  return x === Infinity ? 0 : incompleteGamma(df / 2, x / 2).upper;
}

/** P(X ≤ x) of the chi-squared distribution. */
export function chiSquareLower(x: number, df: number): number {
  if (!(df > 0) || Number.isNaN(x)) return NaN;
  if (x <= 0) return 0;
  return x === Infinity ? 1 : incompleteGamma(df / 2, x / 2).lower;
}

/**
 * The x with P(X ≤ x) = p. @stdlib's inverse rests on its incomplete gamma function, which loses digits with many degrees
 * of freedom (incomplete-gamma.ts), so that its answer is a start for Newton steps on the smaller tail.
 */
export function chiSquareQuantile(p: number, df: number): number {
  let x = chiSquareQuantileOf(p, df);
  if (!(x > 0 && x < Infinity)) return x;
  const logScale = (df / 2) * Math.LN2 + gammaln(df / 2);
  for (let step = 0; step < 20; step++) {
    const error = p < 0.5 ? chiSquareLower(x, df) - p : 1 - p - chiSquareUpper(x, df);
    const density = Math.exp((df / 2 - 1) * Math.log(x) - x / 2 - logScale);
    const next = Math.max(x / 2, x - error / density);
    const moved = Math.abs(next - x);
    x = next;
    if (moved <= 1e-14 * x) break;
  }
  return x;
}

/** P(X > x) of the F distribution; degrees of freedom may be fractions, and `df2` infinite. */
export function fUpper(x: number, df1: number, df2: number): number {
  if (!(df1 > 0) || !(df2 > 0) || Number.isNaN(x)) return NaN;
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  if (df2 === Infinity) return chiSquareUpper(x * df1, df1);
  const scaled = df1 * x;
  return scaled < df2
    ? betainc(scaled / (df2 + scaled), df1 / 2, df2 / 2, true, true)
    : betainc(df2 / (df2 + scaled), df2 / 2, df1 / 2, true, false);
}

/** The x with P(X ≤ x) = p. */
export const fQuantile = (p: number, df1: number, df2: number): number => fQuantileOf(p, df1, df2);

/** The x with P(X ≤ x) = p of the beta distribution. */
export const betaQuantile = (p: number, a: number, b: number): number => betaQuantileOf(p, a, b);

/** P(X ≤ k) of the binomial distribution, from the incomplete beta function (Abramowitz and Stegun 26.5.24). */
export function binomialLower(k: number, trials: number, probability: number): number {
  if (k < 0) return 0;
  if (k >= trials) return 1;
  return betainc(probability, k + 1, trials - k, true, true);
}

/** P(X ≥ k) of the binomial distribution. */
export function binomialUpper(k: number, trials: number, probability: number): number {
  if (k <= 0) return 1;
  if (k > trials) return 0;
  return betainc(probability, k, trials - k + 1, true, false);
}
