import type { Concept } from '../codebook/concept.ts';
import type { StageOneOptions } from '../stats/masem/stage-one.ts';

/** How the matrix behind the unique part is chosen and pooled. */
export interface UniqueOptions {
  /** Key of the top-level outcome; null takes the one that most studies correlate the focal factor with. */
  outcome: string | null;
  /** Whether correlations differ between studies (each pair for itself, or together) or are taken as the same. */
  model: StageOneOptions['model'];
  covariance: 'mean' | 'own';
  /** Keys of factors to do without, so that a matrix with gaps can be used. */
  without: readonly string[];
}

export const defaultUniqueOptions: UniqueOptions = {
  outcome: null,
  model: 'random-diag',
  covariance: 'mean',
  without: [],
};

export interface UniqueNotIdentified {
  identified: false;
  reason: string;
  /** Factors without which the rest could be told; empty where that does not help. */
  possibleWithout: Concept[];
}
