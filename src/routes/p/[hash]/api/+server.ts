import { answerIndex } from '#lib/server/http/answer-index.ts';
import { publicApi } from '#lib/server/http/headers.ts';
import { openPublicEdition } from '#lib/server/http/open-edition.ts';

/** What can be asked of a public edition. It says whether the edition still stands, so it is kept no longer than the page. */
export async function GET(event) {
  const edition = await openPublicEdition(event);
  event.setHeaders(publicApi);
  return answerIndex(event, edition);
}
