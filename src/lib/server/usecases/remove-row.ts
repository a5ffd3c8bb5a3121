import { inTransaction, type ActingInReview } from '../acting.ts';
import { requireCaseTable } from '../store/case-tables.ts';
import { requireCertainty } from '../store/certainty.ts';
import { requireClaim } from '../store/claims.ts';
import { StaleWriteError } from '../store/db.ts';
import { requireEstimate } from '../store/estimates.ts';
import { recordChange } from '../store/history.ts';
import { setRemoved, type RemovableTable } from '../store/removal.ts';
import { requireStudy } from '../store/studies.ts';

const readers = {
  study: requireStudy,
  claim: requireClaim,
  estimate: requireEstimate,
  certainty_judgement: requireCertainty,
  case_table: requireCaseTable,
};

/**
 * Takes a study, claim, estimate, judgement of certainty or case table out of the review. It can be brought back.
 *
 * @returns The change in the history, for an undo.
 * @throws StaleWriteError where it was changed since it was read.
 */
export function removeRow(
  acting: ActingInReview,
  noun: RemovableTable,
  id: string,
  version: number,
): Promise<number> {
  return inTransaction(acting, async ({ db, review, userId }) => {
    const before = await readers[noun](db, review.id, id);
    const removed = await setRemoved(db, noun, { reviewId: review.id, id, version }, true);
    if (!removed) throw new StaleWriteError(before);
    const change = { noun, rowId: id, rowVersion: version + 1, verb: 'remove', before, after: null } as const;
    return recordChange(db, { reviewId: review.id, userId, ...change });
  });
}
