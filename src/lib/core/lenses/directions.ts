import { directions, type Direction } from '../coding/claim.ts';
import type { Piece } from './evidence.ts';
import type { Naming } from './naming.ts';

export type DirectionCounts = Record<Direction, number>;

/**
 * The direction of a factor in one study: mixed and not stated are dropped; one value left is the direction; values that
 * differ are mixed; nothing left is mixed if any claim was, else not stated.
 */
export function studyDirection(pieces: readonly Piece[]): Direction {
  let clear: Direction | null = null;
  let isMixed = false;
  for (const { direction } of pieces) {
    if (direction === 'mixed') isMixed = true;
    else if (direction !== 'not_stated') {
      if (clear !== null && clear !== direction) return 'mixed';
      clear = direction;
    }
  }
  return clear ?? (isMixed ? 'mixed' : 'not_stated');
}

export function emptyCounts(): DirectionCounts {
  return Object.fromEntries(directions.map((direction) => [direction, 0])) as DirectionCounts;
}

/** For every factor, in how many studies it points which way. */
export function countDirections(naming: Naming, factorCount: number): DirectionCounts[] {
  const counts = Array.from({ length: factorCount }, emptyCounts);
  for (const [row, pieces] of naming.pieces.entries()) counts[naming.factor[row]][studyDirection(pieces)]++;
  return counts;
}
