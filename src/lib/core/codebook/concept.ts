/** A node of the codebook: a factor that studies credit, or an outcome that they look at. */
export type ConceptKind = 'factor' | 'outcome';

/**
 * What a factor is in the causal picture. A *bundle* is a composite that contains items of other factors, a *mediator*
 * lies on the way from factors to outcomes; neither is a rival of the focal factor.
 */
export type FactorRole = 'factor' | 'bundle' | 'mediator';

export interface Concept {
  kind: ConceptKind;
  /** Stable code, unique among the concepts of its kind in a review: `leadership.boundary_spanner`. */
  key: string;
  label: string;
  /** Key of the broader concept of the same kind, or null at the top level. */
  parent: string | null;
  definition: string;
  include: string;
  exclude: string;
  /** Cite keys of works that define it. */
  sources: string[];
  role: FactorRole;
  /** The label names a lack or an opposite (conflict, turnover), so that "positive" would mean "less of it is better". */
  reverse: boolean;
  /** For outcomes: steps away from the partnership itself, 1 (process) to 5 (population). Null where not stated. */
  distance: number | null;
  /** Codes are retired, never removed: old claims keep their meaning, new ones can't use it. */
  retired: boolean;
}

/** The label of a concept, with what a reader must know about its role. */
export function describeRole(role: FactorRole): string {
  if (role === 'bundle') return 'a composite that contains items of other factors';
  if (role === 'mediator') return 'a step between factors and outcomes';
  return 'a factor';
}
