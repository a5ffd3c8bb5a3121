import { quickselect } from 'd3-array';

/**
 * The p-quantile by linear interpolation, type 7 of Hyndman and Fan (1996, The American Statistician 50(4), 361–365): R's
 * default.
 *
 * @param values At least one, none of them NaN. They are reordered in place.
 * @param p In [0, 1].
 */
export function quantile(values: Float64Array, p: number): number {
  const count = values.length;
  if (count === 0) throw new RangeError('quantile: no values');
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p is ${p}, not in [0, 1]`);
  const position = (count - 1) * p;
  const below = Math.floor(position);
  quickselect(values, below);
  const lower = values[below];
  if (position === below) return lower;
  // Everything behind `below` is at least as large, so the next in order is the least of it.
  let upper = Infinity;
  for (let i = below + 1; i < count; i++) if (values[i] < upper) upper = values[i];
  return lower + (position - below) * (upper - lower);
}
