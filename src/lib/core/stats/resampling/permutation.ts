import type { RandomStream } from '../random.ts';
import { makeDraws, type DrawRange } from './draws.ts';

/** Shuffles `values` from `from` to `to` (exclusive) in place. Fisher and Yates; Knuth (1998, volume 2, algorithm 3.4.2P). */
export function shuffle(values: Float64Array, stream: RandomStream, from = 0, to = values.length): void {
  for (let last = to - 1; last > from; last--) {
    const other = from + stream.nextIndex(last - from + 1);
    const kept = values[last];
    values[last] = values[other];
    values[other] = kept;
  }
}

/**
 * Deals values anew and computes a statistic of each dealing: what it would be if it did not matter which place has which
 * value.
 *
 * @param values In their places; left as they are.
 * @param starts Borders of groups, within which values are dealt: group g is from `starts[g]` to `starts[g + 1]`. Where
 *   left out, all are dealt over all places.
 * @param width How many values the statistic has.
 * @param statistic Is told the dealt values and fills its own (NaN at first, and left so where it is not defined).
 * @returns Draw after draw, `width` values each.
 */
export function permutationDraws(
  values: Float64Array,
  starts: ArrayLike<number> | undefined,
  width: number,
  statistic: (dealt: Float64Array, results: Float64Array) => void,
  range: DrawRange,
): Float64Array {
  const borders = starts ?? [0, values.length];
  if (borders[0] !== 0 || borders[borders.length - 1] !== values.length) {
    throw new RangeError(`permutationDraws: starts do not run from 0 to ${values.length}`);
  }
  const dealt = new Float64Array(values.length);
  return makeDraws(range, width, (stream, results) => {
    dealt.set(values);
    for (let group = 1; group < borders.length; group++) {
      shuffle(dealt, stream, borders[group - 1], borders[group]);
    }
    statistic(dealt, results);
  });
}
