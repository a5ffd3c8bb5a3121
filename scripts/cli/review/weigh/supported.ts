import { interval, type WeighLens } from './weigh-lens.ts';

export const supportedLens: WeighLens = {
  key: 'supported',
  about: 'how much of what is said the evidence carries',
  shown: 'claims',
  compute({ weighing: { supported } }) {
    if (!supported.identified) return supported;
    return supported.rows.map(
      ({ factor, share, interval: own, carried, carriedByOthers, gap, gapInterval, k }) => ({
        factor,
        share,
        ...interval('ci', own),
        carried,
        carried_by_others: carriedByOthers,
        gap,
        ...interval('gap_ci', gapInterval),
        k,
        n: supported.studies,
      }),
    );
  },
};
