import { prepareShares } from './evaluate-shares.ts';
import { prepareSizes } from './evaluate-size.ts';
import type { DeclaredFork, MultiverseBody, MultiverseMeasure } from './forks.ts';
import type { Evaluate } from './specification.ts';

/**
 * Prepares the computation of one specification after another. With the first option of every fork it gives what the
 * lenses give for all claims and estimates.
 */
export function prepareSpecifications(
  body: MultiverseBody,
  forks: readonly DeclaredFork[],
  measure: MultiverseMeasure,
): Evaluate {
  return measure === 'size' ? prepareSizes(body, forks) : prepareShares(body, forks, measure);
}
