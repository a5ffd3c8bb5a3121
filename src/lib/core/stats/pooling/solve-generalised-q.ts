import type { LinearModel } from './linear-model.ts';

/**
 * The τ² at which the generalised Q statistic, y'P(τ²)y, equals a target; 0 where it lies below the target already at
 * τ² = 0. Q falls and is convex in τ² (dQ/dτ² = −y'PPy), so that Newton's steps from the left never pass the root:
 * DerSimonian and Kacker (2007, Contemporary Clinical Trials 28, 105–114). No upper limit is needed.
 *
 * @returns null where 200 steps don't reach it.
 */
export function solveGeneralisedQ(
  model: LinearModel,
  variances: Float64Array,
  target: number,
  from = 0,
): number | null {
  const weights = new Float64Array(variances.length);
  let tau2 = from;
  for (let step = 0; step < 200; step++) {
    for (let i = 0; i < weights.length; i++) weights[i] = 1 / (variances[i] + tau2);
    const { quadratic, quadratic2 } = model.project(weights);
    if (step === 0 && quadratic <= target) return tau2;
    const move = (quadratic - target) / quadratic2;
    if (!Number.isFinite(move)) return null;
    // Rounding alone can make a step negative: then the root is reached.
    if (move <= 1e-13 * tau2) return tau2 + Math.max(0, move);
    tau2 += move;
  }
  return null;
}
