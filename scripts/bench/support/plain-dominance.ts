/**
 * General dominance as one would write it first: R² of every subset by solving its normal equations with Gauss's
 * elimination, then the mean gain of each predictor over subsets of each size.
 *
 * @param matrix Predictors first, the outcome last.
 */
export function dominatePlainly(matrix: readonly (readonly number[])[]): number[] {
  const p = matrix.length - 1;
  const explained = Float64Array.from({ length: 2 ** p }, (_, subset) => explainPlainly(matrix, subset));
  const sums = Array.from({ length: p }, () => new Float64Array(p));
  const counts = new Float64Array(p);
  for (let subset = 0; subset < 2 ** p; subset++) {
    const size = countBits(subset);
    if (size === p) continue;
    for (let i = 0; i < p; i++) {
      if (!(subset & (1 << i))) sums[i][size] += explained[subset | (1 << i)] - explained[subset];
    }
  }
  for (let size = 0, ways = 1; size < p; size++) {
    counts[size] = ways;
    ways = (ways * (p - 1 - size)) / (size + 1);
  }
  return sums.map((bySize) => bySize.reduce((sum, gain, size) => sum + gain / counts[size], 0) / p);
}

function explainPlainly(matrix: readonly (readonly number[])[], subset: number): number {
  const p = matrix.length - 1;
  const members = Array.from({ length: p }, (_, i) => i).filter((i) => subset & (1 << i));
  const rows = members.map((i) => [...members.map((j) => matrix[i][j]), matrix[i][p]]);
  const n = members.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const ratio = rows[j][i] / rows[i][i];
      for (let c = i; c <= n; c++) rows[j][c] -= ratio * rows[i][c];
    }
  }
  const beta = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let rest = rows[i][n];
    for (let j = i + 1; j < n; j++) rest -= rows[i][j] * beta[j];
    beta[i] = rest / rows[i][i];
  }
  return members.reduce((sum, member, at) => sum + beta[at] * matrix[member][p], 0);
}

function countBits(value: number): number {
  let count = 0;
  for (let rest = value; rest; rest &= rest - 1) count++;
  return count;
}
