import type { Dataset } from '../coding/dataset.ts';
import type { Study } from '../coding/study.ts';

const kept = new WeakMap<Dataset['references'], Map<string, number | null>>();

/** The year in which a study was first reported; null where none of its reports states one. */
export function studyYear({ references }: Pick<Study, 'references'>, dataset: Dataset): number | null {
  let years = kept.get(dataset.references);
  if (!years) {
    years = new Map(dataset.references.map(({ id, year }) => [id, year]));
    kept.set(dataset.references, years);
  }
  let first: number | null = null;
  for (const id of references) {
    const year = years.get(id) ?? null;
    if (year !== null && (first === null || year < first)) first = year;
  }
  return first;
}
