import type { DirectionCounts } from '../lenses/directions.ts';
import { percent, percentRange } from '../words.ts';

/** "34 % (26–42 %)"; without an interval the share alone would say too much, so that it says there is none. */
export function formatPercentOrNone(share: number, interval: readonly [number, number] | null): string {
  return `${percent(share)} (${interval ? percentRange(interval) : 'no interval'})`;
}

const says = (number: number, what: string, one: string, many: string) =>
  `${number} ${number === 1 ? one : many} ${what}`;

/** "35 say it helps, 1 says it harms" */
export function takeSides({ positive, negative }: Pick<DirectionCounts, 'positive' | 'negative'>): string {
  return `${says(positive, 'it helps', 'says', 'say')}, ${says(negative, 'it harms', 'says', 'say')}`;
}

/** "35 say it helps, 1 says it harms, 2 see no link" */
export function pointWays(counts: DirectionCounts): string {
  return `${takeSides(counts)}, ${says(counts.null, 'no link', 'sees', 'see')}`;
}
