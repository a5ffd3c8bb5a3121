import type { Concept } from '../codebook/concept.ts';
import { focalFactorKey } from './evidence.ts';
import { notIdentified, type NotIdentified } from './lens.ts';
import type { Naming } from './naming.ts';
import type { Selection } from './selection.ts';
import { findOvertaking, type AdditiveLens, type OvertakingResult } from './what-would-change.ts';

/** Where one more study would tell most. */
export interface MostTellingCell {
  identified: true;
  lens: AdditiveLens;
  factor: Concept;
  outcome: Concept;
  /** Studies that are in the cell already. */
  k: number;
  /** Bootstrap standard deviation of the focal share as it is, in [0, 1], and with one more study of this cell. */
  deviation: number;
  deviationThen: number;
}

export type MostTellingResult = MostTellingCell | NotIdentified;

/** With fewer studies nothing can be said of how much they vary. */
const fewest = 3;

/**
 * The cell (factor → outcome) in which one more study would shrink the bootstrap standard deviation of the focal factor's
 * share most.
 *
 * An approximation, in two steps. The share is p = Σ a / Σ b over the studies: for *said* a is what the study gives the
 * focal factor and b = 1; for *supported* a is what of it is carried and b what the study carries in all. To first order
 * a bootstrap of studies gives it the variance Σ (a − p b)² / (Σ b)² (the ratio estimator: Cochran 1977, Sampling
 * Techniques, section 6.4; Davison and Hinkley 1997, Bootstrap Methods and their Application, section 2.7). A new study
 * of a cell is taken to be like one of those that are in it, as large and as strong, each as likely; the variance is
 * then computed with it added, and averaged. What a study of a cell where nobody has looked would say, nobody knows: such
 * cells are left out. Sums below zero are not drawn as zero here.
 */
export function findMostTellingCell(selection: Selection, lens: AdditiveLens): MostTellingResult {
  const { evidence, choices, naming, pieces } = selection;
  const { factors, outcomes } = evidence;
  const focalKey = focalFactorKey(evidence, choices);
  const focalAt = factors.findIndex(({ key }) => key === focalKey);
  if (selection.studyCount < fewest) {
    return notIdentified('Fewer than three studies are left: how much they vary can’t be told.');
  }
  const parts = studyParts(naming, focalAt, lens);
  const now = variance(parts.sums);
  if (now === null) return notIdentified('The evidence carries nothing in all, so there is no share.');
  let best: { cell: number; k: number; then: number } | null = null;
  for (const [cell, members] of studiesByCell(naming, pieces, outcomes.length)) {
    let sum = 0;
    for (const at of members) sum += variance(addPart(parts.sums, parts.a[at], parts.b[at])) ?? Infinity;
    const then = sum / members.size;
    if (!best || then < best.then - 1e-15) best = { cell, k: members.size, then };
  }
  if (!best || best.then >= now) {
    return notIdentified('No single study like those that are there would make the share more certain.');
  }
  return {
    identified: true,
    lens,
    factor: factors[Math.floor(best.cell / outcomes.length)],
    outcome: outcomes[best.cell % outcomes.length],
    k: best.k,
    deviation: Math.sqrt(now),
    deviationThen: Math.sqrt(best.then),
  };
}

/** Sums over the studies of a, b and their products. */
interface RatioSums {
  a: number;
  b: number;
  aa: number;
  ab: number;
  bb: number;
}

function studyParts(naming: Naming, focal: number, lens: AdditiveLens) {
  const { studies, start, factor, weight, carried } = naming;
  const values = lens === 'said' ? weight : carried;
  const a = new Float64Array(studies.length);
  const b = new Float64Array(studies.length);
  let sums: RatioSums = { a: 0, b: 0, aa: 0, ab: 0, bb: 0 };
  for (let at = 0; at < studies.length; at++) {
    for (let row = start[at]; row < start[at + 1]; row++) {
      if (factor[row] === focal) a[at] += values[row];
      b[at] += values[row];
    }
    sums = addPart(sums, a[at], b[at]);
  }
  return { a, b, sums };
}

function addPart(sums: RatioSums, a: number, b: number): RatioSums {
  return {
    a: sums.a + a,
    b: sums.b + b,
    aa: sums.aa + a * a,
    ab: sums.ab + a * b,
    bb: sums.bb + b * b,
  };
}

/** Of the ratio a / b, to first order; null where b is not positive. */
function variance({ a, b, aa, ab, bb }: RatioSums): number | null {
  if (!(b > 1e-12)) return null;
  const p = a / b;
  return Math.max(0, aa - 2 * p * ab + p * p * bb) / (b * b);
}

/** Places (in the naming) of the studies in every cell that has any. */
function studiesByCell(
  naming: Naming,
  pieces: Selection['pieces'],
  outcomeCount: number,
): Map<number, Set<number>> {
  const places = new Map(naming.studies.map((studyAt, at) => [studyAt, at]));
  const cells = new Map<number, Set<number>>();
  for (const { studyAt, factorAt, outcomeAt } of pieces) {
    if (outcomeAt < 0) continue;
    const cell = factorAt * outcomeCount + outcomeAt;
    const members = cells.get(cell);
    if (members) members.add(places.get(studyAt)!);
    else cells.set(cell, new Set([places.get(studyAt)!]));
  }
  return cells;
}

/** What would change the answer: for either lens the studies on which the rank hangs, and the most telling cell of one. */
export interface WhatWouldChange {
  overtakings: Record<AdditiveLens, OvertakingResult>;
  /** Of *supported*, or of *said* where the evidence carries nothing. */
  tellingLens: AdditiveLens;
  telling: MostTellingResult;
}

export function findWhatWouldChange(selection: Selection): WhatWouldChange {
  const ofSupported = findMostTellingCell(selection, 'supported');
  return {
    overtakings: {
      said: findOvertaking(selection, 'said'),
      supported: findOvertaking(selection, 'supported'),
    },
    tellingLens: ofSupported.identified ? 'supported' : 'said',
    telling: ofSupported.identified ? ofSupported : findMostTellingCell(selection, 'said'),
  };
}
