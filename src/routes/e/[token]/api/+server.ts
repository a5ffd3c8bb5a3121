import { answerIndex } from '#lib/server/http/answer-index.ts';
import { linkedApi } from '#lib/server/http/headers.ts';
import { openEdition } from '#lib/server/http/open-edition.ts';

/** What can be asked of an edition. */
export async function GET(event) {
  const edition = await openEdition(event);
  event.setHeaders(linkedApi);
  return answerIndex(event, edition);
}
