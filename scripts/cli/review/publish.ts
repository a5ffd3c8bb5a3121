import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readChoices, writeChoices } from '#lib/core/lenses/choices.ts';
import { makeEditionFile } from '#lib/server/publishing/edition-file.ts';
import { publishEdition } from '#lib/server/usecases/publish-edition.ts';
import { exitCode, text, UsageError, type Command } from '../command.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { printResult } from '../output.ts';
import { withReview } from './open-review.ts';

export const publishCommand: Command = {
  name: 'review publish',
  usage: 'REVIEW --out edition.html [--view "setting=inter_organisational"]',
  summary: 'Freeze a numbered edition and write it as one HTML file.',
  help: `
The file needs nothing else: it opens from a disk, without this program and without a network. --view takes the parameters
of the Weigh address that its readers shall see first.

With --json: { review, edition, hash, file }`,
  options: { out: { type: 'string' }, view: { type: 'string' } },
  async run(input) {
    const out = text(input, 'out');
    if (!out) throw new UsageError('review publish needs --out FILE, such as --out edition.html.');
    const file = resolve(input.terminal.folder, out);
    if (existsSync(file))
      throw new UsageError(`${file} is there already; a publication never overwrites a file.`);
    await ensureBuilt(input.terminal);
    const view = writeChoices(readChoices(new URLSearchParams(text(input, 'view') ?? ''))).toString();
    const result = await withReview(input, async (acting) => {
      const { number, hash, edition } = await publishEdition(acting, view);
      writeFileSync(file, await makeEditionFile(edition, hash));
      return { review: acting.review.slug, edition: number, hash, file };
    });
    printResult(
      input,
      result,
      ({ edition, hash }) => `Edition ${edition} (${hash.slice(0, 12)}) is in ${file}`,
    );
    return exitCode.done;
  },
};
