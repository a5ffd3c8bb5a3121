/**
 * How sure a review is of what it found. GRADE judges a body of quantitative evidence for one factor → outcome (Guyatt et
 * al. 2008, BMJ 336, 924–926); GRADE-CERQual judges one finding of qualitative evidence (Lewin et al. 2018,
 * Implementation Science 13, suppl. 1, 2). People decide; what the data suggest stands beside it and is never stored here.
 */

/** From the least to the most. */
export const certaintyLevels = ['very_low', 'low', 'moderate', 'high'] as const;
export type CertaintyLevel = (typeof certaintyLevels)[number];

export const certaintyApproaches = ['grade', 'cerqual'] as const;
export type CertaintyApproach = (typeof certaintyApproaches)[number];

/** One domain, decided by somebody. A domain that nobody decided has no entry. */
export interface DomainJudgement {
  /** Key of certainty-domains.ts. */
  domain: string;
  /** Key of the domain's ratings. */
  rating: string;
  /** In words; empty only where there is no concern. */
  reason: string;
  /** ISO 8601. */
  decidedAt: string;
}

export interface CertaintyJudgement {
  id: string;
  /** Short name, unique in the review: `J001`. */
  key: string;
  approach: CertaintyApproach;
  /** Key of a factor; with GRADE of a top-level one. */
  factor: string;
  /** Key of an outcome, with GRADE of a top-level one; a qualitative finding may speak of none in particular. */
  outcome: string | null;
  /** The qualitative finding, in a sentence; empty with GRADE. */
  statement: string;
  /** Ids of the studies behind a qualitative finding; empty with GRADE, which judges all studies of the pair. */
  studies: string[];
  /** Where GRADE starts: high for trials, low otherwise. Null: not decided. */
  start: 'high' | 'low' | null;
  domains: DomainJudgement[];
  /** Null: not judged, or only in part. */
  level: CertaintyLevel | null;
  /** Why the overall confidence in a qualitative finding is what it is; empty with GRADE, where it follows. */
  levelReason: string;
}

/** 1 very low to 4 high. */
export function certaintyRank(level: CertaintyLevel): number {
  return certaintyLevels.indexOf(level) + 1;
}

export const certaintyWords: Record<CertaintyLevel, string> = {
  very_low: 'very low',
  low: 'low',
  moderate: 'moderate',
  high: 'high',
};

/** What a level means, for readers who know no GRADE (after Balshem et al. 2011, J Clin Epidemiol 64, 401–406). */
export const certaintyMeanings: Record<CertaintyLevel, string> = {
  high: 'new studies would hardly change the finding',
  moderate: 'the finding is probably close to the truth, but may differ from it',
  low: 'the truth may differ much from the finding',
  very_low: 'the truth probably differs much from the finding',
};

/** "●●○○"; empty where nothing is judged, since four open dots would read as a judgement. */
export function certaintyDots(level: CertaintyLevel | null): string {
  if (level === null) return '';
  const rank = certaintyRank(level);
  return '●'.repeat(rank) + '○'.repeat(certaintyLevels.length - rank);
}

/** "●●○○ low", or "not judged". */
export function showCertainty(level: CertaintyLevel | null): string {
  return level === null ? 'not judged' : `${certaintyDots(level)} ${certaintyWords[level]}`;
}
