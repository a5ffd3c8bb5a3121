import { answerEmbed } from '#lib/server/http/answer-edition.ts';
import { openEdition } from '#lib/server/http/open-edition.ts';

/** The answer and its picture, for a frame on another site. A link that asks for a passphrase can't be embedded. */
export async function GET(event) {
  const edition = await openEdition(event);
  return answerEmbed(event, edition, `/e/${event.params.token}`);
}
