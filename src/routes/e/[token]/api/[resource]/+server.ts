import { error } from '@sveltejs/kit';
import { findResource } from '#lib/core/api/resources.ts';
import { answerLinkedResource } from '#lib/server/http/answer-resource.ts';
import { openEdition } from '#lib/server/http/open-edition.ts';

/** One answer of an edition's API. */
export async function GET(event) {
  const edition = await openEdition(event);
  const resource = findResource(event.params.resource);
  if (!resource) error(404, 'An edition has no such answer; see the index of its API.');
  return answerLinkedResource(event, edition, resource);
}
