import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { chiSquareLower } from '../distributions.ts';
import { fitPool } from './fit-pool.ts';
import { InterceptModel } from './intercept-model.ts';
import type { Effects, PoolOptions } from './options.ts';
import { prepare } from './prepare.ts';
import { RegressionModel } from './regression-model.ts';
import { refuse, type NotFitted, type PoolFit } from './result.ts';
import { allBut, takeRows } from './subset.ts';

/** What one effect does to the fit; null where the model without it can't be fitted. */
export interface Influence {
  /** Externally standardised (deleted) residual. */
  rstudent: number | null;
  /** Change of its own fitted value, in standard errors. */
  dffits: number | null;
  /** Cook's distance of all coefficients. */
  cooksDistance: number | null;
  /** det of the coefficients' covariance without it, over that with it. */
  covarianceRatio: number | null;
  tau2Without: number | null;
  QEWithout: number | null;
  hat: number;
  /** Its share of the weights, per cent. */
  weight: number;
  /** Change of each coefficient, in standard errors. */
  dfbetas: (number | null)[];
  /** Whether it passes one of the marks of Viechtbauer and Cheung (2010). */
  isInfluential: boolean;
}

export type InfluenceResult = { fitted: true; fit: PoolFit; rows: Influence[] } | NotFitted;

/**
 * Outlier and influence diagnostics by case deletion (Viechtbauer and Cheung 2010, Research Synthesis Methods 1, 112–125),
 * as metafor's influence.rma.uni computes them: τ² is estimated anew without each effect.
 */
export function measureInfluence(effects: Effects, options: PoolOptions = {}): InfluenceResult {
  const prepared = prepare(effects, options);
  if ('problem' in prepared) return refuse(prepared.problem);
  const { yi, vi, design } = prepared;
  const complete = { ...prepared.options, heterogeneityInterval: false };
  if (yi.length < 2) return refuse('A single effect can’t be left out.');
  const fit = fitPool(yi, vi, design, complete);
  if (!fit.fitted) return fit;
  const p = fit.parameters;
  const model = p === 1 ? new InterceptModel(yi) : new RegressionModel(yi, design.columns);
  const rowOf = (i: number) => (p === 1 ? [1] : design.columns.map((column) => column[i]));
  const weights = vi.map((variance) => 1 / (variance + (fit.tau2 ?? 0)));
  const plain = model.estimate(weights).covariance;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const inverse = invert(fit.covariance);
  const determinant = determinantOf(fit.covariance);

  const rows = Array.from(yi, (effect, i): Influence => {
    const row = rowOf(i);
    const hat = Math.min(1, quadraticForm(row, plain) * weights[i]);
    const base = { hat, weight: (100 * weights[i]) / total };
    const rest = takeRows(yi, vi, design, allBut(i, yi.length));
    const without = rest.design.dropped.length > 0 ? null : fitPool(rest.yi, rest.vi, rest.design, complete);
    if (!without?.fitted) {
      const isInfluential = hat > (3 * p) / yi.length;
      return { ...base, ...nothing, dfbetas: row.map(() => null), isInfluential };
    }
    const tau2 = without.tau2 ?? 0;
    const factor = without.varianceFactor;
    const changes = fit.coefficients.map((term, j) => term.estimate - without.coefficients[j].estimate);
    const change = dot(row, changes);
    const residual =
      effect -
      dot(
        row,
        without.coefficients.map(({ estimate }) => estimate),
      );
    const spread = Math.sqrt(factor * (vi[i] + tau2) + quadraticForm(row, without.covariance));
    const atTheirs = model.estimate(vi.map((variance) => 1 / (variance + tau2))).covariance;
    const dffits = change / Math.sqrt(factor * hat * (tau2 + vi[i]));
    const cooksDistance = quadraticForm(changes, inverse);
    const dfbetas = changes.map((step, j) => step / Math.sqrt(factor * atTheirs[j][j]));
    return {
      ...base,
      rstudent: finite((Math.abs(residual) < 100 * Number.EPSILON ? 0 : residual) / spread),
      dffits: finite(dffits),
      cooksDistance: finite(cooksDistance),
      covarianceRatio: finite(determinantOf(without.covariance) / determinant),
      tau2Without: without.tau2,
      QEWithout: without.QE?.statistic ?? null,
      dfbetas: dfbetas.map(finite),
      isInfluential:
        Math.abs(dffits) > 3 * Math.sqrt(p / (yi.length - p)) ||
        chiSquareLower(cooksDistance, p) > 0.5 ||
        hat > (3 * p) / yi.length ||
        dfbetas.some((step) => Math.abs(step) > 1),
    };
  });
  return { fitted: true, fit, rows };
}

const nothing = {
  rstudent: null,
  dffits: null,
  cooksDistance: null,
  covarianceRatio: null,
  tau2Without: null,
  QEWithout: null,
};

const finite = (value: number) => (Number.isFinite(value) ? value : null);
const dot = (a: number[], b: number[]) => a.reduce((sum, entry, j) => sum + entry * b[j], 0);

function quadraticForm(vector: number[], matrix: number[][]): number {
  return dot(
    vector,
    matrix.map((row) => dot(row, vector)),
  );
}

/** Inverse of a covariance matrix, by correlations. */
function invert(covariance: number[][]): number[][] {
  const errors = covariance.map((row, j) => Math.sqrt(row[j]));
  const correlations = new Matrix(
    covariance.map((row, i) => row.map((entry, j) => entry / (errors[i] * errors[j]))),
  );
  const inverse = new CholeskyDecomposition(correlations).solve(Matrix.eye(errors.length));
  return inverse.to2DArray().map((row, i) => row.map((entry, j) => entry / (errors[i] * errors[j])));
}

/** Determinant of a covariance matrix, from its Cholesky factor. */
function determinantOf(covariance: number[][]): number {
  const factor = new CholeskyDecomposition(new Matrix(covariance)).lowerTriangularMatrix;
  return factor.diagonal().reduce((product, entry) => product * entry * entry, 1);
}
