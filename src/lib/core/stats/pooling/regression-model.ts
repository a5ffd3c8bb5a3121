import { CholeskyDecomposition, Matrix, QrDecomposition } from 'ml-matrix';
import type { LinearModel, Projection, VarianceTraces, WeightedEstimate } from './linear-model.ts';

/**
 * The model with moderators. X is orthogonalised once, X = QR, and all weighted work is done on Q: X'WX of a year or of
 * a population would lose half of the digits, Q'WQ does not. A trace of P costs k·p² operations.
 */
export class RegressionModel implements LinearModel {
  readonly count: number;
  readonly parameters: number;
  readonly logDeterminant: number;
  readonly #effects: Float64Array;
  /** Row by row, k × p. */
  readonly #basis: Float64Array;
  /** R⁻¹: from coefficients of the basis to those of X. */
  readonly #toOriginal: Matrix;

  /** @param columns The columns of X, of full rank (design-matrix.ts sees to that). */
  constructor(effects: Float64Array, columns: readonly Float64Array[]) {
    this.#effects = effects;
    this.count = effects.length;
    this.parameters = columns.length;
    const X = new Matrix(this.count, this.parameters);
    columns.forEach((column, j) => X.setColumn(j, Array.from(column)));
    const decomposition = new QrDecomposition(X);
    const R = decomposition.upperTriangularMatrix;
    this.#basis = Float64Array.from(decomposition.orthogonalMatrix.to1DArray());
    this.#toOriginal = invertUpperTriangle(R);
    this.logDeterminant = R.diagonal().reduce((sum, entry) => sum + 2 * Math.log(Math.abs(entry)), 0);
  }

  /** Q'DQ for a diagonal D. */
  #gram(diagonal: (at: number) => number): Matrix {
    const p = this.parameters;
    const basis = this.#basis;
    const gram = new Matrix(p, p);
    for (let i = 0; i < this.count; i++) {
      const entry = diagonal(i);
      for (let a = 0; a < p; a++) {
        const left = entry * basis[i * p + a];
        for (let b = 0; b <= a; b++) gram.set(a, b, gram.get(a, b) + left * basis[i * p + b]);
      }
    }
    for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) gram.set(b, a, gram.get(a, b));
    return gram;
  }

  /** Q'u. */
  #cross(vector: (at: number) => number): number[] {
    const p = this.parameters;
    const cross = new Array<number>(p).fill(0);
    for (let i = 0; i < this.count; i++) {
      const entry = vector(i);
      for (let a = 0; a < p; a++) cross[a] += entry * this.#basis[i * p + a];
    }
    return cross;
  }

  /** Coefficients on the basis, their covariance, the residuals. */
  #solve(w: Float64Array) {
    const p = this.parameters;
    const y = this.#effects;
    const cholesky = new CholeskyDecomposition(this.#gram((i) => w[i]));
    const covariance = cholesky.solve(Matrix.eye(p));
    const logDeterminant = cholesky.lowerTriangularMatrix
      .diagonal()
      .reduce((sum, entry) => sum + 2 * Math.log(entry), 0);
    const coefficients = new Array<number>(p).fill(0);
    const residuals = Float64Array.from(y);
    // The second pass refines the first.
    for (let pass = 0; pass < 2; pass++) {
      const cross = this.#cross((i) => w[i] * residuals[i]);
      const step = covariance.mmul(Matrix.columnVector(cross)).to1DArray();
      for (let a = 0; a < p; a++) coefficients[a] += step[a];
      for (let i = 0; i < this.count; i++) {
        for (let a = 0; a < p; a++) residuals[i] -= step[a] * this.#basis[i * p + a];
      }
    }
    return { coefficients, covariance, logDeterminant, residuals };
  }

  project(w: Float64Array): Projection {
    const { covariance: S, residuals } = this.#solve(w);
    let w1 = 0;
    let w2 = 0;
    let quadratic = 0;
    let quadratic2 = 0;
    let cubic = 0;
    for (let i = 0; i < w.length; i++) {
      const weighted = w[i] * residuals[i];
      w1 += w[i];
      w2 += w[i] * w[i];
      quadratic += weighted * residuals[i];
      quadratic2 += weighted * weighted;
      cubic += weighted * weighted * w[i];
    }
    const first = S.mmul(this.#gram((i) => w[i] ** 2));
    const shift = Matrix.columnVector(this.#cross((i) => w[i] * w[i] * residuals[i]));
    return {
      quadratic,
      quadratic2,
      quadratic3: cubic - shift.transpose().mmul(S.mmul(shift)).get(0, 0),
      trace: w1 - first.trace(),
      trace2:
        w2 -
        2 *
          traceOfProduct(
            S,
            this.#gram((i) => w[i] ** 3),
          ) +
        traceOfProduct(first, first),
    };
  }

  variances(w: Float64Array, v: Float64Array): VarianceTraces {
    const { covariance: S } = this.#solve(w);
    const first = S.mmul(this.#gram((i) => w[i] ** 2));
    const firstV = S.mmul(this.#gram((i) => w[i] ** 2 * v[i]));
    let wv = 0;
    let w2v = 0;
    let w2v2 = 0;
    for (let i = 0; i < w.length; i++) {
      wv += w[i] * v[i];
      w2v += w[i] ** 2 * v[i];
      w2v2 += (w[i] * v[i]) ** 2;
    }
    return {
      PV: wv - firstV.trace(),
      PVP:
        w2v -
        2 *
          traceOfProduct(
            S,
            this.#gram((i) => w[i] ** 3 * v[i]),
          ) +
        traceOfProduct(first, firstV),
      PVPV:
        w2v2 -
        2 *
          traceOfProduct(
            S,
            this.#gram((i) => w[i] ** 3 * v[i] ** 2),
          ) +
        traceOfProduct(firstV, firstV),
    };
  }

  estimate(w: Float64Array): WeightedEstimate {
    const { coefficients, covariance, logDeterminant, residuals } = this.#solve(w);
    const T = this.#toOriginal;
    let residualSquares = 0;
    for (let i = 0; i < w.length; i++) residualSquares += w[i] * residuals[i] ** 2;
    const original = T.mmul(covariance).mmul(T.transpose()).to2DArray();
    return {
      coefficients: T.mmul(Matrix.columnVector(coefficients)).to1DArray(),
      // Exactly symmetric, which rounding has not left it.
      covariance: original.map((row, i) => row.map((entry, j) => (entry + original[j][i]) / 2)),
      logDeterminant: logDeterminant + this.logDeterminant,
      residualSquares,
    };
  }
}

function traceOfProduct(A: Matrix, B: Matrix): number {
  let trace = 0;
  for (let i = 0; i < A.rows; i++) for (let j = 0; j < A.columns; j++) trace += A.get(i, j) * B.get(j, i);
  return trace;
}

function invertUpperTriangle(R: Matrix): Matrix {
  const p = R.rows;
  const inverse = new Matrix(p, p);
  for (let column = 0; column < p; column++) {
    for (let row = column; row >= 0; row--) {
      let sum = row === column ? 1 : 0;
      for (let j = row + 1; j <= column; j++) sum -= R.get(row, j) * inverse.get(j, column);
      inverse.set(row, column, sum / R.get(row, row));
    }
  }
  return inverse;
}
