import { error } from '@sveltejs/kit';
import { findResource } from '#lib/core/api/resources.ts';
import { requireReview } from '#lib/server/access.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { answerResource } from '#lib/server/http/answer-resource.ts';
import { linkedPage } from '#lib/server/http/headers.ts';
import { readStatus } from '#lib/server/store/edition-status.ts';
import { requireEdition } from '#lib/server/store/editions.ts';

/** What is made of an edition, for those who work in its review: the data package, the brief, answers of the API. */
export async function GET(event) {
  const { db, review } = await requireReview(event, 'viewer');
  const number = /^\d{1,9}$/.test(event.params.edition) ? Number(event.params.edition) : -1;
  const edition = await answerKnownErrors(requireEdition(db, review.id, number));
  const resource = findResource(event.params.resource);
  if (!resource) error(404, 'An edition has no such part.');
  event.setHeaders(linkedPage);
  const status = await readStatus(db, edition.id);
  return answerResource(event, { ...edition, status }, resource, {
    nameBefore: `${review.slug}-edition-${number}-`,
  });
}
