import type { Concept } from '../codebook/concept.ts';
import type { Evidence, Piece } from './evidence.ts';
import { growTree, readValues, type AxisValue, type MapDimensionName } from './map-dimensions.ts';

/** A row or a column of the map. */
export interface AxisNode {
  value: string;
  label: string;
  /** 0 at the top. */
  depth: number;
  /** Parts that some claim names. */
  parts: number;
  isOpen: boolean;
  kind: AxisValue['kind'];
  role?: Concept['role'];
}

export interface Axis {
  name: MapDimensionName;
  nodes: AxisNode[];
  /** Where a claim stands: its values as far as they are shown, and all that hold them. */
  placesOf: (piece: Piece) => readonly number[];
}

interface AxisOptions {
  /** Rows and columns that are open: `factor:leadership`. */
  parts: readonly string[];
  focal: string;
  leaveOutBundles: boolean;
}

/**
 * One side of the map. Factors stand by the number of their studies, the focal factor first; all else stands in the order
 * of its list. What is expected to be there and is not stays as a gap; countries and decades are shown where some claim of
 * the review has them, parts where one of those counted does.
 *
 * @param counted The claims that are shown: they decide the order of factors, and which parts there are.
 */
export function buildAxis(
  name: MapDimensionName,
  evidence: Evidence,
  counted: readonly Piece[],
  { parts, focal, leaveOutBundles }: AxisOptions,
): Axis {
  const tree = growTree(evidence, name);
  const used = findUsed(name, evidence, evidence.pieces);
  const here = counted.length === evidence.pieces.length ? used : findUsed(name, evidence, counted);
  const isKept = ({ value, role, isExpected }: AxisValue) =>
    (isExpected || used.has(value)) &&
    tree.byValue.has(value) &&
    !(leaveOutBundles && role !== undefined && role !== 'factor' && name === 'factor');
  const children = Map.groupBy(tree.values.filter(isKept), ({ parent }) => parent);
  const counts = name === 'factor' ? countStudies(name, evidence, counted) : null;
  const order = (siblings: readonly AxisValue[]) => {
    if (!counts) return siblings;
    const studies = ({ value }: AxisValue) => counts.get(value) ?? 0;
    return siblings
      .map((one, at) => ({ one, at }))
      .sort(
        (a, b) =>
          Number(b.one.value === focal) - Number(a.one.value === focal) ||
          studies(b.one) - studies(a.one) ||
          a.at - b.at,
      )
      .map(({ one }) => one);
  };
  const open = new Set(parts);
  const nodes: AxisNode[] = [];
  const visit = (siblings: readonly AxisValue[], depth: number) => {
    for (const { value, label, kind, role } of order(siblings)) {
      const below = (children.get(value) ?? []).filter((child) => here.has(child.value));
      const isOpen = below.length > 0 && open.has(`${name}:${value}`);
      nodes.push({ value, label, depth, parts: below.length, isOpen, kind, ...(role && { role }) });
      if (isOpen) visit(below, depth + 1);
    }
  };
  visit(children.get(null) ?? [], 0);
  const places = new Map(nodes.map(({ value }, at) => [value, at]));
  const shown = new Map<string, readonly number[]>();
  const placesOfValue = (value: string) => {
    let found = shown.get(value);
    if (!found) {
      found = tree.lineage(value).flatMap((one) => places.get(one) ?? []);
      shown.set(value, found);
    }
    return found;
  };
  const placesOf = (piece: Piece) => {
    const values = readValues(name, piece, evidence);
    if (values.length === 1) return placesOfValue(values[0]);
    return [...new Set(values.flatMap(placesOfValue))];
  };
  return { name, nodes, placesOf };
}

/** Values that some claim has, and all that hold them. */
function findUsed(name: MapDimensionName, evidence: Evidence, pieces: readonly Piece[]): Set<string> {
  const tree = growTree(evidence, name);
  const used = new Set<string>();
  for (const piece of pieces) {
    for (const value of readValues(name, piece, evidence)) {
      for (const one of tree.lineage(value)) used.add(one);
    }
  }
  return used;
}

/** Studies by value; claims of a study stand next to each other. */
function countStudies(
  name: MapDimensionName,
  evidence: Evidence,
  pieces: readonly Piece[],
): Map<string, number> {
  const tree = growTree(evidence, name);
  const counts = new Map<string, number>();
  const last = new Map<string, number>();
  for (const piece of pieces) {
    for (const value of readValues(name, piece, evidence)) {
      for (const one of tree.lineage(value)) {
        if (last.get(one) === piece.studyAt) continue;
        last.set(one, piece.studyAt);
        counts.set(one, (counts.get(one) ?? 0) + 1);
      }
    }
  }
  return counts;
}
