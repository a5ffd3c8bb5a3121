import { percentileInterval } from '../stats/resampling/percentile-interval.ts';
import { permutationDraws } from '../stats/resampling/permutation.ts';
import { defaultDraws, type DrawRange } from '../stats/resampling/draws.ts';
import type { Steps } from '../stats/resampling/steps.ts';
import type { Interval } from '../stats/proportion-intervals.ts';
import type { Naming } from './naming.ts';
import type { Selection } from './selection.ts';
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

/** Values that are dealt between two pauses. */
const dealtAtOnce = 40_000;

/**
 * Computes both attention floors of every factor, with pauses; the digits do not depend on them.
 *
 * @param range Seed and number of draws; all of them are made.
 * @returns One floor a factor.
 */
export function* attentionFloorSteps(
  naming: Naming,
  factorCount: number,
  { seed, draws }: Pick<DrawRange, 'seed' | 'draws'>,
  level = 0.95,
): Steps<AttentionFloor[]> {
  const within = new Float64Array(draws * factorCount);
  const between = new Float64Array(draws * factorCount);
  const stretch = Math.max(1, Math.floor(dealtAtOnce / Math.max(1, naming.factor.length)));
  for (let from = 0; from < draws; from += stretch) {
    const range = { seed, draws, from, to: Math.min(draws, from + stretch) };
    within.set(drawFloor(naming, naming.start, factorCount, range), from * factorCount);
    yield;
    between.set(drawFloor(naming, undefined, factorCount, range), from * factorCount);
    yield;
  }
  return Array.from({ length: factorCount }, (_, factor) => {
    const named = naming.factor.includes(factor);
    return {
      within: named ? percentileInterval(within, factor, factorCount, level) : null,
      between: named ? percentileInterval(between, factor, factorCount, level) : null,
    };
  });
}

export interface FloorRow extends AttentionFloor {
  factor: string;
}

/** The attention floors of every factor of a selection, in codebook order, with pauses. */
export function* floorSteps(
  { naming, evidence: { factors, dataset } }: Selection,
  draws = defaultDraws,
): Steps<FloorRow[]> {
  const floors = yield* attentionFloorSteps(naming, factors.length, { seed: dataset.seed, draws });
  return floors.map((floor, at) => ({ factor: factors[at].key, ...floor }));
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
