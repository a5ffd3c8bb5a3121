import { percent } from '../words.ts';
import type { TextMark } from './scene.ts';
import { textWidth } from './text-width.ts';

/**
 * The names of shares along a horizontal scale, in ascending order. Where two would touch, the second is left out; its
 * line stays.
 */
export function tickLabels(
  ticks: readonly number[],
  scale: (value: number) => number,
  { key, y, size }: { key: string; y: number; size: number },
): TextMark[] {
  const labels: TextMark[] = [];
  let taken = -Infinity;
  for (const tick of ticks) {
    const text = percent(tick);
    const width = textWidth(text, size);
    const x = scale(tick);
    const left = tick === 0 ? x : x - width / 2;
    if (left < taken + 4) continue;
    taken = left + width;
    const anchor = tick === 0 ? 'start' : 'middle';
    labels.push({ key: `${key}-${tick}`, kind: 'text', x, y, text, tone: 'quiet', size, anchor });
  }
  return labels;
}
