import type { ClientInit } from '@sveltejs/kit';
import { readChoices } from '#lib/core/lenses/choices.ts';
import { comparedChoices } from '#lib/core/lenses/compared-sides.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { indexAhead } from '#lib/core/lenses/evidence.ts';
import { lookAhead } from '#lib/core/lenses/first-look.ts';
import { finishInStretches, type Steps } from '#lib/core/stats/resampling/steps.ts';
import { takeArrivals } from './arrived-datasets.ts';

const pacer = {
  now: () => performance.now(),
  pause: () => new Promise<void>((resolve) => setTimeout(resolve)),
};

/**
 * What the page will ask of a large review is computed in small parts before it lives; until then the picture of the
 * server stands. All in one go would hold the browser up for several hundred milliseconds. A page lives the later for it,
 * so each says in its head, by `<meta name="look-ahead">`, what it will ask for: its `weighing` by the choices of the
 * address, the `comparison` of two, or no more than the `index` of its evidence. Others ask for nothing.
 */
export const init: ClientInit = async () => {
  await pacer.pause();
  const arrivals = takeArrivals();
  const wanted = document.querySelector<HTMLMetaElement>('meta[name="look-ahead"]')?.content;
  const prepare = preparations[wanted ?? ''];
  if (!prepare) return;
  for (const dataset of arrivals) await finishInStretches(prepare(dataset), { pacer });
};

const preparations: Record<string, (dataset: Dataset) => Steps<void>> = {
  weighing: (dataset) => lookAhead(dataset, [readChoices(new URLSearchParams(location.search))]),
  comparison: (dataset) => lookAhead(dataset, comparedChoices(new URLSearchParams(location.search))),
  index: indexAhead,
};
