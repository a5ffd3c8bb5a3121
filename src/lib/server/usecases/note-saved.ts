import type { FieldPlace, Issue } from '#lib/core/issue.ts';
import type { ActingInReview } from '../acting.ts';
import { recordChange } from '../store/history.ts';
import type { Saved } from './saved.ts';

/**
 * Notes a row that was just made or changed in the history, and says so to its form. To be called in the transaction that
 * saved the row.
 *
 * @param row The row before, null for a new one; and after, read again from the store.
 * @param issues What the form is told although it was saved.
 */
export async function noteSaved<Row extends { id: string; version: number }>(
  { db, review, userId }: ActingInReview,
  { noun, before, after }: { noun: string; before: Row | null; after: Row },
  issues: Issue<FieldPlace>[],
): Promise<Saved> {
  const { id, version } = after;
  const verb = before ? 'change' : 'create';
  const place = { reviewId: review.id, userId, noun, rowId: id, rowVersion: version };
  const changeId = await recordChange(db, { ...place, verb, before, after });
  return { saved: true, id, version, changeId, issues };
}
