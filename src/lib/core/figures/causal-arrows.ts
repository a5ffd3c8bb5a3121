import type { Direction } from '../coding/claim.ts';
import { provenances } from '../coding/provenance.ts';
import { directionNames } from './causal-words.ts';
import type { Mark, Tone } from './scene.ts';
import { textWidth } from './text-width.ts';

/** Colours of directions; the shape at the end says the same. */
export const arrowTones: Record<Direction, Tone> = {
  positive: 'positive',
  negative: 'negative',
  null: 'null',
  mixed: 'quiet',
  not_stated: 'faint',
};

/**
 * The dashes of a ground, from dotted for what is asserted to unbroken from "factor before outcome" on. Ends of dashes are
 * round and reach half a width beyond them.
 */
function dashOf(rank: number, width: number): string | undefined {
  const gap = width + 4;
  if (rank === 0) return `0.1 ${gap}`;
  if (rank === 1) return `4 ${gap}`;
  if (rank === 2) return `11 ${gap}`;
  return rank === 3 ? `26 ${gap}` : undefined;
}

interface ArrowLine {
  key: string;
  d: string;
  direction: Direction;
  rank: number;
  width: number;
  series?: string;
  onlyActive?: boolean;
}

/** The line of an arrow: one of trial or natural experiment is double. */
export function drawArrowLine({ key, d, direction, rank, width, ...rest }: ArrowLine): Mark[] {
  const tone = arrowTones[direction];
  const dash = dashOf(rank, width);
  if (rank < 5) return [{ ...rest, key, kind: 'path', d, tone, width, ...(dash && { dash }) }];
  return [
    { ...rest, key, kind: 'path', d, tone, width: Math.max(4.5, width) },
    { ...rest, key: `${key}-core`, kind: 'path', d, tone: 'paper', width: Math.max(1.5, width / 3) },
  ];
}

interface ArrowEnd {
  key: string;
  x: number;
  y: number;
  /** Width of the line that ends here. */
  line?: number;
  backward?: boolean;
  series?: string;
  onlyActive?: boolean;
}

/** The end of an arrow that arrives from the left, or *backward* from the right: its shape says the direction. */
export function drawArrowEnd(
  direction: Direction,
  { key, x, y, line = 0, backward = false, series, onlyActive }: ArrowEnd,
): Mark {
  const common = { key, series, onlyActive };
  const half = Math.max(5.5, line / 2 + 3);
  const tone = arrowTones[direction];
  /** A place so far before the tip. */
  const before = (distance: number) => (backward ? x + distance : x - distance);
  switch (direction) {
    case 'positive':
      return {
        ...common,
        kind: 'path',
        d: `M${x},${y}L${before(10)},${y - half}L${before(10)},${y + half}Z`,
        tone,
        fill: true,
      };
    case 'negative':
      return {
        ...common,
        kind: 'line',
        x1: before(2),
        x2: before(2),
        y1: y - half,
        y2: y + half,
        tone,
        width: 3,
      };
    case 'null':
      return { ...common, kind: 'dot', x: before(5), y, radius: 4, tone, open: true };
    case 'mixed':
      return { ...common, kind: 'diamond', x: before(6), y, radius: 5.5, tone: 'ink' };
    case 'not_stated':
      return {
        ...common,
        kind: 'path',
        d: `M${before(8)},${y - half}L${before(1)},${y}L${before(8)},${y + half}`,
        tone: 'quiet',
        width: 1.5,
      };
  }
}

const size = 11;
const leading = 19;

/** What ends and lines mean, in as many lines as are needed. */
export function drawCausalKey(
  directions: ReadonlySet<Direction>,
  ranks: ReadonlySet<number>,
  width: number,
): { marks: Mark[]; height: number } {
  const marks: Mark[] = [];
  let x = 0;
  let y = 12;
  const place = (room: number) => {
    if (x > 0 && x + room > width) {
      x = 0;
      y += leading;
    }
    const left = x;
    x += room + 16;
    return left;
  };
  const write = (key: string, left: number, text: string) =>
    marks.push({ key, kind: 'text', x: left, y, text, tone: 'quiet', size });
  for (const direction of ['positive', 'negative', 'null', 'mixed', 'not_stated'] as const) {
    if (!directions.has(direction)) continue;
    const text = direction === 'mixed' ? 'mixed or contested' : directionNames[direction];
    const left = place(30 + textWidth(text, size));
    const d = `M${left},${y - 4}L${left + 14},${y - 4}`;
    marks.push(...drawArrowLine({ key: `key-${direction}-line`, d, direction, rank: 4, width: 2 }));
    marks.push(drawArrowEnd(direction, { key: `key-${direction}`, x: left + 24, y: y - 4 }));
    write(`key-${direction}-word`, left + 30, text);
  }
  x = 0;
  y += leading;
  for (const [rank, { label }] of [...provenances.entries()].reverse()) {
    if (!ranks.has(rank)) continue;
    const left = place(50 + textWidth(label, size));
    const d = `M${left + 2},${y - 4}L${left + 42},${y - 4}`;
    marks.push(...drawArrowLine({ key: `key-rank-${rank}`, d, direction: 'mixed', rank, width: 3 }));
    write(`key-rank-${rank}-word`, left + 50, label);
  }
  return { marks, height: y + 14 };
}
