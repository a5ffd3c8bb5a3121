import { describeLens } from '#lib/core/lenses/describe-weighing.ts';
import type { WeighLens } from './weigh-lens.ts';

export const directionLens: WeighLens = {
  key: 'direction',
  about: 'which way studies point, with an exact sign test',
  shown: 'claims',
  compute: ({ weighing }) => describeLens('direction', weighing),
};
