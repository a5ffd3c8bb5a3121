import type { Rung } from '../coding/rungs.ts';
import type { Interval } from '../stats/proportion-intervals.ts';
import { countDirections, type DirectionCounts } from './directions.ts';
import { focalFactorKey, type Evidence } from './evidence.ts';
import { countStudies, sumByFactor, type Naming } from './naming.ts';
import { shareInterval, type Selection } from './selection.ts';

/** One factor at one rung. */
export interface LadderPoint {
  factor: string;
  /** Studies at this rung that name the factor. With k = 0 the point is drawn open, never as "0 %". */
  k: number;
  /** The factor's share of naming in [0, 1]; null where no study is left. */
  share: number | null;
  interval: Interval | null;
  directions: DirectionCounts;
}

export interface LadderRung {
  rung: Rung;
  studies: number;
  claims: number;
  /** Of the claims on the rung before: how many state something else than this rung asks for. */
  failed: number;
  /** Of the claims on the rung before: how many do not state it. */
  notStated: number;
  points: LadderPoint[];
  /** Where a share would fall by chance if all factors were equally likely to be named; null where that is undefined. */
  band: Interval | null;
}

export interface Ladder {
  focal: string;
  /** F: how many factors share the naming in the noise band. */
  factorCount: number;
  /** Claims that do not state what a rung asks for stay on it. */
  keepsNotStated: boolean;
  rungs: LadderRung[];
}

export { climb, type RungPieces } from './climb.ts';

/**
 * The Ladder: the share *said* of every factor over claims that pass ever stricter rungs. It is a share of naming: who is
 * credited or studied, null results included.
 */
export function computeLadder(selection: Selection): Ladder {
  const { evidence, choices, rungs, rungDraws } = selection;
  return {
    focal: focalFactorKey(evidence, choices),
    factorCount: selection.namedFactors,
    keepsNotStated: choices.keepNotStated,
    rungs: rungs.map(({ rung, pieces, naming, failed, notStated }, at) => ({
      rung,
      studies: naming.studies.length,
      claims: pieces.length,
      failed,
      notStated,
      points: makePoints(evidence, naming, rungDraws?.[at]),
      band: selection.band(naming),
    })),
  };
}

function makePoints({ factors }: Evidence, naming: Naming, draws: Float64Array | undefined): LadderPoint[] {
  const studies = naming.studies.length;
  const counts = countStudies(naming, factors.length);
  const sums = sumByFactor(naming, naming.weight, factors.length);
  const directions = countDirections(naming, factors.length);
  return factors.map(({ key }, at) => ({
    factor: key,
    k: counts[at],
    share: studies === 0 ? null : sums[at] / studies,
    interval: shareInterval(counts[at], studies, draws, at, factors.length),
    directions: directions[at],
  }));
}
