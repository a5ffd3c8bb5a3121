import { completeEdition } from '#lib/core/edition/complete-edition.ts';
import { makeEdition } from '#lib/core/edition/make-edition.ts';
import type { Edition } from '#lib/core/edition/edition.ts';
import type { PublishAnswers } from '#lib/core/edition/edition-face.ts';
import { defaultLongestQuote, previewRedaction, type RedactionPreview } from '#lib/core/edition/redact.ts';
import { inTransaction, type ActingInReview } from '../acting.ts';
import { newId, now } from '../new-id.ts';
import { software } from '../software.ts';
import { loadDataset } from '../store/datasets.ts';
import { findLastEdition, insertEdition, nextEditionNumber } from '../store/editions.ts';
import { recordChange } from '../store/history.ts';
import { listReportReferences } from '../store/references.ts';
import { listWithheld } from '../store/withheld.ts';

export interface PublishedEdition {
  id: string;
  number: number;
  hash: string;
  edition: Edition;
}

/** What its publisher decided. What is left out is empty or as usual. */
export interface PublishTerms extends Partial<PublishAnswers> {
  /** Address of this server where others reach it. */
  checkAt?: string | null;
}

/**
 * Freezes the review as it is now into the next numbered edition.
 *
 * @param view Address parameters of the view that its readers shall see first.
 */
export function publishEdition(
  acting: ActingInReview,
  view: string,
  { fields, evidenceTo, longestQuote = defaultLongestQuote, checkAt }: PublishTerms = {},
): Promise<PublishedEdition> {
  return inTransaction(acting, async ({ db, review, userId }) => {
    const number = await nextEditionNumber(db, review.id);
    const publishedAt = now();
    const dataset = await loadDataset(db, review);
    const library = (await listReportReferences(db, review.id)).map(({ id, csl }) => ({ ...csl, id }));
    const last = await findLastEdition(db, review.id);
    const facts = {
      number,
      publishedAt,
      view,
      software,
      fields,
      evidenceTo,
      checkAt,
      rules: { longestQuote, withheld: await listWithheld(db, review.id) },
      previous: last && { ...completeEdition(JSON.parse(last.payload)), hash: last.hash },
    };
    const { edition, payload, hash } = await makeEdition(dataset, facts, library);
    const id = newId();
    await insertEdition(db, review.id, { id, number, hash, payload, userId, createdAt: publishedAt });
    const change = { noun: 'edition', rowId: id, rowVersion: 1, verb: 'create', before: null } as const;
    await recordChange(db, { reviewId: review.id, userId, ...change, after: { number, hash } });
    return { id, number, hash, edition };
  });
}

/** What would leave the house with the next edition, and what would stay. */
export async function previewEdition(
  { db, review }: ActingInReview,
  longestQuote = defaultLongestQuote,
): Promise<RedactionPreview & { evidenceTo: string | null; longestQuote: number }> {
  const dataset = await loadDataset(db, review);
  const preview = previewRedaction(dataset, { longestQuote, withheld: await listWithheld(db, review.id) });
  return { ...preview, evidenceTo: dataset.evidenceTo, longestQuote };
}
