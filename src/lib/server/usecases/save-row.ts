import { CodebookIndex } from '#lib/core/codebook/codebook.ts';
import type { FieldPlace, Issue } from '#lib/core/issue.ts';
import { inTransaction, type ActingInReview } from '../acting.ts';
import { newId } from '../new-id.ts';
import { loadCodebook } from '../store/codebooks.ts';
import { nextKey } from '../store/counters.ts';
import type { Db } from '../store/db.ts';
import type { Review } from '../store/reviews.ts';
import { requireStudy } from '../store/studies.ts';
import { noteSaved } from './note-saved.ts';
import type { Saved } from './saved.ts';

/** The row to change and the version it was read at; null for a new one. */
export type SavedRow = { id: string; version: number } | null;

/** How one kind of row of a study is read and stored. */
export interface RowStore<Facts> {
  noun: 'claim' | 'estimate';
  read: (codebook: CodebookIndex) => { facts: Facts | null; issues: Issue<FieldPlace>[] };
  require: (db: Db, reviewId: string, id: string) => Promise<{ id: string; version: number }>;
  insert: (db: Db, review: Review, row: Facts & { id: string; key: string; study: string }) => Promise<void>;
  update: (db: Db, review: Review, row: NonNullable<SavedRow>, facts: Facts) => Promise<void>;
}

/**
 * Saves a row of a study, where it can be read whole, and notes the change in the history.
 *
 * @throws StaleWriteError where the row was changed since it was read; NotFoundError where row or study are gone.
 */
export async function saveRow<Facts>(
  acting: ActingInReview,
  studyId: string,
  row: SavedRow,
  { noun, read, require, insert, update }: RowStore<Facts>,
): Promise<Saved> {
  const { facts, issues } = read(new CodebookIndex(await loadCodebook(acting.db, acting.review)));
  if (!facts) return { saved: false, issues };
  return inTransaction(acting, async (inReview) => {
    const { db, review } = inReview;
    await requireStudy(db, review.id, studyId);
    const before = row && (await require(db, review.id, row.id));
    const id = row?.id ?? newId();
    if (row) await update(db, review, row, facts);
    else {
      const key = await nextKey(db, review.id, noun);
      await insert(db, review, { ...facts, id, key, study: studyId });
    }
    const after = await require(db, review.id, id);
    return noteSaved(inReview, { noun, before, after }, issues);
  });
}
