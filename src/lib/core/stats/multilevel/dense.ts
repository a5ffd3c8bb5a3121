/**
 * Dense symmetric matrices as flat, row-major Float64Arrays. A fit inverts the covariance matrix of every block some
 * dozens of times; ml-matrix, which checks and copies at each access, takes about ten times as long for it (measured at
 * 5, 50 and 200 rows). Eigenvalues, needed a few times a fit, are ml-matrix's.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface SymmetricInverse {
  inverse: Float64Array;
  logDeterminant: number;
}

/**
 * Lower triangle L with L L' = A (Cholesky; Golub & Van Loan, Matrix Computations, 4th ed., algorithm 4.2.1).
 *
 * @param matrix n × n, symmetric; the lower triangle is read.
 * @returns null where the matrix is not positive definite to working precision.
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array | null {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const rowI = i * n;
    for (let j = 0; j <= i; j++) {
      const rowJ = j * n;
      let sum = matrix[rowI + j];
      for (let m = 0; m < j; m++) sum -= lower[rowI + m] * lower[rowJ + m];
      if (i !== j) lower[rowI + j] = sum / lower[rowJ + j];
      else if (sum > 1e-15 * matrix[rowI + i]) lower[rowI + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return lower;
}

/** Inverse and log determinant of a positive definite matrix; null where it is not one. */
export function invertPositive(matrix: Float64Array, n: number): SymmetricInverse | null {
  const factor = cholesky(matrix, n);
  if (!factor) return null;
  let logDeterminant = 0;
  // L⁻¹ in place, row by row, then A⁻¹ = L⁻ᵀ L⁻¹.
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const rowI = i * n;
    const diagonal = factor[rowI + i];
    logDeterminant += 2 * Math.log(diagonal);
    row.fill(0, 0, i);
    for (let m = 0; m < i; m++) {
      const value = factor[rowI + m];
      const rowM = m * n;
      for (let j = 0; j <= m; j++) row[j] += value * factor[rowM + j];
    }
    for (let j = 0; j < i; j++) factor[rowI + j] = -row[j] / diagonal;
    factor[rowI + i] = 1 / diagonal;
  }
  const inverse = new Float64Array(n * n);
  for (let m = 0; m < n; m++) {
    const rowM = m * n;
    for (let i = 0; i <= m; i++) {
      const value = factor[rowM + i];
      if (value === 0) continue;
      const rowI = i * n;
      for (let j = 0; j <= i; j++) inverse[rowI + j] += value * factor[rowM + j];
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) inverse[j * n + i] = inverse[i * n + j];
  return { inverse, logDeterminant };
}

/** A B for A of rows × inner and B of inner × columns. */
export function multiply(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  const product = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let m = 0; m < inner; m++) {
      const value = a[i * inner + m];
      if (value === 0) continue;
      for (let j = 0; j < columns; j++) product[i * columns + j] += value * b[m * columns + j];
    }
  }
  return product;
}

/** A' for A of rows × columns. */
export function transpose(a: Float64Array, rows: number, columns: number): Float64Array {
  const turned = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) turned[j * rows + i] = a[i * columns + j];
  return turned;
}

export interface SymmetricEigen {
  /** In ascending order. */
  values: number[];
  /** Column j belongs to value j; n × n. */
  vectors: Float64Array;
}

/** Eigenvalues and vectors of a symmetric matrix. */
export function eigen(matrix: Float64Array, n: number): SymmetricEigen {
  const decomposition = new EigenvalueDecomposition(Matrix.from1DArray(n, n, matrix), {
    assumeSymmetric: true,
  });
  return {
    values: decomposition.realEigenvalues,
    vectors: Float64Array.from(decomposition.eigenvectorMatrix.to1DArray()),
  };
}

/**
 * A^power of a symmetric matrix through its eigenvalues; those not above `tolerance` times the largest are left out, so
 * that a negative power is that of the Moore–Penrose inverse.
 */
export function symmetricPower(
  matrix: Float64Array,
  n: number,
  power: number,
  tolerance = 1e-12,
): Float64Array {
  const { values, vectors } = eigen(matrix, n);
  const least = tolerance * Math.max(...values.map(Math.abs));
  const result = new Float64Array(n * n);
  for (let m = 0; m < n; m++) {
    if (!(values[m] > least)) continue;
    const scale = values[m] ** power;
    for (let i = 0; i < n; i++) {
      const left = scale * vectors[i * n + m];
      for (let j = 0; j < n; j++) result[i * n + j] += left * vectors[j * n + m];
    }
  }
  return result;
}

/** Rows as a flat array. */
export const flatten = (rows: readonly (readonly number[])[]): Float64Array => Float64Array.from(rows.flat());

/** A flat array of rows × columns as rows. */
export function toRows(flat: Float64Array, rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(flat.subarray(i * columns, (i + 1) * columns)));
}
