import { now } from '../new-id.ts';
import { NotFoundError, type Db } from './db.ts';

/** A link without its token, which only its maker has seen. */
export interface EditionLink {
  id: string;
  editionNumber: number;
  createdAt: string;
  revokedAt: string | null;
}

export async function insertLink(
  db: Db,
  link: { id: string; editionId: string; tokenHash: string; userId: string },
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
    })
    .execute();
}

export async function listLinks(db: Db, reviewId: string): Promise<EditionLink[]> {
  const rows = await db
    .selectFrom('edition_link')
    .innerJoin('edition', 'edition.id', 'edition_link.edition_id')
    .select(['edition_link.id', 'edition.number', 'edition_link.created_at', 'edition_link.revoked_at'])
    .where('edition.review_id', '=', reviewId)
    .orderBy('edition_link.created_at', 'desc')
    .execute();
  return rows.map(({ id, number, created_at, revoked_at }) => ({
    id,
    editionNumber: number,
    createdAt: created_at,
    revokedAt: revoked_at,
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

/** The edition behind a token's digest, while its link stands. */
export async function findLinkedEdition(
  db: Db,
  tokenHash: string,
): Promise<{ id: string; hash: string; payload: string } | undefined> {
  return db
    .selectFrom('edition_link')
    .innerJoin('edition', 'edition.id', 'edition_link.edition_id')
    .select(['edition.id', 'edition.hash', 'edition.payload'])
    .where('edition_link.token_hash', '=', tokenHash)
    .where('edition_link.revoked_at', 'is', null)
    .executeTakeFirst();
}
