import type { CodebookIndex } from '../codebook/codebook.ts';
import { grouped, lowerFirst } from '../words.ts';

/** "638 people", "1 (partnerships)", since codes are named in the plural; null where n is not stated. */
export function sampleSize(
  { n, nUnit }: { n: number | null; nUnit: string | null },
  codebook: CodebookIndex,
): string | null {
  if (n === null) return null;
  if (nUnit === null) return grouped(n);
  const unit = lowerFirst(codebook.codeLabel('units', nUnit));
  return n === 1 ? `1 (${unit})` : `${grouped(n)} ${unit}`;
}
