import { now } from '../new-id.ts';
import type { Db } from './db.ts';

/** Tables whose rows are taken out of a review and can be put back. */
export type RemovableTable = 'study' | 'claim' | 'estimate' | 'certainty_judgement' | 'case_table';

/**
 * Takes a row out of the review, or puts it back.
 *
 * @returns Whether the row was there at this version; where it was not, nothing was written.
 */
export async function setRemoved(
  db: Db,
  table: RemovableTable,
  where: { reviewId: string; id: string; version: number },
  removed: boolean,
): Promise<boolean> {
  const at = now();
  const { numUpdatedRows } = await db
    .updateTable(table)
    .set({ removed_at: removed ? at : null, version: where.version + 1, updated_at: at })
    .where('id', '=', where.id)
    .where('review_id', '=', where.reviewId)
    .where('version', '=', where.version)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
