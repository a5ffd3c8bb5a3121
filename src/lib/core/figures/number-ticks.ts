import type { TextMark } from './scene.ts';
import { textWidth } from './text-width.ts';

/** What stands at a tick, and what it says. */
export interface NumberTick {
  at: number;
  text: string;
}

/** Numbers along a horizontal scale, centred on their ticks, in ascending order. One that would touch another is left out. */
export function numberTicks(
  ticks: readonly NumberTick[],
  { key, y, size, within }: { key: string; y: number; size: number; within: readonly [number, number] },
): TextMark[] {
  const labels: TextMark[] = [];
  let taken = -Infinity;
  for (const { at, text } of ticks) {
    const width = textWidth(text, size);
    const x = Math.min(within[1] - width / 2, Math.max(within[0] + width / 2, at));
    if (x - width / 2 < taken + 4) continue;
    taken = x + width / 2;
    labels.push({ key: `${key}-${text}`, kind: 'text', x, y, text, tone: 'quiet', size, anchor: 'middle' });
  }
  return labels;
}
