import type { ActingInReview } from '../acting.ts';
import { newId, now } from '../new-id.ts';
import { insertBatch } from '../store/import-batches.ts';

/** Notes a file that is about to be read into the library, and names its import. */
export async function startImport(
  { db, review, userId }: ActingInReview,
  file: { name: string; size: number; hash: string; id?: string },
): Promise<string> {
  const id = file.id ?? newId();
  const batch = {
    id,
    userId,
    fileName: file.name,
    fileHash: file.hash,
    fileSize: file.size,
    createdAt: now(),
  };
  await insertBatch(db, review.id, batch);
  return id;
}
