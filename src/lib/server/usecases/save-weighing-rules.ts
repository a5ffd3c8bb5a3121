import { CodebookIndex } from '#lib/core/codebook/codebook.ts';
import { readWeighingRules } from '#lib/core/coding/read-weighing.ts';
import { inTransaction, type ActingInReview } from '../acting.ts';
import { loadCodebook } from '../store/codebooks.ts';
import { recordChange } from '../store/history.ts';
import { updateReviewSettings } from '../store/reviews.ts';

/**
 * Saves the rungs of a review's Ladder and how strong evidence is held to be.
 *
 * @param given As a form sends them, not yet checked.
 * @returns What is wrong, and nothing was saved; or the change, which can be undone.
 * @throws StaleWriteError where the review was changed since `version`.
 */
export function saveWeighingRules(
  acting: ActingInReview,
  version: number,
  given: { rungs: unknown; rubric: unknown },
): Promise<{ problems: string[]; changeId?: number }> {
  return inTransaction(acting, async ({ db, review, userId }) => {
    const codebook = new CodebookIndex(await loadCodebook(db, review));
    const { rules, problems } = readWeighingRules(given, codebook);
    if (!rules) return { problems };
    await updateReviewSettings(db, review.id, version, { ...review, ...rules });
    const changeId = await recordChange(db, {
      reviewId: review.id,
      userId,
      noun: 'review',
      rowId: review.id,
      rowVersion: version + 1,
      verb: 'change',
      before: { rungs: review.rungs, rubric: review.rubric },
      after: rules,
    });
    return { problems: [], changeId };
  });
}
