import type { Harvest } from '../lenses/harvest.ts';
import type { DirectionRow } from '../lenses/direction.ts';
import { count, decimals, grouped, percent, percentRange, studies } from '../words.ts';

/** What the studies amount to, in counts: "Leadership: of 36 clear directions 35 are positive; 2 studies found no link". */
export function harvestTitle({ factor: { label }, total }: Harvest): string {
  const { clear, counts } = total;
  const silent = counts.null > 0 ? `; ${studies(counts.null)} found no link` : '';
  if (clear === 0) {
    return counts.null > 0
      ? `${label}: no clear direction; ${studies(counts.null)} found no link`
      : `${label}: no study states a clear direction`;
  }
  if (clear === 1) {
    const way = counts.positive === 1 ? 'positive' : 'negative';
    return `${label}: the one clear direction is ${way}${silent}`;
  }
  const positive =
    counts.positive === clear
      ? 'all are positive'
      : counts.positive === 0
        ? 'none is positive'
        : `${counts.positive} ${counts.positive === 1 ? 'is' : 'are'} positive`;
  return `${label}: of ${clear} clear directions ${positive}${silent}`;
}

export const signTestWords = (p: number) => `sign test p ${p < 0.001 ? '< 0.001' : `= ${decimals(p, 3)}`}`;

/** Test and intervals of the sums, in sentences. */
export function harvestSums({ clear, positiveShare, wilson, exact, p }: DirectionRow): string {
  if (positiveShare === null) return 'No direction is clear, so there is nothing to test.';
  const test = p === null ? '' : ` Two-sided ${signTestWords(p)}: ${signReading(p, positiveShare)}.`;
  return `${percent(positiveShare)} of ${count(clear, 'clear direction')} positive: Wilson interval ${percentRange(wilson!)}, Clopper–Pearson ${percentRange(exact!)}.${test}`;
}

function signReading(p: number, share: number): string {
  if (p >= 0.05) return 'chance alone could divide them like this';
  return share > 0.5
    ? 'more point for than chance alone would have it'
    : 'more point against than chance alone would have it';
}

/** How many directions come from a number and how many from words. */
export function harvestGround({ k, fromEstimates, counts }: DirectionRow): string {
  const words = k - fromEstimates;
  const caution = counts.null > 0 ? ', where “no link” often means “not significant”' : '';
  return `${count(fromEstimates, 'direction')} ${fromEstimates === 1 ? 'comes' : 'come'} from a reported number, ${grouped(words)} from words${caution}.`;
}
