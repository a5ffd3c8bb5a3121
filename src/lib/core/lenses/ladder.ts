import type { Rung } from '../coding/rungs.ts';
import { noiseBand } from '../stats/noise-band.ts';
import type { Interval } from '../stats/proportion-intervals.ts';
import { countDirections, type DirectionCounts } from './directions.ts';
import { countNamedFactors, focalFactorKey, type Evidence, type Piece } from './evidence.ts';
import { countFactorsNamed, countStudies, nameFactors, sumByFactor, type Naming } from './naming.ts';
import { meetsRung } from './meets-rung.ts';
import { shareInterval, type Selection } from './selection.ts';
import { bootstrapMeans } from './share-bootstrap.ts';

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
  let left = [...pieces];
  return rungs.map((rung) => {
    const answers = left.map((piece) => meetsRung(rung, piece));
    const failed = answers.filter((answer) => answer === 'no').length;
    const notStated = answers.filter((answer) => answer === 'not_stated').length;
    left = left.filter((_, at) => answers[at] === 'yes' || (keepNotStated && answers[at] === 'not_stated'));
    return { rung, pieces: left, failed, notStated };
  });
}

/**
 * The Ladder: the share *said* of every factor over claims that pass ever stricter rungs. It is a share of naming: who is
 * credited or studied, null results included.
 */
export function computeLadder({ evidence, choices, pieces: all, draws }: Selection): Ladder {
  const { factors, dataset } = evidence;
  const climbed = climb(all, dataset.rungs, choices.keepNotStated);
  const namings = climbed.map(({ pieces }) => nameFactors(pieces, choices.weighBy));
  const sets = namings.map((naming) => ({ naming, values: naming.weight }));
  const drawn = draws === 0 ? [] : bootstrapMeans(sets, factors.length, dataset.seed, draws);
  const factorCount = countNamedFactors(evidence, choices);
  return {
    focal: focalFactorKey(evidence, choices),
    factorCount,
    keepsNotStated: choices.keepNotStated,
    rungs: climbed.map(({ rung, pieces, failed, notStated }, at) => ({
      rung,
      studies: namings[at].studies.length,
      claims: pieces.length,
      failed,
      notStated,
      points: makePoints(evidence, namings[at], drawn[at]),
      band: choices.weighBy === 'equally' ? noiseBand(countFactorsNamed(namings[at]), factorCount) : null,
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
