import type { Dataset } from '../coding/dataset.ts';
import type { Steps } from '../stats/resampling/steps.ts';
import { writeChoices, type Choices } from './choices.ts';
import { indexAhead, indexEvidence, type Evidence } from './evidence.ts';
import { Selection } from './selection.ts';
import { weighInSteps, type Weighing } from './weighing.ts';

/** What a page shows first of its evidence. */
export interface FirstLook {
  selection: Selection;
  weighing: Weighing;
}

const looks = new WeakMap<Evidence, { choices: string; look: FirstLook }>();

/** The first picture, where it was computed before a page lived; of other choices too where none are named. */
export function findFirstLook(evidence: Evidence, choices?: string): FirstLook | null {
  const found = looks.get(evidence);
  return found && (choices === undefined || found.choices === choices) ? found.look : null;
}

/** Indexes a dataset and computes the first picture of it in steps, so that a page that asks finds the work done. */
export function* lookAhead(dataset: Dataset, choices: Choices): Steps<void> {
  yield* indexAhead(dataset);
  const evidence = indexEvidence(dataset);
  const selection = new Selection(evidence, choices, 0, { quickly: true });
  yield;
  // Asked for here, the rungs are there when the Ladder asks.
  void selection.rungs;
  yield;
  const weighing = yield* weighInSteps(selection);
  looks.set(evidence, { choices: writeChoices(choices).toString(), look: { selection, weighing } });
}
