import { answerEmbed } from '#lib/server/http/answer-edition.ts';
import { publicPage } from '#lib/server/http/headers.ts';
import { openPublicEdition } from '#lib/server/http/open-edition.ts';

export async function GET(event) {
  const edition = await openPublicEdition(event);
  event.setHeaders(publicPage);
  return answerEmbed(event, edition, `/p/${edition.hash}`);
}
