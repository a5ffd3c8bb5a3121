import { inTransaction, type ActingInReview } from '../acting.ts';
import { newId, now } from '../new-id.ts';
import { recordChange } from '../store/history.ts';
import { moveBatch, requireBatch } from '../store/import-batches.ts';
import { linkEntries, listIncludedEntries } from '../store/import-entries.ts';
import { insertReferences } from '../store/references.ts';

/** Few enough that nobody waits noticeably for a chunk to be written. */
const chunkSize = 200;

/**
 * Takes the included entries of a batch into the library: all of them, or none where anything goes wrong.
 *
 * @returns How many references came in.
 * @throws StaleWriteError where the batch is not ready (any more).
 */
export function commitImport(acting: ActingInReview, batchId: string): Promise<number> {
  return inTransaction(acting, async ({ db, review, userId }) => {
    const batch = await requireBatch(db, review.id, batchId);
    await moveBatch(db, review.id, batchId, ['ready'], { state: 'committed', committed_at: now() });
    let count = 0;
    let after = -1;
    for (;;) {
      const entries = await listIncludedEntries(db, batchId, after, chunkSize);
      if (entries.length === 0) break;
      const references = entries.map((entry) => ({
        id: newId(),
        csl: entry.csl,
        raw: entry.raw,
        rawFormat: batch.format ?? '',
        rawLine: entry.line,
        batchId,
      }));
      await insertReferences(db, review.id, references);
      await linkEntries(
        db,
        batchId,
        entries.map(({ position }, at) => ({ position, referenceId: references[at].id })),
      );
      count += entries.length;
      after = entries[entries.length - 1].position;
      // Lets other requests of this process have their turn between chunks of a large library.
      await new Promise(setImmediate);
    }
    await recordChange(db, {
      reviewId: review.id,
      userId,
      noun: 'import_batch',
      rowId: batchId,
      rowVersion: batch.version + 1,
      verb: 'create',
      before: null,
      after: { fileName: batch.fileName, references: count },
    });
    return count;
  });
}
