import { emptyFace, type EditionFace } from './edition-face.ts';
import type { Edition } from './edition.ts';

/** An edition with all that this program looks for. */
export type WholeEdition = Edition & { face: EditionFace };

/**
 * An edition as this program reads it: what editions did not hold when it was published is empty. Only the copy that is
 * looked at is completed; the payload and its hash stay what they were.
 */
export function completeEdition(edition: Edition): WholeEdition {
  const { dataset } = edition;
  const { certainty = [], caseTables = [] } = dataset as Partial<Edition['dataset']>;
  return {
    ...edition,
    dataset: { ...dataset, certainty, caseTables },
    face: { ...emptyFace, ...edition.face },
  };
}
