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

const looks = new WeakMap<Evidence, Map<string, FirstLook>>();

/** The first picture, where it was computed before a page lived; of other choices too where none are named. */
export function findFirstLook(evidence: Evidence, choices?: string): FirstLook | null {
  const found = looks.get(evidence);
  if (!found) return null;
  return (choices === undefined ? found.values().next().value : found.get(choices)) ?? null;
}

/**
 * Indexes a dataset and computes the first pictures of it in steps, so that a page that asks finds the work done.
 *
 * @param states Choices of every picture that the page begins with.
 */
export function* lookAhead(dataset: Dataset, states: readonly Choices[]): Steps<void> {
  yield* indexAhead(dataset);
  const evidence = indexEvidence(dataset);
  const found = new Map<string, FirstLook>();
  for (const choices of states) {
    const selection = new Selection(evidence, choices, 0, { quickly: true });
    yield;
    // Asked for here, the rungs are there when the Ladder asks.
    void selection.rungs;
    yield;
    const weighing = yield* weighInSteps(selection);
    found.set(writeChoices(choices).toString(), { selection, weighing });
  }
  looks.set(evidence, found);
}
