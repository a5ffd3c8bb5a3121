import { answerEditionPage } from '#lib/server/http/answer-edition.ts';
import { answerLocked } from '#lib/server/http/answer-locked.ts';
import { openEdition } from '#lib/server/http/open-edition.ts';

/** A published edition behind its link: the token is all the access there is, and it opens nothing else. */
export async function GET(event) {
  const edition = await openEdition(event).catch(answerLocked);
  return edition instanceof Response
    ? edition
    : answerEditionPage(event, edition, `/e/${event.params.token}`);
}

/** The same for a link with a passphrase: nothing is kept between two requests, so that there is no session to lose. */
export async function POST(event) {
  const edition = await openEdition(event, await readPassphrase(event.request)).catch(answerLocked);
  return edition instanceof Response ? edition : answerEditionPage(event, edition, null);
}

async function readPassphrase(request: Request): Promise<string> {
  const given = (await request.formData()).get('passphrase');
  return typeof given === 'string' ? given : '';
}
