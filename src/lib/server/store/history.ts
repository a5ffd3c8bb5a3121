import type { Selectable } from 'kysely';
import type { HistoryTable } from '#db/schema.ts';
import { now } from '../new-id.ts';
import { NotFoundError, type Db } from './db.ts';

/** One change of one row. */
export interface Change {
  id: number;
  at: string;
  userId: string;
  noun: string;
  rowId: string;
  /** The row's version after the change. */
  rowVersion: number;
  verb: HistoryTable['verb'];
  before: unknown;
  after: unknown;
  undoes: number | null;
}

export type NewChange = Omit<Change, 'id' | 'at' | 'undoes'> & { reviewId: string; undoes?: number };

/** Adds a change to the history and returns its number. */
export async function recordChange(db: Db, change: NewChange): Promise<number> {
  const [{ id }] = await db.insertInto('history').values(toRow(change)).returning('id').execute();
  return id;
}

/** Adds many changes at once, as an import makes them. */
export async function recordChanges(db: Db, changes: readonly NewChange[]): Promise<void> {
  for (let at = 0; at < changes.length; at += 1000) {
    await db
      .insertInto('history')
      .values(changes.slice(at, at + 1000).map(toRow))
      .execute();
  }
}

export async function findChange(db: Db, reviewId: string, id: number): Promise<Change> {
  const row = await db
    .selectFrom('history')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new NotFoundError('change');
  return toChange(row);
}

/** The latest changes, newest first, with the name of who made them. */
export async function listChanges(
  db: Db,
  reviewId: string,
  { limit = 100, noun, rowId }: { limit?: number; noun?: string; rowId?: string } = {},
): Promise<(Change & { userName: string | null })[]> {
  let query = db
    .selectFrom('history')
    .leftJoin('user', 'user.id', 'history.user_id')
    .selectAll('history')
    .select('user.name as user_name')
    .where('history.review_id', '=', reviewId)
    .orderBy('history.id', 'desc')
    .limit(limit);
  if (noun) query = query.where('noun', '=', noun);
  if (rowId) query = query.where('row_id', '=', rowId);
  const rows = await query.execute();
  return rows.map((row) => ({ ...toChange(row), userName: row.user_name }));
}

function toRow({ reviewId, userId, noun, rowId, rowVersion, verb, before, after, undoes }: NewChange) {
  return {
    review_id: reviewId,
    at: now(),
    user_id: userId,
    noun,
    row_id: rowId,
    row_version: rowVersion,
    verb,
    before: before === null ? null : JSON.stringify(before),
    after: after === null ? null : JSON.stringify(after),
    undoes: undoes ?? null,
  };
}

function toChange(row: Selectable<HistoryTable>): Change {
  return {
    id: row.id,
    at: row.at,
    userId: row.user_id,
    noun: row.noun,
    rowId: row.row_id,
    rowVersion: row.row_version,
    verb: row.verb,
    before: row.before === null ? null : JSON.parse(row.before),
    after: row.after === null ? null : JSON.parse(row.after),
    undoes: row.undoes,
  };
}
