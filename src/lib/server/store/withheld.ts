import { now } from '../new-id.ts';
import type { Db } from './db.ts';

export type WithheldNoun = 'study' | 'claim';

/** Ids of the studies and claims of a review that are not for publication. */
export async function listWithheld(db: Db, reviewId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('withheld').select('row_id').where('review_id', '=', reviewId).execute();
  return new Set(rows.map(({ row_id }) => row_id));
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
    await db
      .insertInto('withheld')
      .values({
        row_id: row.id,
        review_id: row.reviewId,
        noun: row.noun,
        user_id: row.userId,
        created_at: now(),
      })
      .execute();
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
