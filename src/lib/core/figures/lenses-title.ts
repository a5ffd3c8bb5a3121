import type { Weighing } from '../lenses/weighing.ts';
import { decimals, lowerFirst, percent } from '../words.ts';
import type { FurtherLenses } from './lens-cells/columns.ts';
import { rRange } from './size-words.ts';

/** What the lenses say of the focal factor together, without a full stop. Never a size without its interval. */
export function lensesTitle(
  { focal, said, supported, direction }: Weighing,
  { sizes }: FurtherLenses,
): string {
  const of = <Row extends { factor: string }>(rows: readonly Row[]) =>
    rows.find(({ factor }) => factor === focal.key);
  const named = said.identified ? of(said.rows) : undefined;
  if (!named || named.k === 0) return `No study here names ${lowerFirst(focal.label)}`;
  const carried = supported.identified ? of(supported.rows) : undefined;
  const pointed = direction.identified ? of(direction.rows) : undefined;
  const size = sizes ? of(sizes) : undefined;
  const parts = [
    `${percent(named.share)} of what is said`,
    carried && `${percent(carried.share)} of what is supported`,
    pointed &&
      pointed.clear > 0 &&
      `${pointed.counts.positive} of ${pointed.clear} clear directions positive`,
    size && sizeWords(size),
  ].filter((part) => typeof part === 'string');
  return `${focal.label}: ${parts.join(', ')}`;
}

function sizeWords({
  estimate,
  interval,
  reason,
}: {
  estimate: number | null;
  interval: readonly [number, number] | null;
  reason: string | null;
}): string {
  if (estimate === null || !interval) return 'no size that can be pooled';
  const alone = reason === null ? '' : ' in one study alone';
  return `r = ${decimals(estimate)} (${rRange(interval)})${alone}`;
}
