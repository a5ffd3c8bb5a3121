import type { Concept } from '../codebook/concept.ts';
import { finishSteps, type Steps } from '../stats/resampling/steps.ts';
import { certain, type CertainRow } from './certain.ts';
import { countDoubts, type Doubts } from './doubts.ts';
import { direction, type DirectionRow } from './direction.ts';
import { focalFactorKey } from './evidence.ts';
import { computeLadder, type Ladder } from './ladder.ts';
import type { LensResult } from './lens.ts';
import { said, type SaidRow } from './said.ts';
import type { Selection } from './selection.ts';
import { supported, type SupportedRow } from './supported.ts';

/** The same evidence through every lens. */
export interface Weighing {
  focal: Concept;
  ladder: Ladder;
  said: LensResult<SaidRow>;
  supported: LensResult<SupportedRow>;
  direction: LensResult<DirectionRow>;
  certain: LensResult<CertainRow>;
  /** Of the claims about the focal factor. */
  doubts: Doubts;
}

/** Every lens, in the order in which pages show them, from what is said to what the evidence carries. */
export const lenses = [said, supported, direction, certain] as const;

export function weigh(selection: Selection): Weighing {
  return finishSteps(weighInSteps(selection));
}

/** The same with a pause after every lens. */
export function* weighInSteps(selection: Selection): Steps<Weighing> {
  const focalKey = focalFactorKey(selection.evidence, selection.choices);
  const focal = selection.evidence.factors.find(({ key }) => key === focalKey)!;
  const ladder = computeLadder(selection);
  yield;
  const named = said.compute(selection);
  const carried = supported.compute(selection);
  yield;
  const pointed = direction.compute(selection);
  yield;
  return {
    focal,
    ladder,
    said: named,
    supported: carried,
    direction: pointed,
    certain: certain.compute(selection),
    doubts: countDoubts(selection, focalKey),
  };
}
