import type { WeighLens } from './weigh-lens.ts';

export const certainLens: WeighLens = {
  key: 'certain',
  about: 'what people judged of certainty (GRADE, GRADE-CERQual)',
  shown: 'claims',
  compute({ weighing: { certain } }) {
    if (!certain.identified) return certain;
    return certain.rows.map(({ factor, levels, pairs, findings, k }) => ({
      factor,
      // From the least to the most; empty where nobody judged.
      levels,
      outcomes: pairs.map(({ outcome, level, k }) => ({ outcome, level, k })),
      findings: findings.map(({ statement, level }) => ({ statement, level })),
      k,
      n: certain.studies,
    }));
  },
};
