import type { Selectable } from 'kysely';
import type { ImportBatchTable } from '#db/schema.ts';
import type { ReferenceIssue, ReferenceCounts } from '#lib/core/references/parsed-file.ts';
import { NotFoundError, StaleWriteError, type Db } from './db.ts';

/** One file on its way into the library. */
export interface ImportBatch {
  id: string;
  userId: string;
  fileName: string;
  fileHash: string;
  fileSize: number;
  format: string | null;
  encoding: string | null;
  state: ImportBatchTable['state'];
  counts: ReferenceCounts;
  issues: ReferenceIssue[];
  failure: string | null;
  version: number;
  createdAt: string;
  committedAt: string | null;
  undoneAt: string | null;
}

/** More issues than anybody reads; their number stays known through the entries. */
const keptIssues = 1000;

export async function insertBatch(
  db: Db,
  reviewId: string,
  batch: Pick<ImportBatch, 'id' | 'userId' | 'fileName' | 'fileHash' | 'fileSize' | 'createdAt'>,
): Promise<void> {
  await db
    .insertInto('import_batch')
    .values({
      id: batch.id,
      review_id: reviewId,
      user_id: batch.userId,
      file_name: batch.fileName,
      file_hash: batch.fileHash,
      file_size: batch.fileSize,
      state: 'reading',
      found: 0,
      kept: 0,
      repaired: 0,
      lost: 0,
      issues: '[]',
      created_at: batch.createdAt,
    })
    .execute();
}

/** @throws NotFoundError */
export async function requireBatch(db: Db, reviewId: string, id: string): Promise<ImportBatch> {
  const row = await db
    .selectFrom('import_batch')
    .selectAll()
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .executeTakeFirst();
  if (!row) throw new NotFoundError('import');
  return toBatch(row);
}

export async function listBatches(db: Db, reviewId: string): Promise<ImportBatch[]> {
  const rows = await db
    .selectFrom('import_batch')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('state', '!=', 'discarded')
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(toBatch);
}

/** The committed import of the very same file, if there was one. */
export async function findCommittedTwin(
  db: Db,
  reviewId: string,
  fileHash: string,
): Promise<ImportBatch | undefined> {
  const row = await db
    .selectFrom('import_batch')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('file_hash', '=', fileHash)
    .where('state', '=', 'committed')
    .orderBy('created_at')
    .executeTakeFirst();
  return row && toBatch(row);
}

export interface ReadingResult {
  format: string;
  encoding: string;
  counts: ReferenceCounts;
  issues: ReferenceIssue[];
}

/** Marks a batch as read; does nothing where it was discarded meanwhile. */
export async function finishReading(db: Db, id: string, result: ReadingResult): Promise<void> {
  await db
    .updateTable('import_batch')
    .set({
      state: 'ready',
      format: result.format,
      encoding: result.encoding,
      ...result.counts,
      issues: JSON.stringify(result.issues.slice(0, keptIssues)),
    })
    .where('id', '=', id)
    .where('state', '=', 'reading')
    .execute();
}

export async function failReading(
  db: Db,
  id: string,
  failure: string,
  issues: ReferenceIssue[],
): Promise<void> {
  await db
    .updateTable('import_batch')
    .set({ state: 'failed', failure, issues: JSON.stringify(issues.slice(0, keptIssues)) })
    .where('id', '=', id)
    .where('state', '=', 'reading')
    .execute();
}

/** Moves a batch on, where it still is in the state it is moved from. */
export async function moveBatch(
  db: Db,
  reviewId: string,
  id: string,
  from: ImportBatch['state'][],
  change: Partial<Pick<ImportBatchTable, 'state' | 'committed_at' | 'undone_at'>>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('import_batch')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('state', 'in', from)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new StaleWriteError(await requireBatch(db, reviewId, id));
}

function toBatch(row: Selectable<ImportBatchTable>): ImportBatch {
  return {
    id: row.id,
    userId: row.user_id,
    fileName: row.file_name,
    fileHash: row.file_hash,
    fileSize: row.file_size,
    format: row.format,
    encoding: row.encoding,
    state: row.state,
    counts: { found: row.found, kept: row.kept, repaired: row.repaired, lost: row.lost },
    issues: JSON.parse(row.issues),
    failure: row.failure,
    version: row.version,
    createdAt: row.created_at,
    committedAt: row.committed_at,
    undoneAt: row.undone_at,
  };
}
