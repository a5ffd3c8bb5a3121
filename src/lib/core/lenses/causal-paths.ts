/** Which factor is said to bear on what, step by step: nodes, arrows and the paths through them. */
import type { Concept } from '../codebook/concept.ts';
import type { Direction } from '../coding/claim.ts';
import type { CertaintyLevel } from '../coding/certainty.ts';
import { writeTarget } from './behind.ts';
import { meetConditions, type Condition } from './conditions.ts';
import { emptyCounts, type DirectionCounts } from './directions.ts';
import { estimatePieces } from './estimate-pieces.ts';
import type { Piece } from './evidence.ts';
import {
  certaintyLevelsOf,
  divideByStudy,
  judgeCell,
  type CellState,
  type CellStudy,
} from './evidence-map.ts';
import type { Selection } from './selection.ts';

/** `factor:leadership` */
export type NodeKey = `${'factor' | 'outcome'}:${string}`;

export interface CausalNode {
  key: NodeKey;
  concept: Concept;
  studies: number;
  opens: string;
}

/** All that is said about one step, X → Y. */
export interface CausalArrow {
  key: string;
  from: NodeKey;
  to: NodeKey;
  /** Those on the best ground first. */
  studies: CellStudy[];
  /** Studies that are here by a number alone, without a claim. */
  byNumber: number;
  directions: DirectionCounts;
  /** Which way it points as a whole. */
  direction: Direction;
  state: CellState;
  certainty: CertaintyLevel | null;
  /** Best ground: 0 asserted to 5 experiment. */
  rank: number;
  /** Evidence strength of the strongest claim of every study, summed. */
  weight: number;
  opens: string;
}

export interface CausalGraph {
  /** In codebook order, factors before outcomes; only those with an arrow. */
  nodes: CausalNode[];
  /** Those with the most evidence first. */
  arrows: CausalArrow[];
  studies: number;
  claims: number;
  /** Estimates between two factors: they do not say which comes first. */
  undirected: number;
}

/** Claims and estimates as arrows between top-level concepts. A claim of a factor about itself is no arrow. */
export function computeCausalGraph(selection: Selection, conditions: readonly Condition[] = []): CausalGraph {
  const { evidence } = selection;
  const { factors, outcomes, codebook } = evidence;
  const byNumber = new Set(meetConditions(estimatePieces(selection), conditions, evidence));
  const claimed = meetConditions(selection.pieces, conditions, evidence);
  const pieces = [...claimed, ...byNumber].sort((a, b) => a.studyAt - b.studyAt);
  const groups = new Map<string, { from: NodeKey; to: NodeKey; pieces: Piece[] }>();
  for (const piece of pieces) {
    const from: NodeKey = `factor:${factors[piece.factorAt].key}`;
    const target = piece.claim.targetFactor;
    const top = target === null ? undefined : codebook.topLevelKey('factor', target);
    const ends: NodeKey[] = [
      ...(piece.outcomeAt >= 0 ? [`outcome:${outcomes[piece.outcomeAt].key}` as const] : []),
      ...(top === undefined ? [] : [`factor:${top}` as const]),
    ];
    for (const to of ends) {
      if (to === from) continue;
      const key = `${from} ${to}`;
      const group = groups.get(key);
      if (group) group.pieces.push(piece);
      else groups.set(key, { from, to, pieces: [piece] });
    }
  }
  const levels = certaintyLevelsOf(selection);
  const arrows = [...groups.values()]
    .map(({ from, to, pieces: group }) => makeArrow(from, to, group, byNumber, levels, conditions))
    .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
  const studiesAt = new Map<NodeKey, Set<number>>();
  for (const { from, to, pieces: group } of groups.values()) {
    for (const end of [from, to]) {
      const set = studiesAt.get(end) ?? new Set();
      for (const { studyAt } of group) set.add(studyAt);
      studiesAt.set(end, set);
    }
  }
  const nodes = [...factors, ...outcomes].flatMap((concept): CausalNode[] => {
    const key: NodeKey = `${concept.kind}:${concept.key}`;
    const own = studiesAt.get(key);
    if (!own) return [];
    const opens = writeTarget({ cell: [{ field: concept.kind, values: [concept.key] }, ...conditions] });
    return [{ key, concept, studies: own.size, opens }];
  });
  return {
    nodes,
    arrows,
    studies: new Set([...groups.values()].flatMap((group) => group.pieces.map(({ studyAt }) => studyAt)))
      .size,
    claims: claimed.length,
    undirected: evidence.dataset.estimates.filter(({ a, b }) => a.kind === 'factor' && b.kind === 'factor')
      .length,
  };
}

function makeArrow(
  from: NodeKey,
  to: NodeKey,
  pieces: readonly Piece[],
  byNumber: ReadonlySet<Piece>,
  levels: Map<string, CertaintyLevel>,
  conditions: readonly Condition[],
): CausalArrow {
  const studies = divideByStudy(pieces);
  const directions = emptyCounts();
  for (const { direction } of studies) directions[direction]++;
  const [kind, target] = split(to);
  const [, factor] = split(from);
  const certainty = kind === 'outcome' ? (levels.get(`${factor}\n${target}`) ?? null) : null;
  const state = judgeCell(studies, directions, certainty);
  return {
    key: `${from}>${to}`,
    from,
    to,
    studies,
    byNumber: studies.filter(({ study }) =>
      pieces.every((piece) => piece.study !== study || byNumber.has(piece)),
    ).length,
    directions,
    direction: wholeDirection(directions, state),
    state,
    certainty,
    rank: Math.max(...studies.map(({ rank }) => rank)),
    weight: studies.reduce((sum, { strength }) => sum + strength, 0),
    opens:
      kind === 'outcome' && conditions.length === 0
        ? writeTarget({ factor, outcome: target })
        : writeTarget({
            cell: [
              { field: 'factor', values: [factor] },
              { field: kind === 'outcome' ? 'outcome' : 'target', values: [target] },
              ...conditions,
            ],
          }),
  };
}

function split(key: NodeKey): [kind: string, concept: string] {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
}

/** Mixed where studies disagree; else the most frequent clear direction. */
function wholeDirection(counts: DirectionCounts, state: CellState): Direction {
  if (state === 'contested') return 'mixed';
  const { positive, negative, null: none, mixed } = counts;
  const most = Math.max(positive, negative, none);
  if (most === 0) return mixed > 0 ? 'mixed' : 'not_stated';
  if (positive === most) return 'positive';
  return negative === most ? 'negative' : 'null';
}

export interface CausalPath {
  arrows: CausalArrow[];
  /** The arrow with the least evidence: a path is no stronger. */
  weakest: CausalArrow;
}

export interface TracedPaths {
  /** Those with the strongest weakest link first, then the shorter ones. */
  paths: CausalPath[];
  /** There are more, or longer ones, than are listed. */
  isCut: boolean;
}

/** A path through more arrows than these says nothing that a reader could check. */
const longest = 5;
const mostPaths = 24;
const mostSteps = 20_000;

/** Paths between two nodes that meet no node twice, the shorter ones first, as far as they can be listed. */
export function tracePaths({ arrows }: Pick<CausalGraph, 'arrows'>, from: string, to: string): TracedPaths {
  const leading = leadsTo(arrows, to);
  const leaving = Map.groupBy(
    arrows.filter((arrow) => leading.has(arrow.to) && arrow.to !== from),
    (arrow) => arrow.from as string,
  );
  const found: CausalArrow[][] = [];
  let steps = 0;
  let isCut = false;
  let begun: CausalArrow[][] = from === to ? [] : (leaving.get(from) ?? []).map((arrow) => [arrow]);
  for (let length = 1; begun.length > 0 && !isCut; length++) {
    const longer: CausalArrow[][] = [];
    for (const path of begun) {
      const node = path[path.length - 1].to;
      if (node === to) found.push(path);
      else if (length === longest || steps > mostSteps) isCut = true;
      else {
        for (const arrow of leaving.get(node) ?? []) {
          steps++;
          if (!path.some((one) => one.from === arrow.to)) longer.push([...path, arrow]);
        }
      }
    }
    begun = longer;
  }
  const paths = found
    .map((path) => ({
      arrows: path,
      weakest: path.reduce((least, arrow) => (arrow.weight < least.weight ? arrow : least)),
    }))
    .sort((a, b) => b.weakest.weight - a.weakest.weight || a.arrows.length - b.arrows.length);
  return { paths: paths.slice(0, mostPaths), isCut: isCut || paths.length > mostPaths };
}

/** The node and all from which some way leads to it. */
function leadsTo(arrows: readonly CausalArrow[], to: string): Set<string> {
  const reached = new Set([to]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const arrow of arrows) if (reached.has(arrow.to)) reached.add(arrow.from);
  }
  return reached;
}
