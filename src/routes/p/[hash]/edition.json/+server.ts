import { findResource } from '#lib/core/api/resources.ts';
import { answerResource } from '#lib/server/http/answer-resource.ts';
import { permanent } from '#lib/server/http/headers.ts';
import { openPublicEdition } from '#lib/server/http/open-edition.ts';

/** The bytes that were frozen: their SHA-256 is the address, so that anybody can check them and keep them for ever. */
export async function GET(event) {
  const edition = await openPublicEdition(event);
  event.setHeaders(permanent);
  return answerResource(event, edition, findResource('edition.json')!, { isPublic: true });
}
