import { binomialUpper, chiSquareUpper, normalQuantile, normalUpper } from '../distributions.ts';
import { signTest } from '../sign-test.ts';

/**
 * Combinations of one-sided p values of independent tests in one direction: what remains where studies report no more than
 * that. Becker (1994, in Cooper and Hedges, The Handbook of Research Synthesis, ch. 15). A small combined p says that the
 * effect is not nil in every study; it says nothing about its size.
 */
export interface CombinedP {
  k: number;
  fisher: { chisq: number; df: number; p: number } | null;
  stouffer: { z: number; p: number } | null;
  tippett: { min: number; p: number } | null;
  /** Signs: p below .5 is positive, above it negative; .5 itself has no sign. p two-sided, exact. */
  sign: { positive: number; negative: number; p: number } | null;
  /** How many p values reach alpha, and how often chance alone would do as well. */
  binomial: { r: number; k: number; alpha: number; p: number } | null;
}

/** One test of one direction: its p, and the normal deviate of which p is the upper tail. */
export interface OneSidedTest {
  p: number;
  z: number;
}

/** A test of which the one-sided p is known, above 0 to 1. */
export function oneSidedTest(p: number): OneSidedTest {
  requireProbabilities([p]);
  return { p, z: -normalQuantile(p) };
}

/** The test in the positive direction of which the two-sided p, above 0 to 1, and the direction are known. */
export function directedTest(twoSidedP: number, direction: 1 | -1): OneSidedTest {
  requireProbabilities([twoSidedP]);
  const half = twoSidedP / 2;
  // z comes from the smaller tail: 1 − p/2 has no digits left of a small p.
  const z = twoSidedP === 1 ? 0 : -direction * normalQuantile(half);
  return { p: direction === 1 ? half : 1 - half, z };
}

/**
 * Every combination at once; null for those that have no value.
 *
 * @param options `weights` of Stouffer's method, such as √n; `alpha` of the binomial one.
 */
export function combineP(
  tests: readonly OneSidedTest[],
  options: { weights?: readonly number[]; alpha?: number } = {},
): CombinedP {
  const ps = tests.map(({ p }) => p);
  return {
    k: ps.length,
    fisher: fisherCombination(ps),
    stouffer: stoufferCombination(
      tests.map(({ z }) => z),
      options.weights,
    ),
    tippett: tippettCombination(ps),
    sign: signCombination(ps),
    binomial: binomialCombination(ps, options.alpha),
  };
}

/** −2 Σ log p against chi-squared with 2k degrees of freedom. Fisher (1932, Statistical Methods, 4th ed., section 21.1). */
export function fisherCombination(ps: readonly number[]): CombinedP['fisher'] {
  requireProbabilities(ps);
  if (ps.length === 0) return null;
  const chisq = -2 * ps.reduce((sum, p) => sum + Math.log(p), 0);
  const df = 2 * ps.length;
  return { chisq, df, p: chiSquareUpper(chisq, df) };
}

/**
 * Σ w z / √Σ w². Stouffer et al. (1949, The American Soldier, vol. 1, p. 45); weights after Mosteller and Bush (1954).
 *
 * @param zs Normal deviates of the tests.
 * @returns Null without a test, where every weight is 0, or where a p of 1 made a deviate infinite.
 */
export function stoufferCombination(
  zs: readonly number[],
  weights: readonly number[] = zs.map(() => 1),
): CombinedP['stouffer'] {
  if (weights.length !== zs.length)
    throw new RangeError(`stoufferCombination: ${weights.length} weights for ${zs.length} tests`);
  const bad = weights.find((weight) => !(weight >= 0 && weight < Infinity));
  if (bad !== undefined) throw new RangeError(`stoufferCombination: a weight is ${bad}`);
  const size = Math.hypot(...weights);
  const z = zs.reduce((sum, one, i) => sum + weights[i] * one, 0) / size;
  return Number.isFinite(z) ? { z, p: normalUpper(z) } : null;
}

/** The smallest p, 1 − (1 − p)ᵏ. Tippett (1931, The Methods of Statistics). */
export function tippettCombination(ps: readonly number[]): CombinedP['tippett'] {
  requireProbabilities(ps);
  if (ps.length === 0) return null;
  const min = Math.min(...ps);
  return { min, p: -Math.expm1(ps.length * Math.log1p(-min)) };
}

/** The exact sign test of the p values below and above .5. */
export function signCombination(ps: readonly number[]): CombinedP['sign'] {
  requireProbabilities(ps);
  const positive = ps.filter((p) => p < 0.5).length;
  const negative = ps.filter((p) => p > 0.5).length;
  const p = signTest(positive, negative);
  return p === null ? null : { positive, negative, p };
}

/** The chance of at least as many p values at or below alpha. Wilkinson (1951, Psychological Bulletin 48, 156–158). */
export function binomialCombination(ps: readonly number[], alpha = 0.05): CombinedP['binomial'] {
  requireProbabilities(ps);
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`binomialCombination: alpha is ${alpha}`);
  if (ps.length === 0) return null;
  const r = ps.filter((p) => p <= alpha).length;
  return { r, k: ps.length, alpha, p: binomialUpper(r, ps.length, alpha) };
}

function requireProbabilities(ps: readonly number[]): void {
  const bad = ps.find((p) => !(p > 0 && p <= 1));
  if (bad !== undefined) throw new RangeError(`a p value is ${bad}, not above 0 and at most 1`);
}
