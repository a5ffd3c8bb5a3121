import { RandomStream } from '../random.ts';

/** Which draws of an analysis to make: all, or one worker's part of them. */
export interface DrawRange {
  /** Seed of the review; draw i is seeded from (seed, i) and from nothing else. */
  seed: number;
  draws: number;
  /** First draw of this part; 0 where left out. */
  from?: number;
  /** End of this part, exclusive; all draws where left out. */
  to?: number;
}

export const defaultDraws = 2000;

/**
 * Makes draws, each from a random stream of its own. Parts made by several workers, put one after the other, are the
 * same numbers as one worker's.
 *
 * @param width How many values a draw has.
 * @param draw Fills its values, all NaN at first; what is not defined in a draw stays NaN.
 * @returns Draw after draw, `width` values each.
 */
export function makeDraws(
  { seed, draws, from = 0, to = draws }: DrawRange,
  width: number,
  draw: (stream: RandomStream, values: Float64Array, index: number) => void,
): Float64Array {
  if (!(from >= 0 && from <= to && to <= draws)) {
    throw new RangeError(`makeDraws: ${from} to ${to} is no part of ${draws} draws`);
  }
  const results = new Float64Array((to - from) * width).fill(NaN);
  const stream = new RandomStream();
  for (let index = from; index < to; index++) {
    stream.reseed([seed, index]);
    const start = (index - from) * width;
    draw(stream, results.subarray(start, start + width), index);
  }
  return results;
}
