import type { Concept } from '../codebook/concept.ts';
import type { Study } from '../coding/study.ts';
import { provenanceOf, provenanceRank } from '../coding/provenance.ts';
import { studyDirection, type DirectionCounts, emptyCounts } from './directions.ts';
import type { Piece } from './evidence.ts';
import type { Selection } from './selection.ts';

/** One study in a cell. */
export interface CellStudy {
  study: Study;
  direction: keyof DirectionCounts;
  /** Best ground among its claims here: 0 asserted to 5 experiment. */
  rank: number;
}

/** What a cell amounts to. It shows what was studied, not what works. */
export type CellState = 'gap' | 'single' | 'contested' | 'open' | 'settled';

export interface MapCell {
  factor: string;
  outcome: string;
  /** Those on the best ground first. */
  studies: CellStudy[];
  directions: DirectionCounts;
  state: CellState;
}

export interface EvidenceMap {
  /** Those in most studies first, the focal factor at the top; factors that nobody studied are there too. */
  rows: Concept[];
  columns: Concept[];
  /** By row, then by column. */
  cells: MapCell[][];
  studies: number;
  claims: number;
}

/** Factor × outcome: which studies join what. Claims about another factor stand in no column. */
export function computeEvidenceMap({ evidence, choices, pieces }: Selection, focal: string): EvidenceMap {
  const { factors, outcomes } = evidence;
  const placed = pieces.filter(({ outcomeAt }) => outcomeAt >= 0);
  const byCell = Map.groupBy(placed, ({ factorAt, outcomeAt }) => factorAt * outcomes.length + outcomeAt);
  const studiesOf = (keep: (piece: Piece) => boolean) =>
    new Set(placed.filter(keep).map(({ studyAt }) => studyAt)).size;
  const rowCounts = factors.map((_, at) => studiesOf(({ factorAt }) => factorAt === at));
  const rows = factors
    .map((factor, at) => ({ factor, at, count: rowCounts[at] }))
    .filter(({ factor }) => !choices.leaveOutBundles || factor.role === 'factor')
    .sort(
      (a, b) =>
        Number(b.factor.key === focal) - Number(a.factor.key === focal) || b.count - a.count || a.at - b.at,
    );
  return {
    rows: rows.map(({ factor }) => factor),
    columns: outcomes,
    cells: rows.map(({ factor, at }) =>
      outcomes.map((outcome, column) =>
        makeCell(factor.key, outcome.key, byCell.get(at * outcomes.length + column) ?? []),
      ),
    ),
    studies: new Set(placed.map(({ studyAt }) => studyAt)).size,
    claims: placed.length,
  };
}

function makeCell(factor: string, outcome: string, pieces: Piece[]): MapCell {
  const studies = [...Map.groupBy(pieces, ({ study }) => study)]
    .map(([study, group]) => ({
      study,
      direction: studyDirection(group),
      rank: Math.max(...group.map(({ claim }) => provenanceRank(provenanceOf(claim, study)))),
    }))
    .sort((a, b) => b.rank - a.rank);
  const directions = emptyCounts();
  for (const { direction } of studies) directions[direction]++;
  return { factor, outcome, studies, directions, state: judgeCell(studies, directions) };
}

/**
 * *gap* no study; *single* one; *contested* at least one for and one against or null, neither under a quarter of the clear
 * ones; *settled* five or more, four in five one way, two or more of tier A or B, and certainty judged moderate or
 * higher, which nobody has judged yet, so that no cell is settled; else *open*.
 */
export function judgeCell(
  studies: readonly CellStudy[],
  { positive, negative, null: none }: DirectionCounts,
): CellState {
  if (studies.length === 0) return 'gap';
  if (studies.length === 1) return 'single';
  const clear = positive + negative + none;
  const [more, less] =
    positive >= negative + none ? [positive, negative + none] : [negative + none, positive];
  const disagrees = more > 0 && less > 0 && less >= clear / 4;
  return disagrees ? 'contested' : 'open';
}
