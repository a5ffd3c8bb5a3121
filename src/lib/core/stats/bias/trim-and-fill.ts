import type { PoolOptions } from '../pooling/options.ts';
import { poolEffects } from '../pooling/pool-effects.ts';
import type { PoolFit } from '../pooling/result.ts';
import { findBiasProblem, type Problem } from './problem.ts';

/** L0 and R0 of Duval and Tweedie. */
export const fillEstimators = ['L0', 'R0'] as const;
export type FillEstimator = (typeof fillEstimators)[number];
export type Side = 'left' | 'right';

export interface TrimAndFill {
  /** On which side studies seem to be missing. */
  side: Side;
  /** How many. */
  missing: number;
  missingStandardError: number;
  /** The model with them filled in. */
  fit: PoolFit;
  filled: { yi: number[]; vi: number[] };
}

const limit = 100;

/**
 * Trim and fill (Duval and Tweedie 2000, JASA 95, 89–98; Biometrics 56, 455–463), as metafor's trimfill: the effects
 * that lie farthest to one side are set aside until the rest is symmetrical, then mirrored.
 *
 * @param side Where studies are thought to be missing; without it, the side told by the slope of effect on standard error.
 */
export function trimAndFill(
  { yi, vi }: { yi: readonly number[]; vi: readonly number[] },
  options: PoolOptions = {},
  estimator: FillEstimator = 'L0',
  side?: Side,
): TrimAndFill | Problem {
  const problem = findBiasProblem(yi, vi, 2);
  if (problem) return problem;
  const quick = { ...options, heterogeneityInterval: false };
  const towards = side ?? findSide(yi, vi, quick);
  if (typeof towards !== 'string') return towards;
  const sign = towards === 'right' ? -1 : 1;
  const k = yi.length;
  const order = yi.map((_, at) => at).sort((a, b) => sign * (yi[a] - yi[b]) || a - b);
  const effects = order.map((at) => sign * yi[at]);
  const variances = order.map((at) => vi[at]);

  let missing = 0;
  for (let step = 0; step < limit; step++) {
    const kept = k - missing;
    const trimmed = poolEffects({ yi: effects.slice(0, kept), vi: variances.slice(0, kept) }, quick);
    if (!trimmed.fitted) return { problem: trimmed.reason };
    const centre = trimmed.coefficients[0].estimate;
    const centred = effects.map((effect) => effect - centre);
    const found = estimateMissing(centred, estimator);
    if (found.missing !== missing) {
      missing = found.missing;
      continue;
    }
    const far = centred.slice(k - missing);
    const filled = {
      yi: far.map((distance) => sign * (centre - distance)),
      vi: variances.slice(k - missing),
    };
    const fit = poolEffects({ yi: [...yi, ...filled.yi], vi: [...vi, ...filled.vi] }, options);
    if (!fit.fitted) return { problem: fit.reason };
    return { side: towards, missing, missingStandardError: found.standardError, fit, filled };
  }
  return { problem: 'Trim and fill went round without an answer.' };
}

function findSide(yi: readonly number[], vi: readonly number[], options: PoolOptions): Side | Problem {
  const moderators = [{ name: 'standard error', values: vi.map(Math.sqrt) }];
  const fit = poolEffects({ yi, vi, moderators }, options);
  if (!fit.fitted) return { problem: `The side can’t be found: ${fit.reason}` };
  const slope = fit.coefficients[1];
  if (slope === undefined) {
    return { problem: 'The side can’t be found: the studies are all of one precision. Name a side.' };
  }
  return slope.estimate < 0 ? 'right' : 'left';
}

/** @param centred Effects from their centre, in ascending order. */
function estimateMissing(centred: number[], estimator: FillEstimator) {
  const k = centred.length;
  const bySize = centred
    .map((_, at) => at)
    .sort((a, b) => Math.abs(centred[a]) - Math.abs(centred[b]) || a - b);
  let rankSum = 0;
  let largestBelow = -Infinity;
  bySize.forEach((at, rank) => {
    if (centred[at] > 0) rankSum += rank + 1;
    if (centred[at] < 0) largestBelow = Math.max(largestBelow, rank + 1);
  });
  if (estimator === 'R0') {
    const raw = k - Math.max(0, largestBelow) - 1;
    return { missing: Math.max(0, raw), standardError: Math.sqrt(2 * Math.max(0, raw) + 2) };
  }
  const raw = (4 * rankSum - k * (k + 1)) / (2 * k - 1);
  const variance =
    (k * (k + 1) * (2 * k + 1) +
      10 * raw ** 3 +
      27 * raw ** 2 +
      17 * raw -
      18 * k * raw ** 2 -
      18 * k * raw +
      6 * k ** 2 * raw) /
    24;
  return {
    missing: Math.max(0, roundHalfEven(raw)),
    standardError: (4 * Math.sqrt(Math.max(0, variance))) / (2 * k - 1),
  };
}

/** As R and IEEE 754 round: a half goes to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
