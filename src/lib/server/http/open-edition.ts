import { error, type RequestEvent } from '@sveltejs/kit';
import { isPassphrase } from '../accounts/passphrase.ts';
import { getApp } from '../app.ts';
import { findLinkedEdition } from '../store/edition-links.ts';
import { readStatus, type EditionStatus } from '../store/edition-status.ts';
import { findByHash, loadPayload } from '../store/editions.ts';
import { digestToken, isSameDigest } from '../usecases/share-link.ts';
import { Attempts } from './attempts.ts';
import { linkedPage } from './headers.ts';

export interface LinkedEdition {
  id: string;
  hash: string;
  number: number;
  status: EditionStatus;
  /** The frozen bytes; what is made of them is kept, so that most answers need none. */
  payload: () => Promise<string>;
}

const attempts = new Attempts();

/**
 * The edition behind the token in the address. Everything that is served through a link asks here first, so that a closed
 * link closes all of it. Also what it refuses is kept by nobody.
 *
 * @param passphrase What a reader typed. Programs send theirs as the password of HTTP's basic authentication; nothing is
 *   remembered between two requests.
 */
export async function openEdition(
  event: RequestEvent,
  passphrase = readPassword(event.request.headers.get('authorization')),
): Promise<LinkedEdition> {
  const { 'referrer-policy': silent, ...always } = linkedPage;
  event.setHeaders(always);
  const { db } = getApp().open;
  const digest = digestToken(event.params.token ?? '');
  const found = await findLinkedEdition(db, digest);
  if (!found || !isSameDigest(found.tokenHash, digest)) {
    event.setHeaders({ 'referrer-policy': silent });
    error(404, 'This link leads nowhere: it was closed, has ended, or never existed.');
  }
  if (found.passphraseHash !== null) await ask(event, found.linkId, passphrase, found.passphraseHash);
  event.setHeaders({ 'referrer-policy': silent });
  const { id, hash, number } = found;
  return { id, hash, number, status: await readStatus(db, id), payload: () => loadPayload(db, id) };
}

/**
 * Its answers keep the usual referrer policy: a form that asks for the passphrase must be able to say where it comes from.
 *
 * @throws HttpError 401 without the right passphrase, 429 after too many wrong ones.
 */
async function ask(
  event: RequestEvent,
  linkId: string,
  passphrase: string | null,
  kept: string,
): Promise<void> {
  if (passphrase === null) error(401, 'This link asks for a passphrase.');
  const wait = attempts.take(linkId);
  if (wait > 0) {
    event.setHeaders({ 'retry-after': String(wait) });
    error(429, `Too many wrong passphrases. Try again in ${Math.ceil(wait / 60)} minutes.`);
  }
  if (!(await isPassphrase(passphrase, kept))) error(401, 'That is not the passphrase of this link.');
  attempts.forgive(linkId);
}

function readPassword(authorization: string | null): string | null {
  const match = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '');
  if (!match) return null;
  const text = Buffer.from(match[1], 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}

/** The public edition whose hash is in the address. One that was not made public is answered like one that is not there. */
export async function openPublicEdition(event: RequestEvent): Promise<LinkedEdition> {
  const { db } = getApp().open;
  const hash = event.params.hash ?? '';
  const found = /^[0-9a-f]{64}$/.test(hash) ? await findByHash(db, hash) : undefined;
  const status = found && (await readStatus(db, found.id));
  if (!found || !status?.isPublic) error(404, 'There is no public edition with this hash.');
  return { id: found.id, hash, number: found.number, status, payload: () => loadPayload(db, found.id) };
}
