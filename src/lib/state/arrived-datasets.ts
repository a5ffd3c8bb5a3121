import type { Dataset } from '#lib/core/coding/dataset.ts';
import { indexAhead } from '#lib/core/lenses/evidence.ts';
import { finishInStretches } from '#lib/core/stats/resampling/steps.ts';
import { makeBrowserPacer } from '#lib/workers/browser-pacer.ts';

/** Datasets that came with the page, until it lives; then null: later ones are asked for at once. */
let arrived: Dataset[] | null = [];

/** Notes a dataset that came with the page. */
export function noteArrival(dataset: Dataset): Dataset {
  arrived?.push(dataset);
  return dataset;
}

/** Indexes them in stretches, so that making the page live finds the work done and holds nobody up. */
export async function prepareArrived(): Promise<void> {
  const pacer = makeBrowserPacer();
  await pacer.pause();
  for (const dataset of arrived ?? []) await finishInStretches(indexAhead(dataset), { pacer });
  arrived = null;
}
