import { answerPicture } from '#lib/server/http/answer-edition.ts';
import { publicPage } from '#lib/server/http/headers.ts';
import { openPublicEdition } from '#lib/server/http/open-edition.ts';

/** It says when its edition was withdrawn, so it is kept no longer than the page. */
export async function GET(event) {
  const edition = await openPublicEdition(event);
  event.setHeaders(publicPage);
  return answerPicture(event, edition);
}
