import { NotFoundError, type Db } from './db.ts';

/** What is known of an edition without opening it. */
export interface EditionLine {
  id: string;
  number: number;
  hash: string;
  createdAt: string;
}

export async function insertEdition(
  db: Db,
  reviewId: string,
  edition: EditionLine & { userId: string; payload: string },
): Promise<void> {
  await db
    .insertInto('edition')
    .values({
      id: edition.id,
      review_id: reviewId,
      number: edition.number,
      hash: edition.hash,
      payload: edition.payload,
      user_id: edition.userId,
      created_at: edition.createdAt,
    })
    .execute();
}

export async function nextEditionNumber(db: Db, reviewId: string): Promise<number> {
  const row = await db
    .selectFrom('edition')
    .select(({ fn }) => fn.max<number | null>('number').as('last'))
    .where('review_id', '=', reviewId)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

export async function listEditions(db: Db, reviewId: string): Promise<EditionLine[]> {
  const rows = await db
    .selectFrom('edition')
    .select(['id', 'number', 'hash', 'created_at'])
    .where('review_id', '=', reviewId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(({ id, number, hash, created_at }) => ({ id, number, hash, createdAt: created_at }));
}

/** The newest edition, as it was frozen. */
export async function findLastEdition(
  db: Db,
  reviewId: string,
): Promise<{ hash: string; payload: string } | undefined> {
  return db
    .selectFrom('edition')
    .select(['hash', 'payload'])
    .where('review_id', '=', reviewId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The bytes that were frozen. */
export async function loadPayload(db: Db, id: string): Promise<string> {
  const { payload } = await db
    .selectFrom('edition')
    .select('payload')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return payload;
}

/** An edition with this hash, and the newest number of its review: what a holder of a file may ask for. */
export async function findByHash(
  db: Db,
  hash: string,
): Promise<
  { id: string; number: number; createdAt: string; newest: { number: number; createdAt: string } } | undefined
> {
  const row = await db
    .selectFrom('edition')
    .select(['id', 'number', 'created_at', 'review_id'])
    .where('hash', '=', hash)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const newest = await db
    .selectFrom('edition')
    .select(['number', 'created_at'])
    .where('review_id', '=', row.review_id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    number: row.number,
    createdAt: row.created_at,
    newest: { number: newest.number, createdAt: newest.created_at },
  };
}

/** @throws NotFoundError */
export async function requireEdition(
  db: Db,
  reviewId: string,
  number: number,
): Promise<EditionLine & { payload: string }> {
  const row = await db
    .selectFrom('edition')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) throw new NotFoundError('edition');
  return { id: row.id, number: row.number, hash: row.hash, createdAt: row.created_at, payload: row.payload };
}
