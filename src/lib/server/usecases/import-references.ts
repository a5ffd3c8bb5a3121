import { createHash } from 'node:crypto';
import type { ActingInReview } from '../acting.ts';
import { readParts } from '../reading/read-parts.ts';
import { moveBatch, requireBatch, type ImportBatch } from '../store/import-batches.ts';
import { countEntries, deleteEntries, type EntryCounts } from '../store/import-entries.ts';
import { commitImport } from './commit-import.ts';
import { readImport } from './read-import.ts';
import { startImport } from './start-import.ts';

export interface ReferencesImported {
  batch: ImportBatch;
  entries: EntryCounts;
  /** References that came into the library. */
  taken: number;
}

/**
 * Reads a file of references and takes everything new in, in one go: for the command line and for review folders, where
 * nobody looks at a preview.
 *
 * @param dryRun Says what would come in and takes nothing.
 */
export async function importReferences(
  acting: ActingInReview,
  file: { name: string; bytes: Uint8Array },
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<ReferencesImported> {
  const { db, review } = acting;
  const hash = createHash('sha256').update(file.bytes).digest('hex');
  const batchId = await startImport(acting, { name: file.name, size: file.bytes.length, hash });
  await readImport(acting, review.id, batchId, oneByOne(readParts(file.bytes, file.name)));
  const batch = await requireBatch(db, review.id, batchId);
  const entries = await countEntries(db, batchId);
  if (dryRun || batch.state === 'failed') {
    if (dryRun) {
      await moveBatch(db, review.id, batchId, ['ready', 'failed'], { state: 'discarded' });
      await deleteEntries(db, batchId);
    }
    return { batch, entries, taken: 0 };
  }
  return { batch, entries, taken: await commitImport(acting, batchId) };
}

async function* oneByOne<Part>(parts: Iterable<Part>): AsyncGenerator<Part> {
  yield* parts;
}
