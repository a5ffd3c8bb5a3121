import type { LinearModel } from './linear-model.ts';
import { profileLogLikelihood, type Likelihood } from './likelihood.ts';

const limit = 200;

/**
 * τ² of greatest (restricted) likelihood, not below 0. Newton's steps on the score with the observed information, with
 * the expected one (Fisher scoring; Viechtbauer 2005, JEBS 30, 261–293, eq. 14 and 19) where the former is not positive,
 * and halving where a step leaves the bracket in which the score changes its sign: it can't run away or go round.
 *
 * The likelihood may have several peaks. It is climbed from the two starts given, and 0 is looked at too; the highest
 * wins. (metafor climbs from the first alone and then looks at 0.)
 *
 * @param starts Values of τ² from which to climb.
 * @returns null where no climb comes to rest.
 */
export function maximiseLikelihood(
  kind: Likelihood,
  model: LinearModel,
  variances: Float64Array,
  starts: readonly number[],
): number | null {
  const positive = variances.every((variance) => variance > 0);
  const peaks = starts
    .map((start) => climb(kind, model, variances, positive || start > 0 ? start : Number.EPSILON, positive))
    .filter((peak) => peak !== null);
  const first = peaks.at(0);
  if (first === undefined) return null;
  const candidates = positive ? [...peaks, 0] : peaks;
  if (candidates.every((candidate) => Math.abs(candidate - first) <= 1e-8 * first)) return first;
  let best = first;
  let height = profileLogLikelihood(kind, model, variances, first);
  for (const candidate of candidates) {
    const other = profileLogLikelihood(kind, model, variances, candidate);
    if (other > height + 1e-9) [best, height] = [candidate, other];
  }
  return best;
}

function climb(
  kind: Likelihood,
  model: LinearModel,
  variances: Float64Array,
  start: number,
  mayBeZero: boolean,
): number | null {
  const weights = new Float64Array(variances.length);
  let lower = 0;
  let upper = Infinity;
  let tau2 = start;
  for (let step = 0; step < limit; step++) {
    let w1 = 0;
    let w2 = 0;
    for (let i = 0; i < weights.length; i++) {
      const weight = 1 / (variances[i] + tau2);
      weights[i] = weight;
      w1 += weight;
      w2 += weight * weight;
    }
    const { quadratic2, quadratic3, trace, trace2 } = model.project(weights);
    const [expected, information] = kind === 'ML' ? [w1, w2] : [trace, trace2];
    const score = quadratic2 - expected;
    if (!Number.isFinite(score)) return null;
    if (score === 0) return tau2;
    if (score < 0) upper = tau2;
    else lower = tau2;
    if (tau2 === 0 && score < 0) return 0;
    const observed = 2 * quadratic3 - information;
    let next = tau2 + score / (observed > 0.1 * information ? observed : information);
    if (next <= lower && lower === 0 && mayBeZero && tau2 > 0) next = 0;
    else if (!(next > lower && next < upper)) next = upper === Infinity ? 2 * tau2 + 1e-8 : (lower + upper) / 2;
    const moved = Math.abs(next - tau2);
    tau2 = next;
    if (moved <= 1e-12 * tau2) return tau2;
  }
  return null;
}
