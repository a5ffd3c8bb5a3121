import { makeDraws, type DrawRange } from './draws.ts';

/**
 * Resamples clusters with replacement and computes a statistic of each resample: what belongs together (the reports of a
 * study, the ratings of an item) stays together. Davison and Hinkley (1997, Bootstrap Methods and their Application,
 * section 3.8).
 *
 * @param clusterCount At least 1; each resample has as many.
 * @param width How many values the statistic has.
 * @param statistic Is told how often each cluster was drawn and fills its values (NaN at first, and left so where it is
 *   not defined). The multiplicities are those of this draw only.
 * @returns Draw after draw, `width` values each; percentileInterval makes intervals of them.
 */
export function clusterBootstrap(
  clusterCount: number,
  width: number,
  statistic: (multiplicities: Int32Array, values: Float64Array) => void,
  range: DrawRange,
): Float64Array {
  if (!Number.isInteger(clusterCount) || clusterCount < 1) {
    throw new RangeError(`clusterBootstrap: clusterCount is ${clusterCount}, not 1 or more`);
  }
  const multiplicities = new Int32Array(clusterCount);
  return makeDraws(range, width, (stream, values) => {
    multiplicities.fill(0);
    for (let i = 0; i < clusterCount; i++) multiplicities[stream.nextIndex(clusterCount)]++;
    statistic(multiplicities, values);
  });
}
