import { CholeskyDecomposition, Matrix, QrDecomposition } from 'ml-matrix';
import type { LinearModel, Projection, VarianceTraces, WeightedEstimate } from './linear-model.ts';

/**
 * The model with moderators. X is orthogonalised once, X = QR, and all weighted work is done on Q: X'WX of a year or of
 * a population would lose half of the digits, Q'WQ does not. What is asked of P costs k·p² operations.
 */
export class RegressionModel implements LinearModel {
  readonly count: number;
  readonly parameters: number;
  readonly logDeterminant: number;
  readonly #effects: Float64Array;
  /** Q row by row, k × p. */
  readonly #basis: Float64Array;
  /** R⁻¹: from coefficients of the basis to those of X. */
  readonly #toOriginal: Matrix;
  readonly #residuals: Float64Array;
  readonly #scratch: Float64Array;

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
    this.#residuals = new Float64Array(this.count);
    this.#scratch = new Float64Array(this.count);
  }

  /** Q'DQ for a diagonal D. */
  #gram(diagonal: Float64Array): Matrix {
    const p = this.parameters;
    const k = this.count;
    const basis = this.#basis;
    const sums = new Float64Array(p * p);
    for (let i = 0, row = 0; i < k; i++, row += p) {
      for (let a = 0; a < p; a++) {
        const left = diagonal[i] * basis[row + a];
        for (let b = 0; b <= a; b++) sums[a * p + b] += left * basis[row + b];
      }
    }
    const gram = new Matrix(p, p);
    for (let a = 0; a < p; a++) {
      for (let b = 0; b <= a; b++) {
        gram.set(a, b, sums[a * p + b]);
        gram.set(b, a, sums[a * p + b]);
      }
    }
    return gram;
  }

  /** Q'DQ where D is made of weights and variances: wᵃ·vᵇ. */
  #gramOf(w: Float64Array, power: number, v?: Float64Array, powerOfV = 0): Matrix {
    const diagonal = this.#scratch;
    const k = this.count;
    for (let i = 0; i < k; i++) {
      let entry = w[i];
      for (let times = 1; times < power; times++) entry *= w[i];
      for (let times = 0; v && times < powerOfV; times++) entry *= v[i];
      diagonal[i] = entry;
    }
    return this.#gram(diagonal);
  }

  /** Q'u. */
  #cross(vector: Float64Array): number[] {
    const p = this.parameters;
    const k = this.count;
    const basis = this.#basis;
    const cross = new Float64Array(p);
    for (let i = 0, row = 0; i < k; i++, row += p) {
      const entry = vector[i];
      for (let a = 0; a < p; a++) cross[a] += entry * basis[row + a];
    }
    return Array.from(cross);
  }

  /** Coefficients on the basis and their covariance; leaves the residuals in #residuals. */
  #solve(w: Float64Array) {
    const p = this.parameters;
    const k = this.count;
    const basis = this.#basis;
    const residuals = this.#residuals;
    const weighted = this.#scratch;
    const cholesky = new CholeskyDecomposition(this.#gram(w));
    const covariance = cholesky.solve(Matrix.eye(p));
    const coefficients = new Float64Array(p);
    residuals.set(this.#effects);
    // The second pass refines the first.
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i < k; i++) weighted[i] = w[i] * residuals[i];
      const step = Float64Array.from(covariance.mmul(Matrix.columnVector(this.#cross(weighted))).to1DArray());
      for (let a = 0; a < p; a++) coefficients[a] += step[a];
      for (let i = 0, row = 0; i < k; i++, row += p) {
        let fitted = 0;
        for (let a = 0; a < p; a++) fitted += step[a] * basis[row + a];
        residuals[i] -= fitted;
      }
    }
    return { coefficients: Array.from(coefficients), covariance, cholesky };
  }

  project(w: Float64Array): Projection {
    const { covariance: S } = this.#solve(w);
    const residuals = this.#residuals;
    const twice = this.#scratch;
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
      twice[i] = weighted * w[i];
    }
    const shift = Matrix.columnVector(this.#cross(twice));
    const first = S.mmul(this.#gramOf(w, 2));
    return {
      quadratic,
      quadratic2,
      quadratic3: cubic - shift.transpose().mmul(S.mmul(shift)).get(0, 0),
      trace: w1 - first.trace(),
      trace2: w2 - 2 * traceOfProduct(S, this.#gramOf(w, 3)) + traceOfProduct(first, first),
    };
  }

  variances(w: Float64Array, v: Float64Array): VarianceTraces {
    const { covariance: S } = this.#solve(w);
    const first = S.mmul(this.#gramOf(w, 2));
    const firstV = S.mmul(this.#gramOf(w, 2, v, 1));
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
      PVP: w2v - 2 * traceOfProduct(S, this.#gramOf(w, 3, v, 1)) + traceOfProduct(first, firstV),
      PVPV: w2v2 - 2 * traceOfProduct(S, this.#gramOf(w, 3, v, 2)) + traceOfProduct(firstV, firstV),
    };
  }

  estimate(w: Float64Array): WeightedEstimate {
    const { coefficients, covariance, cholesky } = this.#solve(w);
    const T = this.#toOriginal;
    let residualSquares = 0;
    for (let i = 0; i < w.length; i++) residualSquares += w[i] * this.#residuals[i] ** 2;
    const original = T.mmul(covariance).mmul(T.transpose()).to2DArray();
    const logs = cholesky.lowerTriangularMatrix
      .diagonal()
      .reduce((sum, entry) => sum + 2 * Math.log(entry), 0);
    return {
      coefficients: T.mmul(Matrix.columnVector(coefficients)).to1DArray(),
      // Exactly symmetric, which rounding has not left it.
      covariance: original.map((row, i) => row.map((entry, j) => (entry + original[j][i]) / 2)),
      logDeterminant: logs + this.logDeterminant,
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
