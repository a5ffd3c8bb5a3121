import type { Choices } from './choices.ts';
import type { Piece } from './evidence.ts';

const contributory = 0.6;

/** Weight of a claim by how boldly its source words it; what is not stated counts as contributory. */
const claimedWeight = new Map([
  ['decisive', 1],
  ['major', 1],
  ['contributory', contributory],
  ['enabling_condition', 0.4],
  ['negligible', 0.1],
  ['hindering', 0.6],
]);

/** g: how far a direction speaks for a factor. */
const directionWeight = { positive: 1, mixed: 0.5, not_stated: 0.5, null: 0, negative: -1 } as const;

/**
 * Which factors every study names, as rows of one compact table: row r belongs to study `study[r]` and factor
 * `factor[r]`; the rows of the i-th study are `start[i]` to `start[i + 1]`.
 */
export interface Naming {
  /** Places of the studies with at least one claim here, in the order of their claims. */
  studies: number[];
  start: Int32Array;
  factor: Int32Array;
  /** The part of the study's weight that goes to the factor. A study's parts sum to one. */
  weight: Float64Array;
  /** That weight times the mean over the claims of evidence strength × g: what of it is carried. */
  carried: Float64Array;
  /** The claims behind each row. */
  pieces: Piece[][];
}

/** Groups claims by study and top-level factor and divides each study's weight over the factors that it names. */
export function nameFactors(pieces: readonly Piece[], weighBy: Choices['weighBy']): Naming {
  const byStudy = new Map<number, Map<number, Piece[]>>();
  for (const piece of pieces) {
    let factors = byStudy.get(piece.studyAt);
    if (!factors) byStudy.set(piece.studyAt, (factors = new Map()));
    const group = factors.get(piece.factorAt);
    if (group) group.push(piece);
    else factors.set(piece.factorAt, [piece]);
  }
  const rows = [...byStudy.values()].flatMap((factors) => [...factors.entries()]);
  const naming: Naming = {
    studies: [...byStudy.keys()],
    start: new Int32Array(byStudy.size + 1),
    factor: Int32Array.from(rows, ([factor]) => factor),
    weight: new Float64Array(rows.length),
    carried: new Float64Array(rows.length),
    pieces: rows.map(([, group]) => group),
  };
  let row = 0;
  let study = 0;
  for (const factors of byStudy.values()) {
    const parts = [...factors.values()].map((group) => (weighBy === 'equally' ? 1 : meanOf(group, claimed)));
    const whole = parts.reduce((sum, part) => sum + part, 0);
    for (const [at, group] of [...factors.values()].entries()) {
      naming.weight[row] = parts[at] / whole;
      naming.carried[row] = naming.weight[row] * meanOf(group, carriedBy);
      row++;
    }
    naming.start[++study] = row;
  }
  return naming;
}

/** In how many studies each factor is named. */
export function countStudies(naming: Naming, factorCount: number): Int32Array {
  const counts = new Int32Array(factorCount);
  for (const factor of naming.factor) counts[factor]++;
  return counts;
}

/** How many factors each study names. */
export function countFactorsNamed({ start, studies }: Naming): number[] {
  return studies.map((_, at) => start[at + 1] - start[at]);
}

/** Sums a value of the rows by factor. */
export function sumByFactor({ factor }: Naming, values: Float64Array, factorCount: number): Float64Array {
  const sums = new Float64Array(factorCount);
  for (let row = 0; row < factor.length; row++) sums[factor[row]] += values[row];
  return sums;
}

const carriedBy = ({ strength, direction }: Piece) => strength * directionWeight[direction];
const claimed = ({ claim }: Piece) => claimedWeight.get(claim.strength ?? '') ?? contributory;

function meanOf(group: readonly Piece[], value: (piece: Piece) => number): number {
  return group.reduce((sum, piece) => sum + value(piece), 0) / group.length;
}
