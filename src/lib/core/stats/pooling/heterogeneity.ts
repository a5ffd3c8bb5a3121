import { chiSquareQuantile, chiSquareUpper } from '../distributions.ts';
import type { LinearModel } from './linear-model.ts';
import type { Interval } from './result.ts';
import { solveGeneralisedQ } from './solve-generalised-q.ts';

export interface Heterogeneity {
  QE: { statistic: number; df: number; pValue: number };
  /** The "typical" sampling variance of Higgins and Thompson, generalised to moderators: (k − p) / tr P. */
  typicalVariance: number;
}

/** Cochran's test of (residual) heterogeneity (Hedges and Olkin 1985, ch. 8), and the typical sampling variance. */
export function testHeterogeneity(model: LinearModel, vi: Float64Array): Heterogeneity {
  const df = model.count - model.parameters;
  if (df === 0) return { QE: { statistic: 0, df: 0, pValue: 1 }, typicalVariance: 0 };
  const { quadratic, trace } = model.project(vi.map((variance) => 1 / variance));
  const statistic = Math.max(0, quadratic);
  return { QE: { statistic, df, pValue: chiSquareUpper(statistic, df) }, typicalVariance: df / trace };
}

/**
 * I² and H² (Higgins and Thompson 2002, Statistics in Medicine 21, 1539–1558): from Q with equal effects, from τ² and the
 * typical variance with random effects, whatever the estimator, as metafor defines them.
 */
export function describeHeterogeneity(
  { QE, typicalVariance }: Heterogeneity,
  tau2: number,
  equalEffects: boolean,
): { I2: number; H2: number } {
  if (QE.df === 0) return { I2: 0, H2: 1 };
  if (equalEffects) {
    return {
      I2: QE.statistic > 0 ? Math.max(0, (100 * (QE.statistic - QE.df)) / QE.statistic) : 0,
      H2: QE.statistic / QE.df,
    };
  }
  return { I2: (100 * tau2) / (typicalVariance + tau2), H2: tau2 / typicalVariance + 1 };
}

/**
 * Q-profile interval of τ² (Viechtbauer 2007, Statistics in Medicine 26, 37–52): the values that the generalised Q
 * statistic, χ² with k − p degrees of freedom, does not reject. Where even τ² = 0 leaves Q below the lower quantile, the
 * interval holds 0 alone.
 */
export function profileTau2(model: LinearModel, vi: Float64Array, level: number): Interval | null {
  const df = model.count - model.parameters;
  if (df <= 0) return null;
  const tail = (1 - level) / 2;
  const lower = solveGeneralisedQ(model, vi, chiSquareQuantile(1 - tail, df));
  const upper = lower === null ? null : solveGeneralisedQ(model, vi, chiSquareQuantile(tail, df), lower);
  return lower === null || upper === null ? null : [lower, upper];
}
