import { RandomStream } from '../stats/random.ts';
import { defaultDraws } from '../stats/resampling/draws.ts';
import { finishSteps, type Steps } from '../stats/resampling/steps.ts';
import type { Naming } from './naming.ts';
import { supportedShares } from './supported-shares.ts';

export { defaultDraws };

/** What is summed in every draw: a value for each row of a naming. */
export interface ResampledSum {
  naming: Naming;
  values: Float64Array;
}

/**
 * Resamples studies with replacement and sums the values of their rows by factor. Each set is resampled at its own size,
 * from the same random numbers, so that draws are paired where sets hold the same studies.
 *
 * @param seed Seed of the review; draw i is seeded from (seed, i).
 * @returns For every set the mean over its studies of each factor's values: `factorCount` values a draw.
 */
export function bootstrapMeans(
  sets: readonly ResampledSum[],
  factorCount: number,
  seed: number,
  draws = defaultDraws,
): Float64Array[] {
  return finishSteps(bootstrapInSteps(sets, factorCount, seed, draws));
}

/** The same, with a pause after every draw. */
export function* bootstrapInSteps(
  sets: readonly ResampledSum[],
  factorCount: number,
  seed: number,
  draws = defaultDraws,
): Steps<Float64Array[]> {
  const results = sets.map(() => new Float64Array(draws * factorCount));
  // Divided once for all draws, by the size of a resample.
  const parts = sets.map(({ naming, values }) => values.map((value) => value / naming.studies.length));
  const most = Math.max(0, ...sets.map(({ naming }) => naming.studies.length));
  const uniforms = new Float64Array(most);
  const stream = new RandomStream();
  for (let draw = 0; draw < draws; draw++) {
    stream.reseed([seed, draw]);
    for (let i = 0; i < most; i++) uniforms[i] = stream.nextUniform();
    for (let at = 0; at < sets.length; at++) {
      addResample(sets[at].naming, parts[at], uniforms, results[at], draw * factorCount);
    }
    yield;
  }
  return results;
}

function addResample(
  { studies, start, factor }: Naming,
  parts: Float64Array,
  uniforms: Float64Array,
  sums: Float64Array,
  from: number,
): void {
  const size = studies.length;
  for (let i = 0; i < size; i++) {
    const study = Math.floor(uniforms[i] * size);
    const end = start[study + 1];
    for (let row = start[study]; row < end; row++) sums[from + factor[row]] += parts[row];
  }
}

/** Turns drawn means of carried weight into shares, draw by draw. */
export function drawnSupportedShares(carried: Float64Array, factorCount: number): Float64Array {
  const shares = carried.slice();
  for (let from = 0; from < shares.length; from += factorCount) {
    supportedShares(shares.subarray(from, from + factorCount));
  }
  return shares;
}
