import { describeLens } from '#lib/core/lenses/describe-weighing.ts';
import type { WeighLens } from './weigh-lens.ts';

export const supportedLens: WeighLens = {
  key: 'supported',
  about: 'how much of what is said the evidence carries',
  shown: 'claims',
  compute: ({ weighing }) => describeLens('supported', weighing),
};
