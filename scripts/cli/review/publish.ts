import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { emptyFields } from '#lib/core/edition/edition-face.ts';
import { licenseKeys, type LicenseKey } from '#lib/core/edition/licenses.ts';
import { writeChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { makeProduct } from '#lib/server/publishing/edition-products.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { publishEdition } from '#lib/server/usecases/publish-edition.ts';
import { exitCode, text, UsageError, type Command, type CommandInput } from '../command.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { printResult } from '../output.ts';
import { withReview } from './open-review.ts';
import { readView } from './view.ts';

export const publishCommand: Command = {
  name: 'review publish',
  usage:
    'REVIEW --out edition.html [--package data.zip] [--brief brief.docx|brief.html] [--view "setting=inter_organisational"] [--license CC-BY-4.0]',
  summary: 'Freeze a numbered edition and write it as one HTML file.',
  help: `
The file needs nothing else: it opens from a disk, without this program and without a network. --view takes the parameters
of the Weigh address that its readers shall see first.

--package writes the same edition as a data package too: its tables with what their columns mean, its references as BibTeX and
RIS, R scripts and the edition itself; \`review import\` makes a review of it. --brief writes a policy brief in plain words, for
Word or as a page to print, by the end of the name.

--license states under what the edition may be used: ${licenseKeys.join(', ')}. It is frozen with the edition and
printed on its page, in its package and in its brief. Left out, the edition says that none was stated.

With --json: { review, edition, hash, license, file, package, brief }; null for what was not asked for.`,
  options: {
    out: { type: 'string' },
    view: { type: 'string' },
    package: { type: 'string' },
    brief: { type: 'string' },
    license: { type: 'string' },
  },
  async run(input) {
    const out = text(input, 'out');
    if (!out) throw new UsageError('review publish needs --out FILE, such as --out edition.html.');
    const brief = text(input, 'brief');
    if (brief && !/\.(docx|html)$/i.test(brief))
      throw new UsageError('--brief takes a file whose name ends in .docx or .html.');
    const license = readLicense(text(input, 'license'));
    const file = freePath(input, out);
    const packageFile = text(input, 'package') ? freePath(input, text(input, 'package')!) : null;
    const briefFile = brief ? freePath(input, brief) : null;
    if (
      new Set([file, packageFile, briefFile].filter(Boolean)).size <
      [file, packageFile, briefFile].filter(Boolean).length
    )
      throw new UsageError('Every file of a publication needs a name of its own.');
    await ensureBuilt(input.terminal);
    const result = await withReview(input, async (acting) => {
      const evidence = indexEvidence(await loadDataset(acting.db, acting.review));
      const view = writeChoices(readView(input, evidence)).toString();
      const { number, hash, edition } = await publishEdition(acting, view, {
        fields: { ...emptyFields, license },
      });
      const products = [
        { path: file, name: 'page' },
        { path: packageFile, name: 'package.zip' },
        { path: briefFile, name: briefFile?.toLowerCase().endsWith('.docx') ? 'brief.docx' : 'brief.html' },
      ];
      for (const { path, name } of products) {
        if (path !== null) writeFileSync(path, await makeProduct(edition, hash, name, null));
      }
      const written = { file, package: packageFile, brief: briefFile };
      return { review: acting.review.slug, edition: number, hash, license, ...written };
    });
    printResult(input, result, ({ edition, hash }) =>
      [
        `Edition ${edition} (${hash.slice(0, 12)}) is in ${file}`,
        ...(packageFile ? [`Its data package is in ${packageFile}`] : []),
        ...(briefFile ? [`Its brief is in ${briefFile}`] : []),
      ].join('\n'),
    );
    return exitCode.done;
  },
};

/** In whatever case it was typed; null where none was stated. */
function readLicense(given: string | undefined): LicenseKey | null {
  if (given === undefined) return null;
  const key = licenseKeys.find((known) => known.toLowerCase() === given.toLowerCase());
  if (!key) throw new UsageError(`--license takes one of ${licenseKeys.join(', ')}.`);
  return key;
}

/** A place for a new file. */
function freePath({ terminal }: CommandInput, name: string): string {
  const path = resolve(terminal.folder, name);
  if (existsSync(path))
    throw new UsageError(`${path} is there already; a publication never overwrites a file.`);
  return path;
}
