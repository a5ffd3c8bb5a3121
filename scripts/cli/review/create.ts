import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readFolder } from '#lib/server/read-folder.ts';
import { looksLikeZip } from '#lib/core/package/read-data-package.ts';
import { readStandardCodebook } from '#lib/server/standard-codebook.ts';
import { createReview } from '#lib/server/usecases/create-review.ts';
import { openPackage } from '#lib/server/usecases/open-package.ts';
import { importFolder, readCodebookText, type FolderImported } from '#lib/server/usecases/import-folder.ts';
import { exitCode, text, UsageError, type Command, type CommandInput } from '../command.ts';
import { readInput } from '../input.ts';
import { printResult } from '../output.ts';
import { noteIssues } from './note-issues.ts';
import { cite, withReviews, type OpenReviews } from './open-review.ts';
import { readReviewFile } from './review-file.ts';

export const createCommand: Command = {
  name: 'review create',
  usage:
    '[--title TITLE] [--question TEXT] [--name NAME] [--codebook codebook.json] [--from FOLDER|review.json|package.zip]',
  summary: 'Make a review: empty, or from what `review export` wrote.',
  help: `
An empty review needs a title; its codebook is the standard one unless --codebook names another. --from takes a folder
(review.json, codebook.json, library.bib, studies.csv, claims.csv, estimates.csv, head-to-head.csv, certainty.csv,
case-tables.csv, cases.csv, withheld.csv, each as far as it is there), the JSON of \`review export --to json\`, or a data package of
an edition. docs/review-folder.md says what is in each. What withheld.csv names is kept out of the new review's editions.
--name is its name in addresses and for the other verbs.

With --json: { review, title, counts: { references, studies, claims, estimates, comparisons, certainty, caseTables, withheld },
  issues }

Exit: 0 done, 1 made, but something of the folder was lost, 2 nothing was made.`,
  options: {
    title: { type: 'string' },
    question: { type: 'string' },
    name: { type: 'string' },
    codebook: { type: 'string' },
    from: { type: 'string' },
  },
  async run(input) {
    const { review, counts, issues } = await withReviews(input, (reviews) => create(input, reviews));
    noteIssues(input, issues);
    if (!review) return exitCode.unusable;
    printResult(
      input,
      { review: review.slug, title: review.title, counts, issues },
      () => `Made the review "${review.slug}".`,
    );
    return issues.some(({ severity }) => severity === 'error') ? exitCode.withLosses : exitCode.done;
  },
};

async function create(input: CommandInput, { acting }: OpenReviews): Promise<FolderImported> {
  const title = text(input, 'title') ?? '';
  const slug = text(input, 'name');
  const from = text(input, 'from');
  if (from !== undefined) {
    const path = resolve(input.terminal.folder, from);
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
    if (isFolder) return importFolder(acting, readFolder(path), { cite, title, slug });
    const bytes = await readInput(from, input.terminal);
    if (looksLikeZip(bytes)) return openPackage(acting, bytes, { title, slug });
    return importFolder(acting, readReviewFile(bytes), { cite, title, slug });
  }
  if (title === '') throw new UsageError('A review needs a title: --title "What makes partnerships work?"');
  const codebookFile = text(input, 'codebook');
  const given = codebookFile
    ? readCodebookText((await readInput(codebookFile, input.terminal)).toString('utf8'))
    : null;
  const tables = {
    studies: 0,
    claims: 0,
    estimates: 0,
    comparisons: 0,
    certainty: 0,
    caseTables: 0,
    withheld: 0,
  };
  const counts = { references: 0, ...tables };
  if (given && !given.codebook) return { review: null, counts, issues: given.issues };
  const codebook = given?.codebook ?? readStandardCodebook();
  const review = await createReview(acting, { title, slug, question: text(input, 'question'), codebook });
  return { review, counts, issues: [] };
}
