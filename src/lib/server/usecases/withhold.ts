import { inTransaction, type ActingInReview } from '../acting.ts';
import { NotFoundError } from '../store/db.ts';
import { recordChange } from '../store/history.ts';
import { isRowOf, setWithheld, type WithheldNoun } from '../store/withheld.ts';

/**
 * Marks a study or claim as not for publication, or takes the mark away. Editions that were frozen before keep what they have.
 *
 * @throws NotFoundError
 */
export function withhold(
  acting: ActingInReview,
  row: { noun: WithheldNoun; id: string },
  isWithheld: boolean,
): Promise<void> {
  return inTransaction(acting, async ({ db, review, userId }) => {
    if (!(await isRowOf(db, review.id, row))) throw new NotFoundError(row.noun);
    if (!(await setWithheld(db, { ...row, reviewId: review.id, userId }, isWithheld))) return;
    await recordChange(db, {
      reviewId: review.id,
      userId,
      noun: 'withheld',
      rowId: row.id,
      rowVersion: 1,
      verb: isWithheld ? 'create' : 'remove',
      before: isWithheld ? null : row,
      after: isWithheld ? row : null,
    });
  });
}
