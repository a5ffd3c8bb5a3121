import { error } from '@sveltejs/kit';
import { findResource } from '#lib/core/api/resources.ts';
import { answerResource } from '#lib/server/http/answer-resource.ts';
import { permanent, publicApi } from '#lib/server/http/headers.ts';
import { openPublicEdition } from '#lib/server/http/open-edition.ts';

/** One answer of a public edition's API: for ever where it repeats what was frozen. */
export async function GET(event) {
  const edition = await openPublicEdition(event);
  const resource = findResource(event.params.resource);
  if (!resource) error(404, 'An edition has no such answer; see the index of its API.');
  event.setHeaders(resource.isFrozen ? permanent : publicApi);
  return answerResource(event, edition, resource, { isPublic: true });
}
