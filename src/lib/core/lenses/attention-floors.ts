import { percentileInterval } from '../stats/resampling/percentile-interval.ts';
import { permutationDraws } from '../stats/resampling/permutation.ts';
import type { DrawRange } from '../stats/resampling/draws.ts';
import type { Interval } from '../stats/proportion-intervals.ts';
import type { Naming } from './naming.ts';
import { supportedShares } from './supported-shares.ts';

/**
 * Where a factor's share of *supported* would fall by attention alone, if what its claims carry were that of any others.
 * There are two such questions, and their answers can disagree. Null where no study names the factor, and where no
 * draw has a positive sum.
 */
export interface AttentionFloor {
  /** What each study's claims carry is dealt anew over the factors that the study names. */
  within: Interval | null;
  /** It is dealt over all pairs of a study and a factor: is the factor named in weaker studies? */
  between: Interval | null;
}

/**
 * Computes both attention floors of every factor.
 *
 * @param range Seed and number of draws.
 * @returns One floor a factor.
 */
export function attentionFloors(
  naming: Naming,
  factorCount: number,
  range: DrawRange,
  level = 0.95,
): AttentionFloor[] {
  const within = drawFloor(naming, naming.start, factorCount, range);
  const between = drawFloor(naming, undefined, factorCount, range);
  return Array.from({ length: factorCount }, (_, factor) => {
    const named = naming.factor.includes(factor);
    return {
      within: named ? percentileInterval(within, factor, factorCount, level) : null,
      between: named ? percentileInterval(between, factor, factorCount, level) : null,
    };
  });
}

/** Shares of *supported* with what is carried, by the pair's weight, dealt anew; the weights stay where they are. */
function drawFloor(
  { factor, weight, carried }: Naming,
  starts: Int32Array | undefined,
  factorCount: number,
  range: DrawRange,
): Float64Array {
  const perWeight = carried.map((value, row) => value / weight[row]);
  return permutationDraws(
    perWeight,
    starts,
    factorCount,
    (dealt, shares) => {
      shares.fill(0);
      for (let row = 0; row < factor.length; row++) shares[factor[row]] += weight[row] * dealt[row];
      supportedShares(shares);
    },
    range,
  );
}
