import type { ClientInit } from '@sveltejs/kit';
import { readChoices } from '#lib/core/lenses/choices.ts';
import { lookAhead } from '#lib/core/lenses/first-look.ts';
import { finishInStretches } from '#lib/core/stats/resampling/steps.ts';
import { takeArrivals } from './arrived-datasets.ts';

const pacer = {
  now: () => performance.now(),
  pause: () => new Promise<void>((resolve) => setTimeout(resolve)),
};

/**
 * What the page will ask of a large review is computed in small parts before it lives; until then the picture of the
 * server stands. All in one go would hold the browser up for several hundred milliseconds.
 */
export const init: ClientInit = async () => {
  await pacer.pause();
  const choices = readChoices(new URLSearchParams(location.search));
  for (const dataset of takeArrivals()) await finishInStretches(lookAhead(dataset, choices), { pacer });
};
