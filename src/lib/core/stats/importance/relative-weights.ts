import type { PredictorStructure } from './predictor-structure.ts';

/**
 * Johnson's relative weights: R² divided over the orthogonal variables that lie closest to the predictors, and from them
 * back to the predictors. Johnson (2000, Multivariate Behavioral Research 35, 1–19); the same numbers
 * as Genizi (1993).
 *
 * @param structure Of predictors that are not collinear.
 * @param withOutcome Correlations of the p predictors with the outcome.
 * @returns p weights, not negative, with the sum R².
 */
export function relativeWeights(
  { eigenvalues, eigenvectors }: PredictorStructure,
  withOutcome: readonly number[],
): number[] {
  const p = withOutcome.length;
  if (eigenvalues.length !== p) {
    throw new RangeError(`relativeWeights: ${p} correlations for ${eigenvalues.length} predictors`);
  }
  // rotated[k] = v_k′r; the square root of R has eigenvalues √λ, its inverse 1/√λ.
  const rotated = eigenvalues.map((_, k) =>
    withOutcome.reduce((sum, r, i) => sum + eigenvectors.get(i, k) * r, 0),
  );
  const entry = (i: number, values: (k: number) => number) =>
    eigenvalues.reduce((sum, _, k) => sum + eigenvectors.get(i, k) * values(k), 0);
  const onOrthogonal = withOutcome.map((_, j) => entry(j, (k) => rotated[k] / Math.sqrt(eigenvalues[k])));
  return withOutcome.map((_, i) =>
    onOrthogonal.reduce((sum, weight, j) => {
      const loading = entry(i, (k) => eigenvectors.get(j, k) * Math.sqrt(eigenvalues[k]));
      return sum + (loading * weight) ** 2;
    }, 0),
  );
}

/** Standardised coefficients R⁻¹r of the regression on all predictors. Arguments as for relativeWeights. */
export function standardisedCoefficients(
  { eigenvalues, eigenvectors }: PredictorStructure,
  withOutcome: readonly number[],
): number[] {
  const rotated = eigenvalues.map(
    (value, k) => withOutcome.reduce((sum, r, i) => sum + eigenvectors.get(i, k) * r, 0) / value,
  );
  return withOutcome.map((_, i) =>
    rotated.reduce((sum, value, k) => sum + eigenvectors.get(i, k) * value, 0),
  );
}
