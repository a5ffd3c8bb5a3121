import { inTransaction, type ActingInReview } from '../acting.ts';
import { loadCodebook } from '../store/codebooks.ts';
import { recordChange } from '../store/history.ts';
import { updateReviewSettings, type ReviewSettings } from '../store/reviews.ts';

const longest = { title: 200, question: 500, caveat: 1000 };

/**
 * Saves what a review is called and asks.
 *
 * @returns Why it can't be saved, or null.
 * @throws StaleWriteError where the settings were changed since they were read.
 */
export function saveReviewSettings(
  acting: ActingInReview,
  version: number,
  given: Omit<ReviewSettings, 'rubric' | 'rungs'>,
): Promise<string | null> {
  return inTransaction(acting, async ({ db, review, userId }) => {
    if (given.title === '') return 'A review needs a title.';
    for (const [field, most] of Object.entries(longest)) {
      const length = given[field as keyof typeof longest].length;
      if (length > most) return `The ${field} has ${length} characters; ${most} is the limit.`;
    }
    const { factors } = await loadCodebook(db, review);
    const isTop = factors.some(({ key, parent }) => key === given.focalFactor && parent === null);
    if (!isTop) return 'The focal factor must be one of the top-level factors.';
    await updateReviewSettings(db, review.id, version, { ...review, ...given });
    const before = {
      title: review.title,
      question: review.question,
      caveat: review.caveat,
      focalFactor: review.focalFactor,
    };
    const change = {
      noun: 'review',
      rowId: review.id,
      rowVersion: version + 1,
      verb: 'change',
      before,
      after: given,
    } as const;
    await recordChange(db, { reviewId: review.id, userId, ...change });
    return null;
  });
}
