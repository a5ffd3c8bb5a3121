import { certaintyLevels, certaintyRank, certaintyWords, type CertaintyLevel } from '../coding/certainty.ts';
import type { Mark } from './scene.ts';
import { textWidth } from './text-width.ts';

interface CertaintyMarks {
  key: string;
  /** Null: not judged, which has words and no dots. */
  level: CertaintyLevel | null;
  x: number;
  /** Middle of the line. */
  y: number;
  /** Room for dots and word; the word is left out where it does not fit. */
  width: number;
  size?: number;
  series?: string;
}

const radius = 2.5;
const step = 7;

/** Width of the four dots. */
export const dotsWidth = step * certaintyLevels.length;

/** Certainty as four dots, filled up to the level, with its word; "not judged" where it is not. */
export function certaintyMarks({ key, level, x, y, width, size = 11, series }: CertaintyMarks): Mark[] {
  const line = { kind: 'text', y: y + size * 0.34, size, series } as const;
  if (level === null) {
    return [{ ...line, key: `${key}-open`, x, text: 'not judged', tone: 'quiet', italic: true }];
  }
  const rank = certaintyRank(level);
  const dots = certaintyLevels.map((_, at): Mark => ({
    key: `${key}-dot-${at}`,
    kind: 'dot',
    x: x + radius + at * step,
    y,
    radius: at < rank ? radius : radius - 0.4,
    tone: 'ink',
    open: at >= rank,
    series,
  }));
  const text = certaintyWords[level];
  const fits = dotsWidth + 3 + textWidth(text, size) <= width;
  return fits ? [...dots, { ...line, key: `${key}-word`, x: x + dotsWidth + 3, text, tone: 'ink' }] : dots;
}
