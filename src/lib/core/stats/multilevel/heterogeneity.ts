/** How much of the spread is not sampling error, level by level. */
import type { FittedComponents } from './components.ts';
import { evaluate, splitParameters } from './likelihood.ts';

export interface Heterogeneity {
  /** (y − Xb)'V⁻¹(y − Xb) with b weighted by V⁻¹. */
  QE: number;
  /** The typical sampling variance, (k − p) / tr(P) with P of V⁻¹. */
  typicalVariance: number;
  /** Per cent; null where a term is neither an intercept nor compound-symmetric. */
  total: number | null;
  /** Per cent a term. */
  levels: number[] | null;
}

/**
 * QE and 100 σ²ⱼ / (Σσ² + v), with v the typical sampling variance of Higgins & Thompson (2002), Statistics in Medicine
 * 21, 1539–1558, eq. 9, in its matrix form for models with moderators (Viechtbauer, metafor-project.org, "I² for
 * multilevel and multivariate models").
 *
 * @returns null where a sampling variance is 0.
 */
export function heterogeneity({ model, parameters }: FittedComponents): Heterogeneity | null {
  const { k, p, terms, parametrisations } = model;
  const at = evaluate(model, new Float64Array(parameters.length));
  if (!at) return null;
  let trace = 0;
  model.blocks.forEach(({ size }, b) => {
    const weighted = at.weightedDesign[b];
    for (let i = 0; i < size; i++) {
      trace += at.inverses[b].inverse[i * size + i];
      for (let a = 0; a < p; a++)
        for (let c = 0; c < p; c++)
          trace -= weighted[i * p + a] * at.covariance[a * p + c] * weighted[i * p + c];
    }
  });
  const typicalVariance = k > p ? (k - p) / trace : NaN;
  const result: Heterogeneity = { QE: at.residualSum, typicalVariance, total: null, levels: null };
  const simple = terms.every(({ structure }) => structure === 'intercept' || structure === 'CS');
  if (!simple || terms.length === 0 || k <= p) return result;
  const variances = splitParameters(model, parameters).map((own, t) => parametrisations[t].toMatrix(own)[0]);
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  return {
    ...result,
    total: (100 * total) / (total + typicalVariance),
    levels: variances.map((variance) => (100 * variance) / (total + typicalVariance)),
  };
}
