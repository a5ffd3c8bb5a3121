import { interval, type WeighLens } from './weigh-lens.ts';

export const saidLens: WeighLens = {
  key: 'said',
  about: 'how often each factor is named',
  shown: 'claims',
  compute({ weighing: { said } }) {
    if (!said.identified) return said;
    return said.rows.map(({ factor, share, interval: own, band, k }) => ({
      factor,
      share,
      ...interval('ci', own),
      ...interval('band', band),
      k,
      n: said.studies,
    }));
  },
};
