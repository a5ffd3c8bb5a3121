import { normalQuantile } from '../distributions.ts';
import type { RandomStream } from '../random.ts';

/** A standard normal number, by inversion of one uniform: it never is infinite, and reaches to ±6.3. */
export function nextNormal(stream: RandomStream): number {
  return normalQuantile((stream.nextInteger() + 0.5) / 2 ** 32);
}

/** Variances below this part of the largest count as zero. */
const negligible = 1e-12;

/** A multivariate normal distribution to draw from. */
export class NormalDraws {
  readonly #mean: Float64Array;
  /** Lower triangle by rows, L with LL′ = covariance. */
  readonly #factor: Float64Array;
  readonly #standard: Float64Array;

  private constructor(mean: Float64Array, factor: Float64Array) {
    this.#mean = mean;
    this.#factor = factor;
    this.#standard = new Float64Array(mean.length);
  }

  /**
   * @param covariance Symmetric, m × m for m means. It may be singular; what does not vary is then drawn at its mean.
   * @returns Null where it is not a covariance: a negative variance in some direction, or a value unknown.
   */
  static of(mean: ArrayLike<number>, covariance: readonly (readonly number[])[]): NormalDraws | null {
    const size = mean.length;
    if (covariance.length !== size || covariance.some((row) => row.length !== size)) {
      throw new RangeError(`NormalDraws: covariance is not ${size} by ${size}`);
    }
    const factor = factorise(covariance);
    return factor && new NormalDraws(Float64Array.from(mean), factor);
  }

  /** Fills `values` with a draw. */
  next(stream: RandomStream, values: Float64Array): void {
    const size = this.#mean.length;
    for (let i = 0; i < size; i++) this.#standard[i] = nextNormal(stream);
    for (let i = 0; i < size; i++) {
      let value = this.#mean[i];
      for (let j = 0; j <= i; j++) value += this.#factor[i * size + j] * this.#standard[j];
      values[i] = value;
    }
  }
}

/** Cholesky's factor of a matrix that may be singular (Higham 2002, Accuracy and Stability, section 10.3). */
function factorise(covariance: readonly (readonly number[])[]): Float64Array | null {
  const size = covariance.length;
  const factor = new Float64Array(size * size);
  const largest = Math.max(0, ...covariance.map((row, i) => row[i]));
  const least = negligible * largest;
  for (let j = 0; j < size; j++) {
    let pivot = covariance[j][j];
    for (let k = 0; k < j; k++) pivot -= factor[j * size + k] ** 2;
    if (!(pivot >= -least)) return null;
    const varies = pivot > least;
    const root = varies ? Math.sqrt(pivot) : 0;
    factor[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      let rest = covariance[i][j];
      for (let k = 0; k < j; k++) rest -= factor[i * size + k] * factor[j * size + k];
      if (varies) factor[i * size + j] = rest / root;
      // A value that does not vary can't vary together with another.
      else if (!(rest ** 2 <= 4 * least * largest)) return null;
    }
  }
  return factor;
}
