import { formats, isFormatId, writeReferences } from '#lib/core/references/formats.ts';
import { exitCode, text, UsageError, type Command } from '../command.ts';
import { issueLine } from './issue-lines.ts';
import { readReferenceFiles } from './read-files.ts';

const targets = formats.filter(({ write }) => write !== undefined).map(({ id }) => id);

export const convertCommand: Command = {
  name: 'references convert',
  usage: `FILE… --to ${targets.join('|')} [--from FORMAT]`,
  summary: 'Write references in another format.',
  help: `
The converted text goes to standard output, what had to be repaired or was lost to standard error.

Exit: 0 everything was kept or repaired, 1 something was lost, 2 no file could be used.

  counterweight references convert library.bib --to ris > library.ris
  counterweight references convert - --from nbib --to csl < pubmed.nbib`,
  options: { to: { type: 'string' }, from: { type: 'string' } },
  async run(input) {
    const target = text(input, 'to');
    if (target === undefined || !isFormatId(target) || !targets.includes(target)) {
      throw new UsageError(
        `--to takes one of ${targets.join(', ')}${target === undefined ? '' : `, not "${target}"`}.`,
      );
    }
    const { references, issues, exit } = await readReferenceFiles(input, 'from');
    for (const issue of issues) input.terminal.note(issueLine(issue));
    if (exit === exitCode.unusable) return exit;
    input.terminal.print(
      writeReferences(
        references.map(({ csl }) => csl),
        target,
      ),
    );
    return exit;
  },
};
