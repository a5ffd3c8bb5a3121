import type { WeighLens } from './weigh-lens.ts';

export const directionLens: WeighLens = {
  key: 'direction',
  about: 'which way studies point, with an exact sign test',
  shown: 'claims',
  compute({ weighing: { direction } }) {
    if (!direction.identified) return direction;
    return direction.rows.map(
      ({ factor, counts, clear, positiveShare, wilson, exact, p, fromEstimates, k }) => ({
        factor,
        ...counts,
        clear,
        positive_share: positiveShare,
        wilson,
        exact,
        p,
        from_estimates: fromEstimates,
        k,
        n: direction.studies,
      }),
    );
  },
};
