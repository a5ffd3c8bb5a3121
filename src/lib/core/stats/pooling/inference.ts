import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import {
  chiSquareUpper,
  fUpper,
  normalQuantile,
  normalTwoSided,
  tQuantile,
  tTwoSided,
} from '../distributions.ts';
import type { PoolTest } from './options.ts';
import type { Coefficient, PoolFit } from './result.ts';

/** Half-width of an interval in standard errors; infinite `df` is normal. */
export function criticalValue(level: number, df: number): number {
  const tail = (1 - level) / 2;
  return df === Infinity ? -normalQuantile(tail) : -tQuantile(tail, df);
}

/**
 * Knapp and Hartung's factor: the weighted residual variance (2003, Statistics in Medicine 22, 2693–2710); with `adhoc`
 * never below 1.
 */
export function varianceFactor(test: PoolTest, residualSquares: number, df: number): number {
  if (test !== 'knha' && test !== 'adhoc') return 1;
  const factor = residualSquares <= Number.EPSILON ? 0 : residualSquares / df;
  return test === 'adhoc' ? Math.max(1, factor) : factor;
}

/** Wald tests and intervals. @param df Infinity with z; 0 leaves statistic alone. */
export function testCoefficients(
  terms: readonly string[],
  estimates: readonly number[],
  covariance: readonly (readonly number[])[],
  df: number,
  level: number,
): Coefficient[] {
  const reach = df > 0 ? criticalValue(level, df) : NaN;
  return terms.map((term, at) => {
    const estimate = estimates[at];
    const standardError = Math.sqrt(covariance[at][at]);
    const statistic = standardError > 0 ? estimate / standardError : null;
    const known = statistic !== null && df > 0;
    return {
      term,
      estimate,
      standardError,
      statistic,
      df: df === Infinity ? null : df,
      pValue: !known ? null : df === Infinity ? normalTwoSided(statistic) : tTwoSided(statistic, df),
      interval: known ? [estimate - reach * standardError, estimate + reach * standardError] : null,
    };
  });
}

/** Omnibus Wald test of the moderators, or of the intercept where it stands alone: χ², or F with `df` finite. */
export function testTogether(
  estimates: readonly number[],
  covariance: readonly (readonly number[])[],
  df: number,
): PoolFit['QM'] {
  const at = estimates.length === 1 ? [0] : estimates.map((_, j) => j).slice(1);
  const m = at.length;
  const square = squareOf(at, estimates, covariance);
  const finite = df !== Infinity;
  const statistic = square === null ? null : finite ? square / m : square;
  const pValue =
    statistic === null || df <= 0 ? null : finite ? fUpper(statistic, m, df) : chiSquareUpper(statistic, m);
  return { statistic, df: [m, finite ? df : null], pValue };
}

/** b'C⁻¹b, by correlations so that moderators of different size don't cost digits. */
function squareOf(
  at: number[],
  estimates: readonly number[],
  covariance: readonly (readonly number[])[],
): number | null {
  const errors = at.map((j) => Math.sqrt(covariance[j][j]));
  if (errors.some((error) => !(error > 0))) return null;
  const ratios = at.map((j, row) => estimates[j] / errors[row]);
  if (at.length === 1) return ratios[0] ** 2;
  const correlations = new Matrix(
    at.map((i, row) => at.map((j, column) => covariance[i][j] / (errors[row] * errors[column]))),
  );
  const cholesky = new CholeskyDecomposition(correlations);
  if (!cholesky.isPositiveDefinite()) return null;
  const solved = cholesky.solve(Matrix.columnVector(ratios)).to1DArray();
  return ratios.reduce((sum, ratio, row) => sum + ratio * solved[row], 0);
}
