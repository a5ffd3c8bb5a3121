import { sha256 } from '#lib/core/edition/make-edition.ts';
import { listEditions, requireEdition } from '#lib/server/store/editions.ts';
import { listReviews } from '#lib/server/store/reviews.ts';
import { exitCode, type Command } from '../command.ts';
import { printResult } from '../output.ts';
import { withReviews, type OpenReviews } from './open-review.ts';

export const verifyCommand: Command = {
  name: 'review verify',
  usage: '',
  summary: 'Check that the database is sound and that no edition was altered.',
  help: `
Checks the pages of the database file, every reference between rows, and the hash of every edition.

With --json: { sound, editions, problems: [text] }

Exit: 0 sound, 1 something is wrong.`,
  options: {},
  async run(input) {
    const result = await withReviews(input, verify);
    printResult(input, result, ({ sound, editions, problems }) =>
      sound ? `Sound. ${describeEditions(editions)}` : problems.join('\n'),
    );
    return result.sound ? exitCode.done : exitCode.withLosses;
  },
};

async function verify({ open }: OpenReviews) {
  const problems = open.findDamage?.() ?? [];
  let editions = 0;
  for (const { id, slug } of await listReviews(open.db)) {
    for (const { number } of await listEditions(open.db, id)) {
      editions++;
      const { payload, hash } = await requireEdition(open.db, id, number);
      if ((await sha256(payload)) !== hash)
        problems.push(`Edition ${number} of ${slug} is not what was published.`);
    }
  }
  return { sound: problems.length === 0, editions, problems };
}

function describeEditions(count: number): string {
  if (count === 0) return 'There is no edition to check.';
  return count === 1
    ? 'The edition has the hash it was published with.'
    : `All ${count} editions have the hash they were published with.`;
}
