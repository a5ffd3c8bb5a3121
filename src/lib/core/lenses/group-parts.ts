import { notStated } from './choices.ts';
import { focalFactorKey, type Piece } from './evidence.ts';
import { groupFields, type GroupFieldName, type GroupValue } from './group-fields.ts';
import { nameFactors } from './naming.ts';
import type { Selection } from './selection.ts';

/**
 * What every study counts in every group that it is in, as rows of one compact table: the rows of the i-th study are
 * `start[i]` to `start[i + 1]`.
 */
export interface GroupParts {
  start: Int32Array;
  group: Int32Array;
  /** What the study counts in the group. */
  whole: Float64Array;
  /** How much of that is the focal factor's. */
  focal: Float64Array;
  /** For groups of the focal factor's own naming: what a study counts, whatever the group; else null. */
  base: Float64Array | null;
  /** By group: studies that name the focal factor there, studies there, and what these count together. */
  k: Int32Array;
  studies: Int32Array;
  weights: Float64Array;
}

export function divideByGroup(
  selection: Selection,
  field: GroupFieldName,
  values: readonly GroupValue[],
): GroupParts {
  const { evidence, choices, naming, pieces } = selection;
  const { ofFocal, read } = groupFields[field];
  const focalAt = evidence.factors.findIndex(({ key }) => key === focalFactorKey(evidence, choices));
  const places = new Map(values.map(({ value }, at) => [value, at]));
  const byStudy = Map.groupBy(pieces, ({ studyAt }) => studyAt);
  const start = [0];
  const rows: { at: number; whole: number; focal: number }[] = [];
  const base: number[] = [];
  for (const studyAt of naming.studies) {
    const own = byStudy.get(studyAt)!;
    const counted = ofFocal ? own.filter(({ factorAt }) => factorAt === focalAt) : own;
    const groups = splitByValue(counted, (piece) => read(piece, evidence));
    const weight = ofFocal ? shareOf(own, focalAt, choices.weighBy) : 1;
    for (const [value, group] of groups) {
      const whole = weight / groups.size;
      const focal = ofFocal ? whole : whole * shareOf(group, focalAt, choices.weighBy);
      rows.push({ at: places.get(value)!, whole, focal });
    }
    base.push(weight);
    start.push(rows.length);
  }
  const parts: GroupParts = {
    start: Int32Array.from(start),
    group: Int32Array.from(rows, ({ at }) => at),
    whole: Float64Array.from(rows, ({ whole }) => whole),
    focal: Float64Array.from(rows, ({ focal }) => focal),
    base: ofFocal ? Float64Array.from(base) : null,
    k: new Int32Array(values.length),
    studies: new Int32Array(values.length),
    weights: new Float64Array(values.length),
  };
  for (const { at, whole, focal } of rows) {
    parts.studies[at]++;
    parts.weights[at] += whole;
    if (focal > 0) parts.k[at]++;
  }
  // Of a factor's own naming, a group is a part of all the studies that name it.
  if (ofFocal) parts.studies.fill(base.filter((weight) => weight > 0).length);
  return parts;
}

/** A factor's part of what these claims of one study say. */
function shareOf(
  pieces: readonly Piece[],
  factorAt: number,
  weighBy: Parameters<typeof nameFactors>[1],
): number {
  const { factor, weight } = nameFactors(pieces, weighBy);
  const row = factor.indexOf(factorAt);
  return row < 0 ? 0 : weight[row];
}

function splitByValue(pieces: readonly Piece[], read: (piece: Piece) => string[]): Map<string, Piece[]> {
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const values = read(piece);
    for (const value of values.length === 0 ? [notStated] : new Set(values)) {
      const group = groups.get(value);
      if (group) group.push(piece);
      else groups.set(value, [piece]);
    }
  }
  return groups;
}
