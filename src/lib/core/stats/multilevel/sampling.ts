/**
 * What is known before the fit: the sampling variances of the effects and their covariances within studies. Kept in
 * blocks, since effects of different studies are independent: a full k × k matrix is never needed.
 */

/** Effects whose sampling errors may be correlated. */
export interface SamplingBlock {
  /** Positions of the effects, 0 to k − 1. */
  rows: number[];
  /** rows × rows, symmetric. */
  covariance: number[][];
}

/** Independent sampling errors with these variances. */
export function independentSampling(variances: readonly number[]): SamplingBlock[] {
  return variances.map((variance, row) => ({ rows: [row], covariance: [[variance]] }));
}

/**
 * Covariances put in from one correlation of the sampling errors within a cluster: ρ√(vᵢvⱼ), as metafor's vcalc and
 * clubSandwich's impute_covariance_matrix do (Pustejovsky & Tipton 2022, Prevention Science 23, 425–438, "constant
 * sampling correlation").
 *
 * @param variances k sampling variances.
 * @param cluster k labels of the cluster that an effect belongs to.
 * @param correlation From −1 to 1.
 * @throws RangeError where the correlation is out of range or the lengths differ.
 */
export function clusteredSampling(
  variances: readonly number[],
  cluster: readonly string[],
  correlation: number,
): SamplingBlock[] {
  if (!(correlation >= -1 && correlation <= 1)) {
    throw new RangeError(`correlation must lie between -1 and 1, not ${correlation}.`);
  }
  if (variances.length !== cluster.length) {
    throw new RangeError(`variances (${variances.length}) and cluster (${cluster.length}) differ in length.`);
  }
  return [...groupRows(cluster).values()].map((rows) => ({
    rows,
    covariance: rows.map((i) =>
      rows.map((j) => (i === j ? variances[i] : correlation * Math.sqrt(variances[i] * variances[j]))),
    ),
  }));
}

/**
 * Blocks of a full covariance matrix: effects joined by a covariance that is not 0.
 *
 * @throws RangeError where the matrix is not square or not symmetric.
 */
export function samplingFromMatrix(matrix: readonly (readonly number[])[]): SamplingBlock[] {
  const k = matrix.length;
  const joined = Array.from({ length: k }, (_, i) => i);
  for (let i = 0; i < k; i++) {
    if (matrix[i].length !== k)
      throw new RangeError(`matrix must be square; row ${i} has ${matrix[i].length}.`);
    for (let j = 0; j < i; j++) {
      const scale = Math.sqrt(Math.abs(matrix[i][i] * matrix[j][j]));
      if (Math.abs(matrix[i][j] - matrix[j][i]) > 1e-8 * scale) {
        throw new RangeError(`matrix must be symmetric; it is not at ${i}, ${j}.`);
      }
      if (matrix[i][j] !== 0) join(joined, i, j);
    }
  }
  return [...groupRows(joined.map((_, i) => find(joined, i))).values()].map((rows) => ({
    rows,
    covariance: rows.map((i) => rows.map((j) => matrix[i][j])),
  }));
}

/** The sampling variances in the order of the effects. */
export function variancesOf(sampling: readonly SamplingBlock[]): number[] {
  const variances: number[] = [];
  for (const { rows, covariance } of sampling)
    rows.forEach((row, at) => (variances[row] = covariance[at][at]));
  return variances;
}

/** Positions by label, in the order in which the labels first appear. */
export function groupRows<T>(labels: readonly T[]): Map<T, number[]> {
  const groups = new Map<T, number[]>();
  labels.forEach((label, row) => {
    const rows = groups.get(label);
    if (rows) rows.push(row);
    else groups.set(label, [row]);
  });
  return groups;
}

/** The representative of the set that holds `at` (union–find with path halving). */
export function find(parents: number[], at: number): number {
  while (parents[at] !== at) {
    parents[at] = parents[parents[at]];
    at = parents[at];
  }
  return at;
}

/** Unites the sets of `a` and `b`. */
export function join(parents: number[], a: number, b: number): void {
  const [rootA, rootB] = [find(parents, a), find(parents, b)];
  parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
}
