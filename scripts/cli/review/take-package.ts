import { readDataPackage } from '#lib/core/package/read-data-package.ts';
import { findReview } from '#lib/server/store/reviews.ts';
import { openPackage } from '#lib/server/usecases/open-package.ts';
import { exitCode, UsageError, type CommandInput } from '../command.ts';
import { printResult } from '../output.ts';
import { noteIssues } from './note-issues.ts';
import { withReviews } from './open-review.ts';

/** Makes the review that the first argument names of a data package. */
export async function takePackage(input: CommandInput, bytes: Buffer, { dryRun }: { dryRun: boolean }) {
  const [slug] = input.positionals;
  const { review, title, counts, issues } = await withReviews(input, async ({ acting }) => {
    if (await findReview(acting.db, slug)) {
      throw new UsageError(
        `The review "${slug}" is there already. A data package makes a review of its own; give it another name.`,
      );
    }
    if (!dryRun) {
      const made = await openPackage(acting, bytes, { slug });
      return { ...made, review: made.review?.slug ?? null, title: made.review?.title ?? '' };
    }
    const { edition, issues } = readDataPackage(bytes);
    if (!edition) return { review: null, title: '', counts: null, issues };
    const { title, references, studies, claims, estimates, comparisons, certainty } = edition.dataset;
    const tables = { references, studies, claims, estimates, comparisons, certainty };
    const counts = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length]));
    return { review: slug, title, counts, issues };
  });
  noteIssues(input, issues);
  if (review === null || counts === null) return exitCode.unusable;
  printResult(input, { review, title, counts, issues }, () => {
    const told = Object.entries(counts).map(([noun, number]) => `${number} ${noun}`);
    const wrote = dryRun ? 'Nothing was written: this was a dry run.' : `Made the review "${review}".`;
    return `${told.join(', ')}\n${wrote}`;
  });
  return exitCode.done;
}
