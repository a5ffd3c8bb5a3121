import {
  certaintyLevels,
  type CertaintyApproach,
  type CertaintyJudgement,
  type CertaintyLevel,
} from './certainty.ts';

export interface DomainRating {
  key: string;
  label: string;
}

/** What is judged on its own before the whole is judged. */
export interface CertaintyDomain {
  key: string;
  label: string;
  /** The question that the judgement answers. */
  asks: string;
  /** `down` and `up` move GRADE's level; `concern` is CERQual's, from which people come to a level. */
  effect: 'down' | 'up' | 'concern';
  /** The first is "no concern", which needs no reason. */
  ratings: readonly DomainRating[];
}

const downgrades = [
  { key: '0', label: 'No serious concern (0)' },
  { key: '-1', label: 'Serious concern (−1)' },
  { key: '-2', label: 'Very serious concern (−2)' },
];
const upgrades = [
  { key: '0', label: 'Not rated up (0)' },
  { key: '+1', label: 'Rated up (+1)' },
  { key: '+2', label: 'Rated up twice (+2)' },
];
const concerns = [
  { key: 'none', label: 'No or very minor concerns' },
  { key: 'minor', label: 'Minor concerns' },
  { key: 'moderate', label: 'Moderate concerns' },
  { key: 'serious', label: 'Serious concerns' },
];

const down = (key: string, label: string, asks: string): CertaintyDomain => ({
  key,
  label,
  asks,
  effect: 'down',
  ratings: downgrades,
});
const up = (key: string, label: string, asks: string): CertaintyDomain => ({
  key,
  label,
  asks,
  effect: 'up',
  ratings: upgrades,
});
const concern = (key: string, label: string, asks: string): CertaintyDomain => ({
  key,
  label,
  asks,
  effect: 'concern',
  ratings: concerns,
});

/** The domains of each approach, in the order in which handbooks and pages have them. */
export const certaintyDomains: Record<CertaintyApproach, readonly CertaintyDomain[]> = {
  grade: [
    down('risk_of_bias', 'Risk of bias', 'Were the studies made so that they can be believed?'),
    down('inconsistency', 'Inconsistency', 'Do the studies differ more than chance explains?'),
    down('indirectness', 'Indirectness', 'Are they about partnerships and results like those asked about?'),
    down('imprecision', 'Imprecision', 'Is the interval too wide, or are there too few people, to tell?'),
    down(
      'publication_bias',
      'Publication bias',
      'Are studies likely to be missing because of what they found?',
    ),
    up('large_effect', 'Large effect', 'Is it larger than any flaw of the studies could make it?'),
    up('dose_response', 'Dose and response', 'Does more of the factor go with more of the result?'),
    up(
      'plausible_confounding',
      'Plausible confounding',
      'Would what was left out rather have hidden the effect?',
    ),
  ],
  cerqual: [
    concern(
      'methodological_limitations',
      'Methodological limitations',
      'Were the studies behind it well made?',
    ),
    concern('coherence', 'Coherence', 'Does the finding fit what the studies report, contrary cases too?'),
    concern('adequacy', 'Adequacy', 'Are the data rich enough, and are there enough of them?'),
    concern('relevance', 'Relevance', 'Are the settings those that the review asks about?'),
  ],
};

export function findDomain(approach: CertaintyApproach, key: string): CertaintyDomain | undefined {
  return certaintyDomains[approach].find((domain) => domain.key === key);
}

/** "Serious concern (−1)", or the bare key where there is no such rating. */
export function ratingLabel(approach: CertaintyApproach, domain: string, rating: string): string {
  return findDomain(approach, domain)?.ratings.find(({ key }) => key === rating)?.label ?? rating;
}

/** Whether a rating says that there is nothing to explain. */
export function isNoConcern(domain: CertaintyDomain, rating: string): boolean {
  return domain.ratings[0].key === rating;
}

type Rated = Pick<CertaintyJudgement['domains'][number], 'domain' | 'rating'>;

/**
 * GRADE's level: the start, moved by every domain, never below very low or above high. Null until the start and all five
 * downgrades are decided; an upgrade that nobody decided lifts nothing.
 */
export function gradeLevel(
  start: CertaintyJudgement['start'],
  rated: readonly Rated[],
): CertaintyLevel | null {
  const ratingOf = new Map(rated.map(({ domain, rating }) => [domain, rating]));
  const isOpen = certaintyDomains.grade.some(({ key, effect }) => effect === 'down' && !ratingOf.has(key));
  if (start === null || isOpen) return null;
  const moved = rated.reduce((sum, { rating }) => sum + Number(rating), certaintyLevels.indexOf(start));
  return certaintyLevels[Math.max(0, Math.min(certaintyLevels.length - 1, moved))];
}
