/** One effect a study from several dependent ones. */
import { flatten, invertPositive } from './dense.ts';
import { find, groupRows, join, type SamplingBlock } from './sampling.ts';

export interface AggregatedEffect {
  label: string;
  effect: number;
  variance: number;
  /** Number of effects that it stands for. */
  count: number;
}

/**
 * The weighted mean of each group's effects with the inverse of their sampling covariance as weights, 1'V⁻¹y / 1'V⁻¹1,
 * and its variance 1 / 1'V⁻¹1 (generalised least squares; as metafor's aggregate with weighted = TRUE). With correlations
 * near 1 and unequal variances weights turn negative, and a mean can leave the range of its effects.
 *
 * @param labels k labels of the groups; sampling blocks must lie within groups.
 * @throws RangeError where a block lies in two groups, or a covariance matrix is not positive definite.
 */
export function aggregateEffects(
  effects: readonly number[],
  sampling: readonly SamplingBlock[],
  labels: readonly string[],
): AggregatedEffect[] {
  if (effects.length !== labels.length) {
    throw new RangeError(`effects (${effects.length}) and labels (${labels.length}) differ in length.`);
  }
  const sums = new Map<string, { weight: number; total: number; count: number }>();
  for (const label of labels) sums.set(label, { weight: 0, total: 0, count: 0 });
  for (const { rows, covariance } of independentParts(sampling)) {
    const [label] = rows.map((row) => labels[row]);
    if (rows.some((row) => labels[row] !== label)) {
      throw new RangeError(`effects of ${label} covary with those of another group.`);
    }
    const inverse = invertPositive(flatten(covariance), rows.length)?.inverse;
    if (!inverse) throw new RangeError(`the sampling covariances of ${label} are not positive definite.`);
    const sum = sums.get(label)!;
    rows.forEach((_, i) =>
      rows.forEach((row, j) => {
        sum.weight += inverse[i * rows.length + j];
        sum.total += inverse[i * rows.length + j] * effects[row];
      }),
    );
    sum.count += rows.length;
  }
  return [...sums].map(([label, { weight, total, count }]) => ({
    label,
    effect: total / weight,
    variance: 1 / weight,
    count,
  }));
}

/** Blocks cut where covariances are 0. */
function independentParts(sampling: readonly SamplingBlock[]): SamplingBlock[] {
  return sampling.flatMap(({ rows, covariance }) => {
    const joined = rows.map((_, i) => i);
    rows.forEach((_, i) => rows.forEach((__, j) => covariance[i][j] !== 0 && join(joined, i, j)));
    return [...groupRows(joined.map((_, i) => find(joined, i))).values()].map((part) => ({
      rows: part.map((i) => rows[i]),
      covariance: part.map((i) => part.map((j) => covariance[i][j])),
    }));
  });
}
