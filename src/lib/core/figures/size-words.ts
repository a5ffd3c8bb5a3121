/** Sizes in words: never a correlation without its interval and its number of studies. */
import type { FactorSize, SizeRow } from '../lenses/size.ts';
import type { PooledSize } from '../lenses/size-pool.ts';
import { agree, count, decimals, lowerFirst, studies } from '../words.ts';

/** "0.10 to 0.35" */
export function rRange([low, high]: readonly [number, number]): string {
  return `${decimals(low)} to ${decimals(high)}`;
}

/** "r = 0.23, 95 % interval 0.10 to 0.35" */
export function rWords(r: number, interval: readonly [number, number]): string {
  return `r = ${decimals(r)}, 95\u202f% interval ${rRange(interval)}`;
}

/** Whether an interval leaves 0 out. */
export const isClear = ([low, high]: readonly [number, number]): boolean => low > 0 || high < 0;

/** What the single studies of a factor and their summary amount to, without a full stop. */
export function forestTitle({ all, effects, row }: FactorSize, label: string): string {
  const { summary } = all;
  if (summary.identified) {
    const values = all.effects.map(({ r }) => r);
    const spread = rRange([Math.min(...values), Math.max(...values)]);
    const { r, interval, k } = summary;
    const numbers = `${rWords(r, interval)}, ${studies(k)}`;
    const together = isClear(interval) ? `together ${numbers}` : `together they are not clear (${numbers})`;
    return `Correlations of ${lowerFirst(label)} with outcomes run from ${spread}; ${together}`;
  }
  if (row.estimate !== null && row.interval !== null) {
    return `One study alone correlates ${lowerFirst(label)} with an outcome (${rWords(row.estimate, row.interval)})`;
  }
  if (row.k === 1) return `One study alone correlates ${lowerFirst(label)} with outcomes`;
  if (row.k > 1) return `The correlations of ${lowerFirst(label)} can’t be pooled`;
  if (effects.length > 0) return `No correlation of ${lowerFirst(label)} with an outcome can be pooled here`;
  return `No study here puts a number on ${lowerFirst(label)}`;
}

function pooledTitle(
  { r, interval, prediction, k }: Pick<PooledSize, 'r' | 'interval' | 'prediction' | 'k'>,
  label: string,
): string {
  const numbers = `(${rWords(r, interval)}, ${studies(k)})`;
  if (!isClear(interval))
    return `${label} ${agree(label, 'shows', 'show')} no clear correlation with outcomes ${numbers}`;
  const way = r > 0 ? 'rise together' : 'move in opposite ways';
  const caution = prediction && !isClear(prediction) ? '; a new study may well find no link' : '';
  return `${label} and ${agree(label, 'its', 'their')} outcomes ${way} ${numbers}${caution}`;
}

/** The title of the sizes of all factors. */
export function sizesTitle(rows: readonly SizeRow[], focal: { key: string; label: string }): string {
  const pooled = rows.filter(({ reason, estimate }) => estimate !== null && reason === null);
  const own = pooled.find(({ factor }) => factor === focal.key);
  if (own) return pooledTitle({ ...own, r: own.estimate!, interval: own.interval! }, focal.label);
  if (pooled.length > 0) {
    return `${focal.label} can’t be sized here; ${count(pooled.length, 'other factor')} can`;
  }
  const single = rows.filter(({ k }) => k > 0).length;
  if (single === 0) return 'No factor can be sized here: none has a correlation that can be pooled';
  return 'No factor can be sized here: none has correlations from two studies';
}
