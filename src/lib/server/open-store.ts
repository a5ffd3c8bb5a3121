import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { listPendingMigrations, migrate } from '#db/migrate.ts';
import { openDatabase, type OpenDatabase } from '#db/open.ts';
import { ensureDataFolder, findFolderRisk } from './data-folder.ts';
import { finishRestore } from './restore.ts';
import type { Settings } from './settings.ts';
import { ensureLocalUser } from './store/users.ts';

const keptCopies = 3;

/**
 * Opens the database and brings it to the newest shape. Before a database with something in it is migrated, it is
 * copied; the three newest copies are kept.
 *
 * @param say Receives what a person should know: warnings, where a copy lies.
 */
export async function openStore(
  settings: Settings,
  say: (line: string) => void = () => {},
): Promise<OpenDatabase> {
  ensureDataFolder(settings.dataFolder);
  finishRestore(settings.dataFolder, say);
  if (settings.databaseAddress.startsWith('file:')) {
    const risk = findFolderRisk(settings.dataFolder);
    if (risk) say(`Warning: ${risk}`);
  }
  const open = openDatabase(settings.databaseAddress);
  try {
    const pending = await listPendingMigrations(open);
    if (pending.length > 0) {
      const isNew = pending[0].startsWith('0001');
      if (!isNew && open.copyTo)
        say(`Copied the database to ${await copyBefore(open, settings.dataFolder, pending[0])}.`);
      await migrate(open);
    }
    await ensureLocalUser(open.db, open.dialect);
    return open;
  } catch (error) {
    await open.close();
    throw error;
  }
}

async function copyBefore(open: OpenDatabase, dataFolder: string, migration: string): Promise<string> {
  const folder = join(dataFolder, 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}-before-${migration}.db`);
  await open.copyTo?.(file);
  const copies = readdirSync(folder)
    .filter((name) => /-before-\d{4}_.*\.db$/.test(name))
    .sort();
  for (const old of copies.slice(0, -keptCopies)) rmSync(join(folder, old));
  return file;
}
