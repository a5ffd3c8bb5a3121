import { inTransaction, type ActingInReview } from '../acting.ts';
import { NotFoundError } from '../store/db.ts';
import { findChange, recordChange } from '../store/history.ts';
import { updateReviewSettings, type ReviewSettings } from '../store/reviews.ts';

/**
 * Takes a change of a review's settings, rungs or rubric back, as far as it went. The undo is a change of its own.
 *
 * @throws StaleWriteError where the settings were changed again since; NotFoundError where there is no such change.
 */
export function undoSettings(acting: ActingInReview, changeId: number): Promise<void> {
  return inTransaction(acting, async ({ db, review, userId }) => {
    const { noun, verb, rowVersion, before, after } = await findChange(db, review.id, changeId);
    if (noun !== 'review' || verb !== 'change' || before === null)
      throw new NotFoundError('change that can be undone');
    await updateReviewSettings(db, review.id, rowVersion, {
      ...review,
      ...(before as Partial<ReviewSettings>),
    });
    await recordChange(db, {
      reviewId: review.id,
      userId,
      noun,
      rowId: review.id,
      rowVersion: rowVersion + 1,
      verb,
      before: after,
      after: before,
      undoes: changeId,
    });
  });
}
