import { makeEdition } from '#lib/core/edition/make-edition.ts';
import type { Edition } from '#lib/core/edition/edition.ts';
import { inTransaction, type ActingInReview } from '../acting.ts';
import { newId, now } from '../new-id.ts';
import { software } from '../software.ts';
import { loadDataset } from '../store/datasets.ts';
import { insertEdition, nextEditionNumber } from '../store/editions.ts';
import { recordChange } from '../store/history.ts';
import { listReportReferences } from '../store/references.ts';

export interface PublishedEdition {
  id: string;
  number: number;
  hash: string;
  edition: Edition;
}

/**
 * Freezes the review as it is now into the next numbered edition.
 *
 * @param view Address parameters of the view that its readers shall see first.
 */
export function publishEdition(acting: ActingInReview, view: string): Promise<PublishedEdition> {
  return inTransaction(acting, async ({ db, review, userId }) => {
    const number = await nextEditionNumber(db, review.id);
    const publishedAt = now();
    const dataset = await loadDataset(db, review);
    const library = (await listReportReferences(db, review.id)).map(({ id, csl }) => ({ ...csl, id }));
    const facts = { number, publishedAt, view, software };
    const { edition, payload, hash } = await makeEdition(dataset, facts, library);
    const id = newId();
    await insertEdition(db, review.id, { id, number, hash, payload, userId, createdAt: publishedAt });
    const change = { noun: 'edition', rowId: id, rowVersion: 1, verb: 'create', before: null } as const;
    await recordChange(db, { reviewId: review.id, userId, ...change, after: { number, hash } });
    return { id, number, hash, edition };
  });
}
