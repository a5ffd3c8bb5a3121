/** What becomes of an edition after it was frozen. The edition itself stays as it is. */
import { inTransaction, type ActingInReview } from '../acting.ts';
import { addStatus, readStatus, type StatusChange } from '../store/edition-status.ts';
import { requireEdition } from '../store/editions.ts';
import { recordChange } from '../store/history.ts';

/** Shortest reason that tells a reader something. */
export const shortestReason = 10;
export const longestReason = 1000;

/**
 * Withdraws an edition for a reason that its readers see, puts one back, or makes one public for good. What holds already is
 * not said again.
 *
 * @throws NotFoundError
 */
export function changeStatus(
  acting: ActingInReview,
  number: number,
  { state, reason }: Pick<StatusChange, 'state' | 'reason'>,
): Promise<void> {
  return inTransaction(acting, async ({ db, review, userId }) => {
    const { id: editionId } = await requireEdition(db, review.id, number);
    const { withdrawn, isPublic } = await readStatus(db, editionId);
    const holds =
      state === 'public' ? isPublic : state === 'withdrawn' ? withdrawn !== null : withdrawn === null;
    if (holds) return;
    const id = await addStatus(db, { editionId, state, reason, userId });
    const change = {
      noun: 'edition_status',
      rowId: String(id),
      rowVersion: 1,
      verb: 'create',
      before: null,
    } as const;
    await recordChange(db, {
      reviewId: review.id,
      userId,
      ...change,
      after: { edition: number, state, reason },
    });
  });
}
