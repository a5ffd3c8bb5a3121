import type { LinearModel } from './linear-model.ts';
import { profileLogLikelihood, type Likelihood } from './likelihood.ts';

/** Values of τ² that are looked at, each a third of the one before: down to 1e-7 of the bound. */
const rungs = 16;
const limit = 100;

/**
 * τ² of greatest (restricted) likelihood, not below 0. The likelihood may have several peaks, so that its slope is looked
 * at on a ladder of values from an upper bound down; every peak between two of them is climbed, 0 is compared, and the
 * highest wins. (metafor climbs from Hedges' estimate alone and then looks at 0: it may end on a lower peak.)
 *
 * The bound: with a = RSS/(k − p), no slope is 0 above a + max v, since y'PPy ≤ RSS/(τ² + min v)² and
 * tr P ≥ (k − p)/(τ² + max v).
 *
 * @param start An estimate in closed form, one more value to look at.
 * @returns null where a climb does not come to rest.
 */
export function maximiseLikelihood(
  kind: Likelihood,
  model: LinearModel,
  variances: Float64Array,
  start: number,
): number | null {
  const slopeAt = makeSlope(kind, model, variances);
  const largest = variances.reduce((most, variance) => Math.max(most, variance), 0);
  const positive = variances.every((variance) => variance > 0);
  const ones = new Float64Array(variances.length).fill(1);
  const bound = model.project(ones).quadratic / (model.count - model.parameters) + largest;
  if (!(bound > 0)) return 0;

  const ladder = Array.from({ length: rungs }, (_, rung) => bound / 3 ** rung);
  if (positive) ladder.push(0);
  if (start > 0 && start < bound) ladder.push(start);
  ladder.sort((a, b) => b - a);

  const peaks: number[] = [];
  let above = slopeAt(bound);
  for (let at = 1; at < ladder.length; at++) {
    const below = slopeAt(ladder[at]);
    if (!Number.isFinite(below.score)) return null;
    if (below.score > 0 && above.score <= 0) {
      const peak = climb(slopeAt, ladder[at], ladder[at - 1], 1e-15 * bound);
      if (peak === null) return null;
      peaks.push(peak);
    }
    above = below;
  }
  if (above.score <= 0) peaks.push(positive ? 0 : ladder[ladder.length - 1]);
  if (peaks.length === 1) return peaks[0];
  const heights = peaks.map((peak) => profileLogLikelihood(kind, model, variances, peak));
  return peaks[heights.indexOf(Math.max(...heights))] ?? null;
}

interface Slope {
  /** Twice the derivative of the log-likelihood. */
  score: number;
  /** Expected and observed information of τ², times two. */
  expected: number;
  observed: number;
  /** Size of the terms whose difference the score is. */
  scale: number;
}

/** Score and information as in Viechtbauer (2005, JEBS 30, 261–293). */
function makeSlope(kind: Likelihood, model: LinearModel, variances: Float64Array) {
  const weights = new Float64Array(variances.length);
  return (tau2: number): Slope => {
    let w1 = 0;
    let w2 = 0;
    for (let i = 0; i < weights.length; i++) {
      const weight = 1 / (variances[i] + tau2);
      weights[i] = weight;
      w1 += weight;
      w2 += weight * weight;
    }
    const { quadratic2, quadratic3, trace, trace2 } = model.project(weights);
    const [mean, expected] = kind === 'ML' ? [w1, w2] : [trace, trace2];
    return {
      score: quadratic2 - mean,
      expected,
      observed: 2 * quadratic3 - expected,
      scale: quadratic2 + mean,
    };
  };
}

/** Newton's steps, with the expected information (Fisher scoring) where the observed is not positive, within a bracket. */
function climb(slopeAt: (tau2: number) => Slope, from: number, to: number, grain: number): number | null {
  let lower = from;
  let upper = to;
  let tau2 = from;
  for (let step = 0; step < limit; step++) {
    const { score, expected, observed, scale } = slopeAt(tau2);
    // A slope of 0 but for rounding: a flat peak.
    if (Math.abs(score) <= 1e-14 * scale) return tau2;
    if (score > 0) lower = tau2;
    else upper = tau2;
    let next = tau2 + score / (observed > 0 ? observed : expected);
    if (!(next >= lower && next <= upper)) next = (lower + upper) / 2;
    const moved = Math.abs(next - tau2);
    tau2 = next;
    if (moved <= 1e-12 * tau2 + grain) return tau2;
  }
  return upper - lower <= 1e-9 * upper + grain ? tau2 : null;
}
