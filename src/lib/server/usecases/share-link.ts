import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { hashPassphrase } from '../accounts/passphrase.ts';
import type { ActingInReview } from '../acting.ts';
import { inTransaction } from '../acting.ts';
import { newId } from '../new-id.ts';
import { insertLink, revokeLink } from '../store/edition-links.ts';
import { requireEdition } from '../store/editions.ts';
import { recordChange } from '../store/history.ts';

/** Bytes of a link's token: 192 bits can't be guessed. */
const tokenBytes = 24;

/** What is kept of a token: enough to recognise it, not enough to make it. */
export function digestToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether two digests are the same, in constant time. */
export function isSameDigest(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return first.length === second.length && timingSafeEqual(first, second);
}

/** What a link may ask of who opens it. */
export interface LinkTerms {
  /** ISO 8601: from then on it opens nothing; null: it stands until it is closed. */
  expiresAt: string | null;
  /** Null: none is asked for. */
  passphrase: string | null;
}

/** Makes an unguessable read-only link to an edition. The token is returned once and not kept, nor is the passphrase. */
export async function makeLink(
  acting: ActingInReview,
  editionNumber: number,
  { expiresAt, passphrase }: LinkTerms = { expiresAt: null, passphrase: null },
): Promise<{ id: string; token: string }> {
  const token = randomBytes(tokenBytes).toString('base64url');
  const passphraseHash = passphrase === null ? null : await hashPassphrase(passphrase);
  return inTransaction(acting, async ({ db, review, userId }) => {
    const { id: editionId } = await requireEdition(db, review.id, editionNumber);
    const id = newId();
    await insertLink(db, {
      id,
      editionId,
      tokenHash: digestToken(token),
      userId,
      expiresAt,
      passphraseHash,
    });
    const change = { noun: 'edition_link', rowId: id, rowVersion: 1, verb: 'create', before: null } as const;
    await recordChange(db, { reviewId: review.id, userId, ...change, after: { editionNumber, expiresAt } });
    return { id, token };
  });
}

/** Closes a link: from now on it opens nothing. */
export function closeLink(acting: ActingInReview, linkId: string): Promise<void> {
  return inTransaction(acting, async ({ db, review, userId }) => {
    await revokeLink(db, review.id, linkId);
    const change = {
      noun: 'edition_link',
      rowId: linkId,
      rowVersion: 2,
      verb: 'remove',
      before: null,
    } as const;
    await recordChange(db, { reviewId: review.id, userId, ...change, after: null });
  });
}
