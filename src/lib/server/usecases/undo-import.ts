import { inTransaction, type ActingInReview } from '../acting.ts';
import { now } from '../new-id.ts';
import { recordChange } from '../store/history.ts';
import { moveBatch, requireBatch } from '../store/import-batches.ts';
import { countReferences, removeBatchReferences } from '../store/references.ts';

/**
 * Takes the references of a committed import out of the library again. Those that report a study by now stay: the coding
 * hangs on them.
 */
export function undoImport(
  acting: ActingInReview,
  batchId: string,
): Promise<{ removed: number; keptBecauseCoded: number }> {
  return inTransaction(acting, async ({ db, review, userId }) => {
    const { fileName, version } = await requireBatch(db, review.id, batchId);
    await moveBatch(db, review.id, batchId, ['committed'], { state: 'undone', undone_at: now() });
    const removed = await removeBatchReferences(db, batchId);
    const keptBecauseCoded = await countReferences(db, review.id, batchId);
    await recordChange(db, {
      reviewId: review.id,
      userId,
      noun: 'import_batch',
      rowId: batchId,
      rowVersion: version + 1,
      verb: 'remove',
      before: { fileName, references: removed + keptBecauseCoded },
      after: { references: keptBecauseCoded },
    });
    return { removed, keptBecauseCoded };
  });
}
