import type { Edition } from './edition.ts';

/**
 * An edition as this program reads it: what editions did not hold when it was published is empty. Only the copy that is
 * looked at is completed; the payload and its hash stay what they were.
 */
export function completeEdition(edition: Edition): Edition {
  const { dataset } = edition;
  const { certainty = [], caseTables = [] } = dataset as Partial<Edition['dataset']>;
  return { ...edition, dataset: { ...dataset, certainty, caseTables } };
}
