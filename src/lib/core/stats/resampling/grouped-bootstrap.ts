import binomialMass from '@stdlib/stats-base-dists-binomial-pmf';
import type { RandomStream } from '../random.ts';
import { makeDraws, type DrawRange } from './draws.ts';

/** With fewer clusters a group than this, drawing them one by one is quicker than a binomial number. */
const fewest = 10;

/**
 * The cluster bootstrap of clusters of which many are alike: a resample is how many of each group were drawn, which is a
 * multinomial number. With few groups it costs the same for a hundred clusters as for a million.
 *
 * @param sizes How many clusters each group has; at least one in all.
 * @param width How many values the statistic has.
 * @param statistic Is told how many clusters of each group were drawn and fills its values (NaN at first, and left so
 *   where it is not defined).
 * @returns Draw after draw, `width` values each.
 */
export function groupedBootstrap(
  sizes: Int32Array,
  width: number,
  statistic: (drawn: Int32Array, values: Float64Array) => void,
  range: DrawRange,
): Float64Array {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (!(total >= 1)) throw new RangeError(`groupedBootstrap: there are ${total} clusters, not 1 or more`);
  const drawn = new Int32Array(sizes.length);
  const oneByOne = total < fewest * sizes.length;
  const groups = oneByOne ? Int32Array.from(listGroups(sizes)) : undefined;
  return makeDraws(range, width, (stream, values) => {
    if (groups) {
      drawn.fill(0);
      for (let i = 0; i < total; i++) drawn[groups[stream.nextIndex(total)]]++;
    } else {
      drawMultinomial(sizes, total, stream, drawn);
    }
    statistic(drawn, values);
  });
}

/** The group of every cluster. */
function* listGroups(sizes: Int32Array): Generator<number> {
  for (const [group, size] of sizes.entries()) for (let i = 0; i < size; i++) yield group;
}

/** Group after group, a binomial number of what is left. */
function drawMultinomial(sizes: Int32Array, total: number, stream: RandomStream, drawn: Int32Array): void {
  let trials = total;
  let rest = total;
  for (const [group, size] of sizes.entries()) {
    drawn[group] = size === rest ? trials : nextBinomial(stream, trials, size / rest);
    trials -= drawn[group];
    rest -= size;
  }
}

/**
 * A binomial number, by inversion from the mode outwards: about as many steps as its standard deviation. Kemp (1986,
 * Communications in Statistics: Theory and Methods 15, 805–813).
 */
export function nextBinomial(stream: RandomStream, trials: number, probability: number): number {
  if (trials === 0 || probability <= 0) return 0;
  if (probability >= 1) return trials;
  const mode = Math.floor((trials + 1) * probability);
  const odds = probability / (1 - probability);
  let left = stream.nextUniform();
  let above = binomialMass(mode, trials, probability);
  let below = above;
  left -= above;
  for (let step = 1; left >= 0; step++) {
    const up = mode + step;
    const down = mode - step;
    // What rounding leaves of the probability belongs to the mode.
    if (up > trials && down < 0) return mode;
    above = up > trials ? 0 : (above * (trials - up + 1) * odds) / up;
    left -= above;
    if (left < 0) return up;
    below = down < 0 ? 0 : (below * (down + 1)) / ((trials - down) * odds);
    left -= below;
    if (left < 0) return down;
    if (above < 1e-18 && below < 1e-18) return mode;
  }
  return mode;
}
