import { certaintyRank, type CertaintyLevel } from '../coding/certainty.ts';
import type { Study } from '../coding/study.ts';
import { provenanceOf, provenanceRank } from '../coding/provenance.ts';
import { writeTarget } from './behind.ts';
import { meetConditions, type Condition } from './conditions.ts';
import { studyDirection, type DirectionCounts, emptyCounts } from './directions.ts';
import type { Evidence, Piece } from './evidence.ts';
import { buildAxis, type Axis, type AxisNode } from './map-axis.ts';
import { defaultMapChoices, mapConditions, type MapChoices, type MapSplit } from './map-choices.ts';
import { growTree, readValues, valueLabel, type MapDimensionName } from './map-dimensions.ts';
import type { Selection } from './selection.ts';
import { studyYear } from './study-years.ts';

/** One study in a cell. */
export interface CellStudy {
  study: Study;
  direction: keyof DirectionCounts;
  /** Best ground among its claims here: 0 asserted to 5 experiment. */
  rank: number;
  /** Evidence strength of its strongest claim here, in [0, 1]. */
  strength: number;
}

/** What a cell amounts to. It shows what was studied, not what works. */
export type CellState = 'gap' | 'single' | 'contested' | 'open' | 'settled';

export interface MapCell {
  row: string;
  column: string;
  /** Those on the best ground first. */
  studies: CellStudy[];
  directions: DirectionCounts;
  /** How sure people are of the whole body of evidence here; null: not judged, or no pair of factor and outcome. */
  certainty: CertaintyLevel | null;
  state: CellState;
  /** What opens the studies behind it. */
  opens: string;
}

export interface EvidenceMap {
  rowName: MapDimensionName;
  columnName: MapDimensionName;
  /** Factors in most studies first, the focal factor at the top; factors that nobody studied are there too. */
  rows: AxisNode[];
  columns: AxisNode[];
  /** By row, then by column. */
  cells: MapCell[][];
  studies: number;
  claims: number;
}

/** A map, or one of two that stand on the same sides. */
export interface MapSlice {
  /** What sets it apart from the other; empty where there is one map alone. */
  label: string;
  map: EvidenceMap;
}

export interface MapView {
  /** One, or two to be compared. */
  slices: MapSlice[];
  /** Studies that the year left out because they state none. */
  undated: number;
  /** The field by which slices differ. */
  split: MapDimensionName | null;
}

/** Factor × outcome: which studies join what. Claims about another factor stand in no column. */
export function computeEvidenceMap(selection: Selection, focal: string): EvidenceMap {
  return computeMapView(selection, focal, defaultMapChoices).slices[0].map;
}

/** The map as a reader chose it: any two sides, a part of the evidence, one map or two slices on shared sides. */
export function computeMapView(selection: Selection, focal: string, choices: MapChoices): MapView {
  const { evidence, pieces } = selection;
  const conditions = mapConditions(choices);
  const left = meetConditions(pieces, conditions, evidence);
  const options = { parts: choices.parts, focal, leaveOutBundles: selection.choices.leaveOutBundles };
  const rows = buildAxis(choices.rows, evidence, left, options);
  const columns = buildAxis(choices.columns, evidence, left, options);
  const sides = { rows, columns, levels: certaintyLevelsOf(selection) };
  const values = choices.split && findSplit(choices.split, left, evidence);
  const { field } = choices.split ?? { field: null };
  const slices =
    field === null || !values
      ? [{ label: '', map: fillMap(left, sides, conditions) }]
      : values.map((value) => {
          const own: Condition = { field, values: [value] };
          return {
            label: valueLabel(field, value, evidence),
            map: fillMap(meetConditions(left, [own], evidence), sides, [...conditions, own]),
          };
        });
  const undated =
    choices.until === null
      ? 0
      : new Set(
          meetConditions(
            pieces,
            conditions.filter((one) => one.field !== 'until'),
            evidence,
          ).flatMap(({ study }) => (studyYear(study, evidence.dataset) === null ? [study] : [])),
        ).size;
  return { slices, undated, split: values ? field : null };
}

/** The two values that are compared: those chosen, or the two in most studies. Null where there are not two. */
export function findSplit(
  { field, values }: MapSplit,
  pieces: readonly Piece[],
  evidence: Evidence,
): readonly [string, string] | null {
  if (values) return values;
  const tree = growTree(evidence, field);
  const studies = new Map<string, Set<number>>();
  for (const piece of pieces) {
    for (const value of readValues(field, piece, evidence)) {
      const top = tree.lineage(value).at(-1)!;
      const set = studies.get(top);
      if (set) set.add(piece.studyAt);
      else studies.set(top, new Set([piece.studyAt]));
    }
  }
  const places = new Map(tree.values.map(({ value }, at) => [value, at]));
  const isStated = (value: string) => tree.byValue.get(value)?.kind !== 'not_stated';
  const [a, b] = [...studies]
    .filter(([value]) => isStated(value))
    .sort((x, y) => y[1].size - x[1].size || (places.get(x[0]) ?? 0) - (places.get(y[0]) ?? 0))
    .slice(0, 2)
    .map(([value]) => value)
    .sort((x, y) => (places.get(x) ?? 0) - (places.get(y) ?? 0));
  return a !== undefined && b !== undefined ? [a, b] : null;
}

interface Sides {
  rows: Axis;
  columns: Axis;
  levels: Map<string, CertaintyLevel>;
}

function fillMap(pieces: readonly Piece[], sides: Sides, conditions: readonly Condition[]): EvidenceMap {
  const { rows, columns } = sides;
  const width = columns.nodes.length;
  const buckets: Piece[][] = Array.from({ length: rows.nodes.length * width }, () => []);
  const studies = new Set<number>();
  let claims = 0;
  for (const piece of pieces) {
    const across = columns.placesOf(piece);
    if (across.length === 0) continue;
    const down = rows.placesOf(piece);
    if (down.length === 0) continue;
    claims++;
    studies.add(piece.studyAt);
    for (const row of down) for (const column of across) buckets[row * width + column].push(piece);
  }
  return {
    rowName: rows.name,
    columnName: columns.name,
    rows: rows.nodes,
    columns: columns.nodes,
    cells: rows.nodes.map((row, at) =>
      columns.nodes.map((column, across) =>
        makeCell(row, column, buckets[at * width + across], sides, conditions),
      ),
    ),
    studies: studies.size,
    claims,
  };
}

function makeCell(
  row: AxisNode,
  column: AxisNode,
  pieces: readonly Piece[],
  { rows, columns, levels }: Sides,
  conditions: readonly Condition[],
): MapCell {
  const studies = divideByStudy(pieces);
  const directions = emptyCounts();
  for (const { direction } of studies) directions[direction]++;
  const isPair = rows.name === 'factor' && columns.name === 'outcome';
  const certainty = isPair ? (levels.get(pairKey(row.value, column.value)) ?? null) : null;
  const isPlain = isPair && conditions.length === 0 && row.depth === 0 && column.depth === 0;
  return {
    row: row.value,
    column: column.value,
    studies,
    directions,
    certainty,
    state: judgeCell(studies, directions, certainty),
    opens: isPlain
      ? writeTarget({ factor: row.value, outcome: column.value })
      : writeTarget({
          cell: [
            { field: rows.name, values: [row.value] },
            { field: columns.name, values: [column.value] },
            ...conditions,
          ],
        }),
  };
}

/** The studies among claims of which those of a study stand next to each other; those on the best ground first. */
export function divideByStudy(pieces: readonly Piece[]): CellStudy[] {
  const studies: CellStudy[] = [];
  for (let from = 0; from < pieces.length;) {
    const { study } = pieces[from];
    let to = from;
    let rank = 0;
    let strength = 0;
    for (; to < pieces.length && pieces[to].study === study; to++) {
      rank = Math.max(rank, provenanceRank(provenanceOf(pieces[to].claim, study)));
      strength = Math.max(strength, pieces[to].strength);
    }
    studies.push({ study, direction: studyDirection(pieces.slice(from, to)), rank, strength });
    from = to;
  }
  return studies.sort((a, b) => b.rank - a.rank);
}

const pairKey = (factor: string, outcome: string | null) => `${factor}\n${outcome}`;

/** What people judged of pairs of factor and outcome. */
export function certaintyLevelsOf({ evidence: { dataset } }: Selection): Map<string, CertaintyLevel> {
  return new Map(
    dataset.certainty.flatMap(({ approach, factor, outcome, level }) =>
      approach === 'grade' && level !== null ? [[pairKey(factor, outcome), level] as const] : [],
    ),
  );
}

const moderate = certaintyRank('moderate');

/**
 * *gap* no study; *single* one; *contested* at least one for and one against or null, neither under a quarter of the clear
 * ones; *settled* five or more, four in five of them one way, two or more of tier A or B, and certainty judged moderate or
 * higher; else *open*. What is mixed or states no sign goes no way, and for *settled* against and no link are two ways.
 */
export function judgeCell(
  studies: readonly Pick<CellStudy, 'study'>[],
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
