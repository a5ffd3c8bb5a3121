import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import type { OpenDatabase } from '#db/open.ts';

/** The backup can't be made; the message says why. */
export class BackupError extends Error {}

/**
 * Copies the database into a new file while it is in use. The file appears under its name only when it is whole.
 *
 * @throws BackupError
 */
export async function backUpDatabase(open: OpenDatabase, file: string): Promise<void> {
  if (!open.copyTo) {
    throw new BackupError(
      'This review lives in PostgreSQL, which makes its own backups: pg_dump --format=custom --file=FILE "$DATABASE_URL".',
    );
  }
  if (existsSync(file)) throw new BackupError(`${file} is there already; a backup never overwrites a file.`);
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    await open.copyTo(unfinished);
    // It holds what the data folder keeps from other people of the machine: hashes of passwords, unpublished notes.
    chmodSync(unfinished, 0o600);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new BackupError(`The backup could not be written (${(error as Error).message}).`);
  }
}
