import type { Dataset } from '#lib/core/coding/dataset.ts';
import { readChoices, writeChoices, type Choices } from '#lib/core/lenses/choices.ts';
import { indexAhead, indexEvidence, type Evidence } from '#lib/core/lenses/evidence.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { weighInSteps, type Weighing } from '#lib/core/lenses/weighing.ts';
import { finishInStretches, type Steps } from '#lib/core/stats/resampling/steps.ts';
import { makeBrowserPacer } from '#lib/workers/browser-pacer.ts';

/** Datasets that came with the page, until it lives; then null: later ones are asked for at once. */
let arrived: Dataset[] | null = [];

/** Notes a dataset that came with the page. */
export function noteArrival(dataset: Dataset): Dataset {
  arrived?.push(dataset);
  return dataset;
}

/** What a page shows first of its evidence. */
export interface FirstLook {
  selection: Selection;
  weighing: Weighing;
}

const looks = new WeakMap<Evidence, { choices: string; look: FirstLook }>();

/** The first picture, where it was computed before the page lived; of other choices too where none are named. */
export function findFirstLook(evidence: Evidence, choices?: string): FirstLook | null {
  const found = looks.get(evidence);
  return found && (choices === undefined || found.choices === choices) ? found.look : null;
}

/**
 * Indexes them in stretches and computes what the address asks to see of them, so that making the page live finds the
 * work done and holds nobody up.
 */
export async function prepareArrived(): Promise<void> {
  const pacer = makeBrowserPacer();
  await pacer.pause();
  const choices = readChoices(new URLSearchParams(location.search));
  for (const dataset of arrived ?? []) await finishInStretches(prepare(dataset, choices), { pacer });
  arrived = null;
}

function* prepare(dataset: Dataset, choices: Choices): Steps<void> {
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
