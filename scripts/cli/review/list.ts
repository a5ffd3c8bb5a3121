import { listReviews } from '#lib/server/store/reviews.ts';
import { countReferences } from '#lib/server/store/references.ts';
import { listClaims } from '#lib/server/store/claims.ts';
import { listStudies } from '#lib/server/store/studies.ts';
import { exitCode, type Command } from '../command.ts';
import { formatTable, printResult } from '../output.ts';
import { withReviews } from './open-review.ts';

export const listCommand: Command = {
  name: 'review list',
  usage: '',
  summary: 'List the reviews of this installation.',
  help: `
With --json: { reviews: [{ review, title, question, references, studies, claims, created }] }, where review is the name that
the other verbs take.`,
  options: {},
  async run(input) {
    const reviews = await withReviews(input, async ({ open: { db } }) => {
      const lines = [];
      for (const { id, slug, title, question, createdAt } of await listReviews(db)) {
        lines.push({
          review: slug,
          title,
          question,
          references: await countReferences(db, id),
          studies: (await listStudies(db, id)).length,
          claims: (await listClaims(db, id)).length,
          created: createdAt,
        });
      }
      return lines;
    });
    printResult(input, { reviews }, () =>
      formatTable(
        ['review', 'references', 'studies', 'claims', 'title'],
        reviews.map(({ review, references, studies, claims, title }) => [
          review,
          references,
          studies,
          claims,
          title,
        ]),
      ),
    );
    return exitCode.done;
  },
};
