import { existsSync, mkdirSync, readdirSync, renameSync, copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { listPendingMigrations } from '#db/migrate.ts';
import { openDatabase } from '#db/open.ts';

const databaseName = 'counterweight.db';
const checkedPrefix = 'database.checked-';

/** The file is not a sound copy of a Counterweight database; nothing was changed. */
export class UnsoundBackupError extends Error {}

/**
 * Puts a backup in place of the database without overwriting anything: the file is copied into a new folder, opened and
 * checked there, and then the two folders change places. What was there before is kept.
 *
 * @returns Where the former database lies now; null where there was none.
 * @throws UnsoundBackupError
 */
export async function restoreDatabase(dataFolder: string, backupFile: string): Promise<string | null> {
  const stamp = new Date().toISOString().replaceAll(':', '-');
  const trial = join(dataFolder, `database.trial-${stamp}`);
  mkdirSync(trial, { recursive: true, mode: 0o700 });
  try {
    copyFileSync(backupFile, join(trial, databaseName));
    await checkDatabase(join(trial, databaseName));
  } catch (error) {
    rmSync(trial, { recursive: true, force: true });
    throw error;
  }
  // The name says that the checks passed: a crash from here on is finished at the next start.
  renameSync(trial, join(dataFolder, `${checkedPrefix}${stamp}`));
  return swapIn(dataFolder, stamp);
}

/** Ends a restore that a crash interrupted between its two renames. */
export function finishRestore(dataFolder: string, say: (line: string) => void): void {
  if (existsSync(join(dataFolder, 'database'))) return;
  const checked = readdirSync(dataFolder)
    .filter((name) => name.startsWith(checkedPrefix))
    .sort()
    .at(-1);
  if (!checked) return;
  swapIn(dataFolder, checked.slice(checkedPrefix.length));
  say('An interrupted restore was finished.');
}

function swapIn(dataFolder: string, stamp: string): string | null {
  const current = join(dataFolder, 'database');
  const kept = join(dataFolder, `database.before-${stamp}`);
  const hadOne = existsSync(current);
  if (hadOne) renameSync(current, kept);
  renameSync(join(dataFolder, `${checkedPrefix}${stamp}`), current);
  return hadOne ? kept : null;
}

async function checkDatabase(file: string): Promise<void> {
  let open;
  try {
    open = openDatabase(`file:${file}`);
  } catch (error) {
    throw new UnsoundBackupError(`The file can't be opened as a database (${(error as Error).message}).`);
  }
  try {
    const damage = open.findDamage?.() ?? [];
    if (damage.length > 0) throw new UnsoundBackupError(`The database in the file is damaged: ${damage[0]}.`);
    const pending = await listPendingMigrations(open);
    if (pending[0]?.startsWith('0001')) {
      throw new UnsoundBackupError('The file is a database, but not one of Counterweight.');
    }
  } finally {
    await open.close();
  }
}
