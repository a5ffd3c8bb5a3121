import { describeLens } from '#lib/core/lenses/describe-weighing.ts';
import type { WeighLens } from './weigh-lens.ts';

export const saidLens: WeighLens = {
  key: 'said',
  about: 'how often each factor is named',
  shown: 'claims',
  compute: ({ weighing }) => describeLens('said', weighing),
};
