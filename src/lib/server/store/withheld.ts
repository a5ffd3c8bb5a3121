import type { WithheldNoun } from '#lib/core/coding/withheld-marks.ts';
import { now } from '../new-id.ts';
import { inChunks, type Db } from './db.ts';
import { nameForFiles } from './people.ts';

export type { WithheldNoun };

/** Ids of the studies and claims of a review that are not for publication. */
export async function listWithheld(db: Db, reviewId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('withheld').select('row_id').where('review_id', '=', reviewId).execute();
  return new Set(rows.map(({ row_id }) => row_id));
}

/** The same by row, with who marked it, as a review's own files name people, and when. */
export async function listWithheldMarks(
  db: Db,
  reviewId: string,
): Promise<Map<string, { by: string; at: string }>> {
  const rows = await db
    .selectFrom('withheld')
    .leftJoin('user', 'user.id', 'withheld.user_id')
    .select(['withheld.row_id', 'withheld.user_id', 'withheld.created_at', 'user.name'])
    .where('withheld.review_id', '=', reviewId)
    .execute();
  return new Map(
    rows.map(({ row_id, user_id, created_at, name }) => [
      row_id,
      { by: nameForFiles(user_id, name), at: created_at },
    ]),
  );
}

/** Marks rows of a review that have no mark yet. */
export async function insertWithheld(
  db: Db,
  reviewId: string,
  rows: readonly { noun: WithheldNoun; id: string; userId: string; at: string }[],
): Promise<void> {
  const values = rows.map(({ noun, id, userId, at }) => ({
    row_id: id,
    review_id: reviewId,
    noun,
    user_id: userId,
    created_at: at,
  }));
  for (const chunk of inChunks(values)) await db.insertInto('withheld').values(chunk).execute();
}

/**
 * Marks a row as not for publication, or takes the mark away.
 *
 * @returns Whether that changed anything.
 */
export async function setWithheld(
  db: Db,
  row: { reviewId: string; noun: WithheldNoun; id: string; userId: string },
  isWithheld: boolean,
): Promise<boolean> {
  const mine = db.selectFrom('withheld').select('row_id').where('row_id', '=', row.id);
  const isMarked = (await mine.executeTakeFirst()) !== undefined;
  if (isMarked === isWithheld) return false;
  if (isWithheld) {
    await insertWithheld(db, row.reviewId, [{ ...row, at: now() }]);
  } else {
    await db
      .deleteFrom('withheld')
      .where('row_id', '=', row.id)
      .where('review_id', '=', row.reviewId)
      .execute();
  }
  return true;
}

/** Whether a study or claim is in this review, so that nobody marks another's. */
export async function isRowOf(
  db: Db,
  reviewId: string,
  { noun, id }: { noun: WithheldNoun; id: string },
): Promise<boolean> {
  const row = await db
    .selectFrom(noun)
    .select('id')
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
