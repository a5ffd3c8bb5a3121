import type { FlagAnswers } from './flag-names.ts';

/** How a study's words say that a factor bears on a result. */
export type Direction = 'positive' | 'negative' | 'null' | 'mixed' | 'not_stated';
export const directions: readonly Direction[] = ['positive', 'negative', 'null', 'mixed', 'not_stated'];

/** Whether a claim speaks of a factor being there, or of its lack or opposite. */
export type FactorPole = 'presence' | 'absence_or_opposite';

/** Study S says that factor C bears on outcome E, or on another factor. Codes are keys of the codebook's lists. */
export interface Claim {
  id: string;
  /** Short name, unique in the review: `C129`. */
  key: string;
  /** Id of the study. */
  study: string;
  /** Key of the factor. */
  factor: string;
  /** Key of the outcome, or null where the claim is about another factor. */
  outcome: string | null;
  /** Key of the factor that is affected, for a claim of mediation; else null. */
  targetFactor: string | null;
  /** As the source words it. */
  direction: Direction;
  factorPole: FactorPole;
  /** The source's wording, never the coder's view. Null: not stated. */
  strength: string | null;
  /** How the source knows. */
  attribution: string | null;
  /** Who or what the claim comes from. */
  source: string | null;
  /** Whether the same people gave cause and outcome. `unclear` and null: not stated. */
  sameSource: string | null;
  locus: string | null;
  style: string | null;
  stages: string[];
  setting: string | null;
  mechanism: string;
  /** One sentence in the coder's own words, or a quotation. */
  finding: string;
  findingIs: 'own_words' | 'quote';
  /** Where in the report: "p. 12", "Abstract, Results". */
  locator: string;
  sourceUrl: string;
  note: string;
  /** A coder's own answers; what is not here follows from the rules. */
  flags: FlagAnswers;
}

/**
 * The direction for the factor itself: a claim about a factor's absence or opposite is flipped.
 * Sums use this one; pages show `direction`.
 */
export function directionForFactor({
  direction,
  factorPole,
}: Pick<Claim, 'direction' | 'factorPole'>): Direction {
  if (factorPole === 'presence') return direction;
  if (direction === 'positive') return 'negative';
  if (direction === 'negative') return 'positive';
  return direction;
}
