import { now } from '../new-id.ts';
import { NotFoundError, type Db } from './db.ts';

/** A link without its token, which only its maker has seen. */
export interface EditionLink {
  id: string;
  editionNumber: number;
  createdAt: string;
  revokedAt: string | null;
  expiresAt: string | null;
  asksPassphrase: boolean;
}

export async function insertLink(
  db: Db,
  link: {
    id: string;
    editionId: string;
    tokenHash: string;
    userId: string;
    expiresAt: string | null;
    passphraseHash: string | null;
  },
): Promise<void> {
  await db
    .insertInto('edition_link')
    .values({
      id: link.id,
      edition_id: link.editionId,
      token_hash: link.tokenHash,
      user_id: link.userId,
      created_at: now(),
      revoked_at: null,
      expires_at: link.expiresAt,
      passphrase_hash: link.passphraseHash,
    })
    .execute();
}

export async function listLinks(db: Db, reviewId: string): Promise<EditionLink[]> {
  const rows = await db
    .selectFrom('edition_link')
    .innerJoin('edition', 'edition.id', 'edition_link.edition_id')
    .select([
      'edition_link.id',
      'edition.number',
      'edition_link.created_at',
      'edition_link.revoked_at',
      'edition_link.expires_at',
      'edition_link.passphrase_hash',
    ])
    .where('edition.review_id', '=', reviewId)
    .orderBy('edition_link.created_at', 'desc')
    .execute();
  return rows.map(({ id, number, created_at, revoked_at, expires_at, passphrase_hash }) => ({
    id,
    editionNumber: number,
    createdAt: created_at,
    revokedAt: revoked_at,
    expiresAt: expires_at,
    asksPassphrase: passphrase_hash !== null,
  }));
}

/** Closes a link for good. */
export async function revokeLink(db: Db, reviewId: string, id: string): Promise<void> {
  const editions = db.selectFrom('edition').select('id').where('review_id', '=', reviewId);
  const { numUpdatedRows } = await db
    .updateTable('edition_link')
    .set({ revoked_at: now() })
    .where('id', '=', id)
    .where('edition_id', 'in', editions)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new NotFoundError('link');
}

/** What a link leads to, without the edition itself. */
export interface LinkTarget {
  linkId: string;
  tokenHash: string;
  passphraseHash: string | null;
  id: string;
  hash: string;
  number: number;
}

/**
 * The edition behind a token's digest, while its link stands. Asks the tables of editions alone, so that readers wait for
 * nobody who works in the review.
 *
 * @param at The time, ISO 8601: a link that ends opens nothing from its end on.
 */
export async function findLinkedEdition(
  db: Db,
  tokenHash: string,
  at = now(),
): Promise<LinkTarget | undefined> {
  const row = await db
    .selectFrom('edition_link')
    .innerJoin('edition', 'edition.id', 'edition_link.edition_id')
    .select([
      'edition_link.id as link_id',
      'edition_link.token_hash',
      'edition_link.passphrase_hash',
      'edition.id',
      'edition.hash',
      'edition.number',
    ])
    .where('edition_link.token_hash', '=', tokenHash)
    .where('edition_link.revoked_at', 'is', null)
    .where(({ or, eb }) =>
      or([eb('edition_link.expires_at', 'is', null), eb('edition_link.expires_at', '>', at)]),
    )
    .executeTakeFirst();
  return (
    row && {
      linkId: row.link_id,
      tokenHash: row.token_hash,
      passphraseHash: row.passphrase_hash,
      id: row.id,
      hash: row.hash,
      number: row.number,
    }
  );
}
