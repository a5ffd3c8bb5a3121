/**
 * The model cut into independent blocks: effects joined by a shared random effect or by a sampling covariance. All work
 * of a fit is done block by block, so that its cost follows the largest cluster and not the number of effects.
 */
import type { Design } from './design.ts';
import { find, groupRows, join, type SamplingBlock } from './sampling.ts';
import type { Structure } from './structures.ts';

/** Random effects: one G for each outer group, independent between groups. */
export interface RandomTerm {
  /** As shown: `district`, `district/school`, `outcome | study`. */
  name: string;
  structure: Structure;
  /** k labels: the group whose effects share this random effect. */
  outer: readonly string[];
  /** k labels of the levels of G; not for an intercept. */
  inner?: readonly string[];
  /** The order of the levels; alphabetical unless told. */
  levels?: readonly string[];
}

/** A random term with its levels found. */
export interface Term {
  name: string;
  structure: Structure;
  /** Number of levels of G; 1 for an intercept. */
  size: number;
  /** Names of the levels of G. */
  levels: string[];
  /** Number of outer groups. */
  groups: number;
  /** Group and level of each effect. */
  outer: number[];
  inner: number[];
}

/** A group of a term within a block, and where each level's slot is (−1: the group lacks that level). */
interface Slot {
  group: number;
  level: number;
}

export interface Block {
  rows: number[];
  size: number;
  effects: Float64Array;
  /** size × p */
  design: Float64Array;
  /** Where the design is not 0: in dummy columns, as of pooled correlations, that is a small part of it. */
  filled: { row: number; column: number; value: number }[];
  /** size × size */
  sampling: Float64Array;
  /** By term: for each effect its slot; slots are numbered through all terms. */
  slotOf: Int32Array[];
  /** By term: its slots, from `firstSlot` on. */
  slots: Slot[][];
  firstSlot: number[];
  slotCount: number;
}

export function makeTerm({ name, structure, outer, inner, levels: order }: RandomTerm): Term {
  if (structure !== 'intercept' && !inner) throw new RangeError(`random term ${name} needs inner levels.`);
  const groups = [...new Set(outer)];
  const levels = inner && structure !== 'intercept' ? [...(order ?? [...new Set(inner)].sort())] : [''];
  const groupIndex = new Map(groups.map((label, at) => [label, at]));
  const levelIndex = new Map(levels.map((label, at) => [label, at]));
  return {
    name,
    structure,
    size: levels.length,
    levels,
    groups: groups.length,
    outer: outer.map((label) => groupIndex.get(label)!),
    inner: outer.map((_, row) => {
      if (structure === 'intercept') return 0;
      const level = levelIndex.get(inner![row]);
      if (level === undefined)
        throw new RangeError(`random term ${name}: ${inner![row]} is not among its levels.`);
      return level;
    }),
  };
}

export function makeBlocks(
  effects: readonly number[],
  sampling: readonly SamplingBlock[],
  design: Design,
  terms: readonly Term[],
): Block[] {
  const k = effects.length;
  const joined = Array.from({ length: k }, (_, i) => i);
  for (const { outer } of terms)
    for (const rows of groupRows(outer).values()) for (const row of rows) join(joined, rows[0], row);
  for (const { rows } of sampling) for (const row of rows) join(joined, rows[0], row);
  const blocks: Block[] = [];
  const blockOf = new Array<number>(k);
  const placeOf = new Array<number>(k);
  for (const rows of groupRows(joined.map((_, row) => find(joined, row))).values()) {
    const size = rows.length;
    rows.forEach((row, place) => {
      blockOf[row] = blocks.length;
      placeOf[row] = place;
    });
    blocks.push({
      rows,
      size,
      effects: Float64Array.from(rows, (row) => effects[row]),
      design: Float64Array.from(rows.flatMap((row) => design.rows[row])),
      filled: rows.flatMap((from, row) =>
        design.rows[from].flatMap((value, column) => (value === 0 ? [] : [{ row, column, value }])),
      ),
      sampling: new Float64Array(size * size),
      ...findSlots(rows, terms),
    });
  }
  for (const { rows, covariance } of sampling) {
    const block = blocks[blockOf[rows[0]]];
    rows.forEach((rowI, i) =>
      rows.forEach((rowJ, j) => {
        block.sampling[placeOf[rowI] * block.size + placeOf[rowJ]] = covariance[i][j];
      }),
    );
  }
  return blocks;
}

function findSlots(rows: readonly number[], terms: readonly Term[]) {
  const slotOf: Int32Array[] = [];
  const slots: Slot[][] = [];
  const firstSlot: number[] = [];
  let slotCount = 0;
  for (const { outer, inner, size } of terms) {
    firstSlot.push(slotCount);
    const known = new Map<number, number>();
    const found: Slot[] = [];
    slotOf.push(
      Int32Array.from(rows, (row) => {
        const key = outer[row] * size + inner[row];
        let slot = known.get(key);
        if (slot === undefined) {
          slot = slotCount++;
          known.set(key, slot);
          found.push({ group: outer[row], level: inner[row] });
        }
        return slot;
      }),
    );
    slots.push(found);
  }
  return { slotOf, slots, firstSlot, slotCount };
}
