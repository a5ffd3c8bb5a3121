import { error } from '@sveltejs/kit';
import { findResource } from '#lib/core/api/resources.ts';
import { answerResource } from '#lib/server/http/answer-resource.ts';
import { linkedApi } from '#lib/server/http/headers.ts';
import { openEdition } from '#lib/server/http/open-edition.ts';

/** One answer of an edition's API. */
export async function GET(event) {
  const edition = await openEdition(event);
  event.setHeaders(linkedApi);
  const resource = findResource(event.params.resource);
  if (!resource) error(404, 'An edition has no such answer; see the index of its API.');
  return answerResource(event, edition, resource);
}
