import type { Interval } from '../proportion-intervals.ts';
import { quantile } from '../quantile.ts';

/**
 * Percentile interval of one value over the draws, leaving out draws without one (NaN). Efron and Tibshirani (1993, An
 * Introduction to the Bootstrap, section 13.3).
 *
 * @param draws Draw after draw, `width` values each.
 * @param at Place of the value in a draw.
 * @returns Null where no draw has the value.
 */
export function percentileInterval(
  draws: ArrayLike<number>,
  at: number,
  width: number,
  level = 0.95,
): Interval | null {
  const values = new Float64Array(Math.floor(draws.length / width));
  let count = 0;
  for (let place = at; place < draws.length; place += width) {
    if (!Number.isNaN(draws[place])) values[count++] = draws[place];
  }
  if (count === 0) return null;
  const found = values.subarray(0, count);
  return [quantile(found, (1 - level) / 2), quantile(found, (1 + level) / 2)];
}
