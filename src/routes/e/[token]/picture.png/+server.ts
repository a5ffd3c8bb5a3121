import { answerPicture } from '#lib/server/http/answer-edition.ts';
import { openEdition } from '#lib/server/http/open-edition.ts';

export async function GET(event) {
  const edition = await openEdition(event);
  return answerPicture(event, edition);
}
