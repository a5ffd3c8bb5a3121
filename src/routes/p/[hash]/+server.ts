import { answerEditionPage } from '#lib/server/http/answer-edition.ts';
import { publicPage } from '#lib/server/http/headers.ts';
import { openPublicEdition } from '#lib/server/http/open-edition.ts';

/** An edition that was made public for good. Its payload never changes; its page says whether it still stands. */
export async function GET(event) {
  const edition = await openPublicEdition(event);
  event.setHeaders(publicPage);
  return answerEditionPage(event, edition, `/p/${edition.hash}`);
}
