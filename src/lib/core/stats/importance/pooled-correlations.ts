/** Correlations of predictors and an outcome with the covariance of their estimates. */
export interface PooledCorrelations {
  /** (p + 1) × (p + 1), symmetric, the outcome last. */
  matrix: readonly (readonly number[])[];
  /**
   * Covariance of the m = (p + 1)·p / 2 correlations, m × m. Pairs are those of the upper triangle by rows: (0, 1), (0, 2),
   * …, (0, p), (1, 2), … This is also the lower triangle by columns, R's vechs.
   */
  vcov: readonly (readonly number[])[];
}

/** Place of a pair of variables among all pairs of `size` variables, by rows of the upper triangle. */
export function pairPlace(first: number, second: number, size: number): number {
  const low = Math.min(first, second);
  const high = Math.max(first, second);
  return low * size - (low * (low + 1)) / 2 + high - low - 1;
}

/** The correlations above the diagonal, by rows. */
export function listPairs(matrix: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(matrix.flatMap((row, i) => row.slice(i + 1)));
}

/** Puts one variable last, so that it is the outcome; the others keep their order. */
export function moveOutcomeLast(pooled: PooledCorrelations, outcome: number): PooledCorrelations {
  const size = pooled.matrix.length;
  if (!(Number.isInteger(outcome) && outcome >= 0 && outcome < size)) {
    throw new RangeError(`moveOutcomeLast: outcome is ${outcome}, not a place among ${size} variables`);
  }
  const order = [...pooled.matrix.keys()].filter((at) => at !== outcome).concat(outcome);
  const pairs = order.flatMap((a, i) => order.slice(i + 1).map((b) => pairPlace(a, b, size)));
  return {
    matrix: order.map((a) => order.map((b) => pooled.matrix[a][b])),
    vcov: pairs.map((a) => pairs.map((b) => pooled.vcov[a][b])),
  };
}

/**
 * The same evidence if all predictors were equal: every correlation with the outcome replaced by their mean, and every
 * correlation among predictors by theirs. A predictor that goes against the outcome is turned round first, so that it
 * doesn't matter which pole of it was measured.
 */
export function equalisePredictors({ matrix, vcov }: PooledCorrelations): PooledCorrelations {
  const size = matrix.length;
  const p = size - 1;
  const sign = matrix.map((row, i) => (i < p && row[p] < 0 ? -1 : 1));
  const signs = sign.flatMap((a, i) => sign.slice(i + 1).map((b) => a * b));
  let among = 0;
  let withOutcome = 0;
  for (let i = 0; i < p; i++) {
    withOutcome += (sign[i] * matrix[i][p]) / p;
    for (let j = 0; j < i; j++) among += (sign[i] * sign[j] * matrix[i][j]) / ((p * (p - 1)) / 2);
  }
  return {
    matrix: matrix.map((row, i) =>
      row.map((_, j) => (i === j ? 1 : i === p || j === p ? withOutcome : among)),
    ),
    vcov: vcov.map((row, a) => row.map((value, b) => signs[a] * signs[b] * value)),
  };
}
