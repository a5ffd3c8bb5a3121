import { describeLens } from '#lib/core/lenses/describe-weighing.ts';
import type { WeighLens } from './weigh-lens.ts';

export const certainLens: WeighLens = {
  key: 'certain',
  about: 'what people judged of certainty (GRADE, GRADE-CERQual)',
  shown: 'claims',
  compute: ({ weighing }) => describeLens('certain', weighing),
};
