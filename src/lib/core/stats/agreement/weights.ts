export type AgreementWeights = 'none' | 'linear' | 'quadratic';

/**
 * How far two ratings agree, 1 for the same category and 0 for the two ends of the scale: 1 − |i − j| / (q − 1), or its
 * square in place of the distance, over the places of q categories in their order. Cicchetti and Allison (1971) and
 * Fleiss and Cohen (1973, Educational and Psychological Measurement 33, 613–619).
 *
 * @returns q × q values by rows.
 */
export function makeWeights(kind: AgreementWeights, categoryCount: number): Float64Array {
  const weights = new Float64Array(categoryCount ** 2);
  const most = Math.max(1, categoryCount - 1);
  for (let i = 0; i < categoryCount; i++) {
    for (let j = 0; j < categoryCount; j++) {
      const distance = Math.abs(i - j) / most;
      weights[i * categoryCount + j] =
        kind === 'none' ? Number(i === j) : 1 - (kind === 'linear' ? distance : distance ** 2);
    }
  }
  return weights;
}
