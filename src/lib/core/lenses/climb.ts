import type { Rung } from '../coding/rungs.ts';
import type { Piece } from './evidence.ts';
import { meetsRung } from './meets-rung.ts';

/** The claims left at every rung, with what each rung took away. */
export interface RungPieces {
  rung: Rung;
  pieces: Piece[];
  failed: number;
  notStated: number;
}

/** Lets claims climb: each rung keeps those that met all before it. */
export function climb(
  pieces: readonly Piece[],
  rungs: readonly Rung[],
  keepNotStated: boolean,
): RungPieces[] {
  let below = pieces;
  return rungs.map((rung) => {
    const left: Piece[] = [];
    let failed = 0;
    let notStated = 0;
    for (const piece of below) {
      const answer = meetsRung(rung, piece);
      if (answer === 'no') failed++;
      else if (answer === 'not_stated') notStated++;
      if (answer === 'yes' || (keepNotStated && answer === 'not_stated')) left.push(piece);
    }
    below = left;
    return { rung, pieces: left, failed, notStated };
  });
}
