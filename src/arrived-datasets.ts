import type { Dataset } from '#lib/core/coding/dataset.ts';

/** Datasets that came with the page, until it lives; then null: later ones are asked for at once. */
let arrived: Dataset[] | null = [];

/** Notes a dataset that came with the page. */
export function noteArrival(dataset: Dataset): Dataset {
  arrived?.push(dataset);
  return dataset;
}

/** The datasets that came with the page. None is noted from now on. */
export function takeArrivals(): Dataset[] {
  const taken = arrived ?? [];
  arrived = null;
  return taken;
}
