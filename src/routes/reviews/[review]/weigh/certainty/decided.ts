import type { CertaintyJudgement, DomainJudgement } from '#lib/core/coding/certainty.ts';

/** A judgement as its own room knows it: with who decided each domain, and the version that an edit must name. */
export type Decided = Omit<CertaintyJudgement, 'domains'> & {
  domains: (DomainJudgement & { userId: string })[];
  version: number;
};
