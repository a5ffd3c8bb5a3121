import type { NotIdentified } from '#lib/core/lenses/lens.ts';
import { uniquePart, type UniquePart } from '#lib/core/lenses/unique.ts';
import { formatTable } from '../../output.ts';
import { interval, type WeighLens } from './weigh-lens.ts';

function describePart(part: UniquePart) {
  const { outcome, model, rows, studies, cases, R2, unexplained, pairs, matrix, warnings } = part;
  return {
    outcome: outcome.key,
    model,
    R2,
    ...interval('R2_ci', part.R2Interval),
    unexplained,
    ...interval('unexplained_ci', part.unexplainedInterval),
    factors: rows.map(({ factor, share, band, relative, beta, r, ranks, ...row }) => ({
      factor,
      share,
      ...interval('ci', row.interval),
      ...interval('band', band),
      relative,
      beta: beta.estimate,
      se: beta.standardError,
      pval: beta.pValue,
      r,
      ranks,
      k: row.studies,
    })),
    k: studies,
    n: cases,
    pairs: pairs.map(({ a, b, studies: k, cases: n }) => ({ a, b, k, n })),
    pooled: matrix,
    warnings,
  };
}

export const uniqueLens: WeighLens<ReturnType<typeof describePart>> = {
  key: 'unique',
  about: 'how the explained variance of an outcome divides over factors',
  shown: 'numbers',
  compute({ selection, unique, progress }) {
    if (selection.draws > 0) progress('unique: pooling matrices and drawing around the pooled one …');
    const part = uniquePart(selection, unique);
    if (part.identified) return describePart(part);
    const without = part.possibleWithout.map(({ key }) => key);
    return { identified: false, reason: part.reason, possible_without: without } satisfies NotIdentified & {
      possible_without: string[];
    };
  },
  write: ({ outcome, factors, R2, unexplained }) =>
    [
      `outcome: ${outcome}; explained ${R2.toFixed(3)}, unexplained ${unexplained.toFixed(3)}`,
      formatTable(
        ['factor', 'part', 'from', 'to', 'by chance from', 'to', 'r', 'k'],
        factors.map(({ factor, share, ci_lb, ci_ub, band_lb, band_ub, r, k }) => [
          factor,
          share,
          ci_lb,
          ci_ub,
          band_lb,
          band_ub,
          r,
          k,
        ]),
      ),
    ].join('\n'),
};
