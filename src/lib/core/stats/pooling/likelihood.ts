import type { LinearModel } from './linear-model.ts';

export type Likelihood = 'ML' | 'REML';

/**
 * Log-likelihood of τ² at the coefficients that are best for it, without the constants; REML with the penalty
 * −½ log|X'WX| (Harville 1977, JASA 72, 320–338; Viechtbauer 2005, JEBS 30, 261–293).
 */
export function profileLogLikelihood(
  kind: Likelihood,
  model: LinearModel,
  variances: Float64Array,
  tau2: number,
): number {
  const weights = new Float64Array(variances.length);
  let logs = 0;
  for (let i = 0; i < weights.length; i++) {
    weights[i] = 1 / (variances[i] + tau2);
    logs += Math.log(variances[i] + tau2);
  }
  const { residualSquares, logDeterminant } = model.estimate(weights);
  return -0.5 * (logs + residualSquares + (kind === 'REML' ? logDeterminant : 0));
}
