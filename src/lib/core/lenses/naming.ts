import type { Claim, Direction } from '../coding/claim.ts';
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

/**
 * Groups claims by study and top-level factor and divides each study's weight over the factors that it names.
 *
 * @param pieces Those of a study next to each other, as in `Evidence.pieces`.
 * @param signs Only *carried* depends on it.
 */
export function nameFactors(
  pieces: readonly Piece[],
  weighBy: Choices['weighBy'],
  signs: Choices['signs'] = 'signed',
): Naming {
  const studies: number[] = [];
  const starts = [0];
  const factor: number[] = [];
  const groups: Piece[][] = [];
  /** The row of each factor in the study at hand, where it is no older than the study's first row. */
  const rowOf: number[] = [];
  for (const piece of pieces) {
    if (studies.at(-1) !== piece.studyAt) {
      if (studies.length > 0) starts.push(factor.length);
      studies.push(piece.studyAt);
    }
    const row = rowOf[piece.factorAt];
    if (row !== undefined && row >= starts[starts.length - 1]) groups[row].push(piece);
    else {
      rowOf[piece.factorAt] = factor.length;
      factor.push(piece.factorAt);
      groups.push([piece]);
    }
  }
  if (studies.length > 0) starts.push(factor.length);
  const naming: Naming = {
    studies,
    start: Int32Array.from(starts),
    factor: Int32Array.from(factor),
    weight: new Float64Array(factor.length),
    carried: new Float64Array(factor.length),
    pieces: groups,
  };
  for (let study = 0; study < studies.length; study++) weighStudy(naming, study, weighBy, signs);
  return naming;
}

function weighStudy(
  { start, weight, carried, pieces }: Naming,
  study: number,
  weighBy: Choices['weighBy'],
  signs: Choices['signs'],
): void {
  const carriedBy = signs === 'signed' ? carriedSigned : carriedWhatever;
  const from = start[study];
  const to = start[study + 1];
  let whole = 0;
  for (let row = from; row < to; row++) {
    weight[row] = weighBy === 'equally' ? 1 : meanOf(pieces[row], claimed);
    whole += weight[row];
  }
  for (let row = from; row < to; row++) {
    weight[row] /= whole;
    carried[row] = weight[row] * meanOf(pieces[row], carriedBy);
  }
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

/** g: how far a direction speaks for a factor, from 1 to −1. */
export function directionWeightOf(direction: Direction): number {
  return directionWeight[direction];
}

/** How much a claim weighs by how boldly it is worded, in (0, 1]. */
export function claimedWeightOf({ strength }: Pick<Claim, 'strength'>): number {
  return claimedWeight.get(strength ?? '') ?? contributory;
}

const carriedSigned = ({ strength, direction }: Piece) => strength * directionWeight[direction];
const carriedWhatever = ({ strength, direction }: Piece) => strength * Math.abs(directionWeight[direction]);
const claimed = ({ claim }: Piece) => claimedWeightOf(claim);

function meanOf(group: readonly Piece[], value: (piece: Piece) => number): number {
  let sum = 0;
  for (const piece of group) sum += value(piece);
  return sum / group.length;
}
