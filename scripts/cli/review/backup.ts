import { resolve } from 'node:path';
import { BackupError, backUpDatabase } from '#lib/server/backup.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { printResult } from '../output.ts';
import { withReviews } from './open-review.ts';

export const backupCommand: Command = {
  name: 'review backup',
  usage: 'FILE',
  summary: 'Copy the whole database into a new file, also while the program runs.',
  help: `
All reviews of this installation are in it. A file that is there already is never overwritten.

With --json: { file }`,
  options: {},
  async run(input) {
    const [name] = input.positionals;
    if (!name) throw new UsageError('Name the file to write: counterweight review backup counterweight.db');
    const file = resolve(input.terminal.folder, name);
    await withReviews(input, async ({ open }) => backUpDatabase(open, file)).catch((error: unknown) => {
      throw error instanceof BackupError ? new UsageError(error.message) : error;
    });
    printResult(input, { file }, () => `Copied the database to ${file}`);
    return exitCode.done;
  },
};
