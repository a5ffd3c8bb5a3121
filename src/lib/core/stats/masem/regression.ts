/**
 * Stage 2 of MASEM for one outcome: the standardised regression that a pooled correlation matrix implies, with standard
 * errors that carry the uncertainty of the pooled correlations (delta method; Becker & Wu 2007, Statistical Science 22,
 * 414–429; metafor's matreg with V).
 *
 * Legend: β = Rₓₓ⁻¹ rₓᵧ, R² = rₓᵧ'β; ∂β/∂r(i,y) = Rₓₓ⁻¹eᵢ, ∂β/∂r(i,j) = −Rₓₓ⁻¹(eᵢβⱼ + eⱼβᵢ),
 * ∂R²/∂r(i,y) = 2βᵢ, ∂R²/∂r(i,j) = −2βᵢβⱼ.
 */
import { flatten, invertPositive } from '../multilevel/dense.ts';
import { testCoefficients, type Coefficient } from '../multilevel/inference.ts';
import { contradictingVariables } from './definite.ts';
import { allPairs } from './olkin-finn.ts';

export interface MatrixRegression {
  state: 'estimated';
  outcome: string;
  /** One a predictor, z tests. */
  coefficients: Coefficient[];
  /** Covariance of the coefficients. */
  covariance: number[][];
  R2: number;
  R2StandardError: number;
}

export interface NoRegression {
  state: 'not-positive-definite';
  /** Names of variables that contradict each other. */
  contradicting: string[];
  message: string;
}

/**
 * @param matrix Correlations of all variables, symmetric.
 * @param covariance Of the correlations, in the order (1,2), (1,3) … (2,3) ….
 * @param outcome Position of the outcome; the other variables are the predictors unless `predictors` names them.
 * @throws RangeError where sizes do not fit, or the outcome is no variable.
 */
export function regressFromMatrix(
  variables: readonly string[],
  matrix: readonly (readonly number[])[],
  covariance: readonly (readonly number[])[],
  outcome: number,
  { predictors, level = 0.95 }: { predictors?: readonly number[]; level?: number } = {},
): MatrixRegression | NoRegression {
  const pairs = allPairs(variables.length);
  if (covariance.length !== pairs.length) {
    throw new RangeError(
      `covariance has ${covariance.length} rows, not one for each of ${pairs.length} pairs.`,
    );
  }
  if (!(outcome in variables))
    throw new RangeError(`outcome ${outcome} is not a position among the variables.`);
  const chosen = [...(predictors ?? variables.map((_, at) => at).filter((at) => at !== outcome))];
  const m = chosen.length;
  const all = [...chosen, outcome];
  const contradicting = contradictingVariables(all.map((a) => all.map((b) => matrix[a][b])));
  if (contradicting.length > 0) {
    const names = contradicting.map((at) => variables[all[at]]);
    const message = `The matrix is not positive definite: the correlations of ${names.join(', ')} contradict each other.`;
    return { state: 'not-positive-definite', contradicting: names, message };
  }
  const { inverse } = invertPositive(flatten(chosen.map((a) => chosen.map((b) => matrix[a][b]))), m)!;
  const cell = (i: number, j: number) => inverse[i * m + j];
  const beta = chosen.map((_, i) => chosen.reduce((sum, b, j) => sum + cell(i, j) * matrix[b][outcome], 0));
  const R2 = chosen.reduce((sum, b, j) => sum + beta[j] * matrix[b][outcome], 0);
  const position = new Map(chosen.map((at, i) => [at, i]));
  // By pair: the derivatives of the coefficients, and last that of R².
  const derivatives = pairs.map(([a, b]) => {
    const [i, j] = [position.get(a), position.get(b)];
    if (i !== undefined && j !== undefined) {
      return [
        ...chosen.map((_, c) => -(cell(c, i) * beta[j] + cell(c, j) * beta[i])),
        -2 * beta[i] * beta[j],
      ];
    }
    const predictor = a === outcome ? j : b === outcome ? i : undefined;
    if (predictor === undefined) return new Array<number>(m + 1).fill(0);
    return [...chosen.map((_, c) => cell(c, predictor)), 2 * beta[predictor]];
  });
  const spread = (c: number, d: number): number => {
    let sum = 0;
    for (let e = 0; e < pairs.length; e++)
      for (let f = 0; f < pairs.length; f++) sum += derivatives[e][c] * covariance[e][f] * derivatives[f][d];
    return sum;
  };
  const spreads = chosen.map((_, c) => chosen.map((__, d) => spread(c, d)));
  return {
    state: 'estimated',
    outcome: variables[outcome],
    coefficients: testCoefficients(
      chosen.map((at) => variables[at]),
      beta,
      spreads,
      new Array<number>(m).fill(Infinity),
      level,
    ),
    covariance: spreads,
    R2,
    R2StandardError: Math.sqrt(Math.max(0, spread(m, m))),
  };
}
