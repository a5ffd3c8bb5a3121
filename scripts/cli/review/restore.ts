import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureDataFolder, readLock } from '#lib/server/data-folder.ts';
import { restoreDatabase, UnsoundBackupError } from '#lib/server/restore.ts';
import { NewerDatabaseError } from '#db/migrate.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { printResult } from '../output.ts';
import { readCommandSettings } from './open-review.ts';

export const restoreCommand: Command = {
  name: 'review restore',
  usage: 'FILE',
  summary: 'Put a backup in place of the database; what was there is kept.',
  help: `
The file is copied into a new folder and checked there; then the two folders change places. The former database stays
beside it, under a name with the date. Stop the program first.

With --json: { restored, kept }: the data folder, and where the former database lies now.`,
  options: {},
  async run(input) {
    const [name] = input.positionals;
    if (!name)
      throw new UsageError('Name the backup to restore: counterweight review restore counterweight.db');
    const file = resolve(input.terminal.folder, name);
    if (!existsSync(file)) throw new UsageError(`Cannot read ${name}: there is no such file.`);
    const { dataFolder, databaseAddress } = readCommandSettings(input);
    if (input.terminal.environment.DATABASE_URL) {
      const own = databaseAddress.startsWith('file:')
        ? 'copy the file into its place while the program is stopped'
        : 'use pg_restore';
      throw new UsageError(`DATABASE_URL names another place than the data folder; ${own}.`);
    }
    ensureDataFolder(dataFolder);
    const lock = readLock(dataFolder);
    if (lock) throw new UsageError(`Counterweight is running at ${lock.address}; stop it first.`);
    const kept = await restoreDatabase(dataFolder, file).catch((error: unknown) => {
      const isPlain = error instanceof UnsoundBackupError || error instanceof NewerDatabaseError;
      throw isPlain ? new UsageError(`${error.message} Nothing was changed.`) : error;
    });
    printResult(input, { restored: dataFolder, kept }, () =>
      [
        `Restored ${name} into ${dataFolder}.`,
        ...(kept ? [`What was there before lies in ${kept}.`] : []),
      ].join('\n'),
    );
    return exitCode.done;
  },
};
