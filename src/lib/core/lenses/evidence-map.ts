import { certaintyRank, type CertaintyLevel } from '../coding/certainty.ts';
import type { Concept } from '../codebook/concept.ts';
import type { Study } from '../coding/study.ts';
import { provenanceOf, provenanceRank } from '../coding/provenance.ts';
import { findLevel } from './certain.ts';
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
  /** How sure people are of the whole body of evidence here; null: not judged. */
  certainty: CertaintyLevel | null;
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
        makeCell(
          factor.key,
          outcome.key,
          byCell.get(at * outcomes.length + column) ?? [],
          findLevel(evidence, factor.key, outcome.key),
        ),
      ),
    ),
    studies: new Set(placed.map(({ studyAt }) => studyAt)).size,
    claims: placed.length,
  };
}

function makeCell(
  factor: string,
  outcome: string,
  pieces: Piece[],
  certainty: CertaintyLevel | null,
): MapCell {
  const studies = [...Map.groupBy(pieces, ({ study }) => study)]
    .map(([study, group]) => ({
      study,
      direction: studyDirection(group),
      rank: Math.max(...group.map(({ claim }) => provenanceRank(provenanceOf(claim, study)))),
    }))
    .sort((a, b) => b.rank - a.rank);
  const directions = emptyCounts();
  for (const { direction } of studies) directions[direction]++;
  const state = judgeCell(studies, directions, certainty);
  return { factor, outcome, studies, directions, certainty, state };
}

const moderate = certaintyRank('moderate');

/**
 * *gap* no study; *single* one; *contested* at least one for and one against or null, neither under a quarter of the clear
 * ones; *settled* five or more, four in five of them one way, two or more of tier A or B, and certainty judged moderate or
 * higher; else *open*. What is mixed or states no sign goes no way, and for *settled* against and no link are two ways.
 */
export function judgeCell(
  studies: readonly CellStudy[],
  { positive, negative, null: none }: DirectionCounts,
  certainty: CertaintyLevel | null,
): CellState {
  if (studies.length === 0) return 'gap';
  if (studies.length === 1) return 'single';
  const clear = positive + negative + none;
  const [more, less] =
    positive >= negative + none ? [positive, negative + none] : [negative + none, positive];
  const disagrees = more > 0 && less > 0 && less >= clear / 4;
  if (disagrees) return 'contested';
  const strong = studies.filter(({ study: { tier } }) => tier === 'A' || tier === 'B').length;
  const agrees = 5 * Math.max(positive, negative, none) >= 4 * studies.length;
  const isSure = certainty !== null && certaintyRank(certainty) >= moderate;
  return studies.length >= 5 && agrees && strong >= 2 && isSure ? 'settled' : 'open';
}
