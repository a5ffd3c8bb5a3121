/**
 * The way from one drawing to the next: marks that both have move, marks that only the next has fade in, marks that only
 * the one before had fade out. All else (words, tones, what a mark opens) is of the next drawing at once, so that nothing
 * wrong is ever shown: a number stands before its mark arrives.
 */
import type { DrawnMark } from './scene.ts';

/** A mark as it is drawn at a moment. */
export type ShownMark = DrawnMark & {
  /** From 0, not to be seen, to 1; undefined is 1. */
  opacity?: number;
};

/** Draws the moment `t` of a way, from 0 at its beginning to 1 at its end. */
export type Moment = (t: number) => ShownMark[];

/** More moving marks than this are not moved at all: a frame must not take longer than a frame. */
const mostMoving = 2500;

/** What of a mark can lie between two numbers. */
const movable: Record<DrawnMark['kind'], readonly string[]> = {
  path: ['width'],
  line: ['x1', 'y1', 'x2', 'y2', 'width'],
  rect: ['x', 'y', 'width', 'height'],
  text: ['x', 'y'],
  dot: ['x', 'y', 'radius'],
  diamond: ['x', 'y', 'radius'],
};

/**
 * The way from what is shown now, which may itself be on its way, to the marks of the next drawing.
 *
 * @returns Null where there is nothing to move, or too much.
 */
export function moveMarks(shown: readonly ShownMark[], next: readonly DrawnMark[]): Moment | null {
  const before = new Map(shown.map((mark) => [mark.key, mark]));
  const after = new Set(next.map(({ key }) => key));
  let moving = 0;
  const count = (moment: (t: number) => ShownMark) => {
    moving++;
    return moment;
  };
  const leaving = shown
    // What is shown only while it is looked at comes and goes without a way.
    .filter(({ key, onlyActive }) => !after.has(key) && !onlyActive)
    .map((mark) => {
      const from = mark.opacity ?? 1;
      return count((t) => ({ ...mark, opacity: from * (1 - t) }));
    });
  const staying = next.map((mark) => {
    const from = before.get(mark.key);
    if (mark.onlyActive) return mark;
    if (!from || from.kind !== mark.kind || from.onlyActive) {
      return count((t) => ({ ...mark, opacity: t }));
    }
    const moment = moveMark(from, mark);
    return moment ? count(moment) : mark;
  });
  if (moving === 0 || moving > mostMoving) return null;
  return (t) => {
    if (t >= 1) return [...next];
    const at = Math.max(0, t);
    return [
      // Under all others: what goes must not hide what comes.
      ...leaving.map((moment) => moment(at)),
      ...staying.map((mark) => (typeof mark === 'function' ? mark(at) : mark)),
    ];
  };
}

/** The way of one mark; null where it stays as it is. */
function moveMark(from: ShownMark, to: DrawnMark): ((t: number) => ShownMark) | null {
  const steps = movable[to.kind].flatMap((name) => {
    const a = numberOf(from, name);
    const b = numberOf(to, name);
    return a === undefined || b === undefined || a === b ? [] : [{ name, a, b }];
  });
  const path = to.kind === 'path' && from.kind === 'path' ? movePath(from.d, to.d) : null;
  const opacity = from.opacity ?? 1;
  if (steps.length === 0 && !path && opacity === 1) return null;
  return (t) => {
    const moved: ShownMark & Record<string, unknown> = { ...to };
    for (const { name, a, b } of steps) moved[name] = between(a, b, t);
    if (path) moved.d = path(t);
    if (opacity < 1) moved.opacity = between(opacity, 1, t);
    return moved;
  };
}

function numberOf(mark: ShownMark, name: string): number | undefined {
  const value = (mark as unknown as Record<string, unknown>)[name];
  return typeof value === 'number' ? value : undefined;
}

/** Outlines with the same commands move point by point; others change at once. Null where nothing moves. */
function movePath(from: string, to: string): ((t: number) => string) | null {
  if (from === to) return null;
  const number = /-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/gi;
  const words = to.split(number);
  if (from.split(number).join(' ') !== words.join(' ')) return null;
  const a = from.match(number)?.map(Number) ?? [];
  const b = to.match(number)?.map(Number) ?? [];
  return (t) =>
    words.map((word, at) => (at < b.length ? word + round(between(a[at], b[at], t)) : word)).join('');
}

function between(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Slow at both ends: cubic, as eyes expect of things with weight. */
export function ease(t: number): number {
  if (t <= 0) return 0;
  if (t >= 1) return 1;
  return t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2;
}
