import { percent, percentRange } from '../words.ts';

/** "34 % (26–42 %)"; without an interval the share alone would say too much, so that it says there is none. */
export function formatPercentOrNone(share: number, interval: readonly [number, number] | null): string {
  return `${percent(share)} (${interval ? percentRange(interval) : 'no interval'})`;
}
