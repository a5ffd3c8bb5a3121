import type { Concept } from '../codebook/concept.ts';
import { certain, type CertainRow } from './certain.ts';
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
}

/** Every lens, in the order in which pages show them, from what is said to what the evidence carries. */
export const lenses = [said, supported, direction, certain] as const;

export function weigh(selection: Selection): Weighing {
  const focalKey = focalFactorKey(selection.evidence, selection.choices);
  return {
    focal: selection.evidence.factors.find(({ key }) => key === focalKey)!,
    ladder: computeLadder(selection),
    said: said.compute(selection),
    supported: supported.compute(selection),
    direction: direction.compute(selection),
    certain: certain.compute(selection),
  };
}
