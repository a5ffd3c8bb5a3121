import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/**
 * Eigenvalues below this are taken as zero: a regression on such predictors would rest on the eighth digit of their
 * correlations, and no correlation is known to eight digits.
 */
const singular = 1e-8;
/** Part of a predictor that lies in the null space from which on it is named. */
const involved = 1e-3;
/** Variance inflation that is worth a warning: Cohen, Cohen, West and Aiken (2003, p. 423). */
const inflated = 10;

export interface PredictorStructure {
  /** Ascending. */
  eigenvalues: number[];
  /** Columns, in the order of `eigenvalues`. */
  eigenvectors: Matrix;
  /** 1 / (1 − R² of the predictor on the others); null for a singular matrix. */
  inflation: number[] | null;
}

/** The eigenvalues and variance inflations of the correlations among the predictors. */
export function analysePredictors(correlations: readonly (readonly number[])[]): PredictorStructure {
  const decomposition = new EigenvalueDecomposition(new Matrix(correlations as number[][]), {
    assumeSymmetric: true,
  });
  const eigenvalues = decomposition.realEigenvalues;
  const eigenvectors = decomposition.eigenvectorMatrix;
  const inflation =
    eigenvalues[0] < singular
      ? null
      : eigenvalues.map((_, i) =>
          eigenvalues.reduce((sum, value, k) => sum + eigenvectors.get(i, k) ** 2 / value, 0),
        );
  return { eigenvalues, eigenvectors, inflation };
}

/**
 * Why the correlations among predictors can't carry a regression, and which predictors are at fault: those that have a
 * part in the directions of no (or negative) variance. Null where nothing is wrong.
 */
export function describeFault(
  { eigenvalues, eigenvectors }: PredictorStructure,
  names: readonly string[],
): { reason: string; predictors: string[] } | null {
  const impossible = eigenvalues[0] < -singular;
  const limit = impossible ? -singular : singular;
  const directions = eigenvalues.flatMap((value, k) => (value < limit ? [k] : []));
  if (directions.length === 0) return null;
  const predictors = names.filter(
    (_, i) => directions.reduce((sum, k) => sum + eigenvectors.get(i, k) ** 2, 0) > involved,
  );
  const list = formatList(predictors);
  const reason = impossible
    ? `The correlations among ${list} can't hold together (the matrix is not positive definite).`
    : `${list} are collinear: each is determined by the others, so that nothing can be divided between them.`;
  return { reason, predictors };
}

/** Predictors whose share rests on what little sets them apart from the others. */
export function describeInflation(
  { inflation }: PredictorStructure,
  names: readonly string[],
): string | undefined {
  const predictors = names.filter((_, i) => inflation !== null && inflation[i] > inflated);
  if (predictors.length === 0) return undefined;
  return `${formatList(predictors)} can hardly be told from the other predictors (variance inflation above ${inflated}): what they explain together is sure, its division between them is not.`;
}

export function formatList(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
