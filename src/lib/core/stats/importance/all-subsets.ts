/**
 * R² of an outcome on every subset of its predictors, from their correlation matrix.
 *
 * A depth-first walk over the subsets: taking a predictor in is one elimination step (a Schur complement) on the
 * predictors after it and the outcome, as Furnival (1971, Technometrics 13, 403–408) orders all
 * possible regressions. A step deep in the tree touches a small matrix, so that all subsets together cost about
 * 6·2^p multiplications, and every R² is a sum of gains that are not negative.
 */

/** More predictors than this are refused: 2^20 subsets are 8 MB and about a second. */
export const mostPredictors = 20;

/** Room for the walk, to be used again for many matrices of one size. */
export class AllSubsets {
  readonly predictorCount: number;
  /**
   * R² by subset: bit i of the place is 1 when predictor i is in. Length 2^p; it holds the last matrix that was walked.
   */
  readonly r2: Float64Array;
  readonly #stride: number;
  /** One matrix a depth, upper triangle; the outcome is the last column. */
  readonly #depths: Float64Array[];

  /** @param predictorCount 1 to 20. */
  constructor(predictorCount: number) {
    if (!Number.isInteger(predictorCount) || predictorCount < 1 || predictorCount > mostPredictors) {
      throw new RangeError(`AllSubsets: predictorCount is ${predictorCount}, not 1 to ${mostPredictors}`);
    }
    this.predictorCount = predictorCount;
    this.#stride = predictorCount + 1;
    this.r2 = new Float64Array(2 ** predictorCount);
    this.#depths = Array.from({ length: predictorCount }, () => new Float64Array(this.#stride ** 2));
  }

  /**
   * Fills `r2`.
   *
   * @param matrix Correlations, (p + 1)² values by rows, the outcome last. Only the upper triangle is read.
   * @returns False where the matrix is not positive definite; `r2` is then of no use.
   */
  compute(matrix: ArrayLike<number>): boolean {
    const stride = this.#stride;
    if (matrix.length !== stride * stride) {
      throw new RangeError(`AllSubsets: matrix has ${matrix.length} values, not ${stride * stride}`);
    }
    this.#depths[0].set(matrix);
    return this.#walk(0, 0, 0) && this.r2[this.r2.length - 1] <= 1 + 1e-10;
  }

  /** Adds each predictor from `from` on to the subset `members`, of which `depth` predictors are in. */
  #walk(from: number, depth: number, members: number): boolean {
    const { r2 } = this;
    const stride = this.#stride;
    const last = stride - 1;
    const here = this.#depths[depth];
    for (let i = from; i < last; i++) {
      const row = i * stride;
      const pivot = here[row + i];
      if (!(pivot > 0)) return false;
      const withOutcome = here[row + last];
      r2[members | (1 << i)] = r2[members] + (withOutcome * withOutcome) / pivot;
      if (i + 1 === last) continue;
      const next = this.#depths[depth + 1];
      for (let j = i + 1; j < last; j++) {
        const factor = here[row + j] / pivot;
        const at = j * stride;
        for (let k = j; k <= last; k++) next[at + k] = here[at + k] - factor * here[row + k];
      }
      if (!this.#walk(i + 1, depth + 1, members | (1 << i))) return false;
    }
    return true;
  }
}
