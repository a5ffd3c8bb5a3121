import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { canonicalJson } from '#lib/core/edition/canonical-json.ts';
import { findEmbedded } from '#lib/core/edition/embedded-edition.ts';
import { sha256 } from '#lib/core/edition/make-edition.ts';
import { listEditions, requireEdition } from '#lib/server/store/editions.ts';
import { listReviews } from '#lib/server/store/reviews.ts';
import { exitCode, UsageError, type Command, type CommandInput } from '../command.ts';
import { printResult } from '../output.ts';
import { withReviews, type OpenReviews } from './open-review.ts';

export const verifyCommand: Command = {
  name: 'review verify',
  usage: '[FILE]',
  summary: 'Check that the database is sound, or that a published file is what was published.',
  help: `
Checks the pages of the database file, every reference between rows, and the hash of every edition. With FILE, an edition as
HTML, checks whether its data still have the hash that it names; no database is opened. Somebody who changes both can’t be found
out by the file alone: compare the hash with the one that the publisher names.

With --json: { sound, editions, problems: [text] }; with FILE also { edition, hash }

Exit: 0 sound, 1 something is wrong.`,
  options: {},
  async run(input) {
    const [file] = input.positionals;
    const result = file === undefined ? await withReviews(input, verify) : await verifyFile(input, file);
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

/** The data of a published file against the hash in it. */
async function verifyFile({ terminal }: CommandInput, file: string) {
  const path = resolve(terminal.folder, file);
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  const frozen = findEmbedded(readFileSync(path, 'utf8'));
  if (!frozen) return { sound: false, editions: 0, problems: [`${file} holds no edition that can be read.`] };
  const { edition, hash } = frozen;
  const found = await sha256(canonicalJson(edition));
  const problems =
    found === hash
      ? []
      : [`${file} is not what was published: its data have the hash ${found}, not ${hash}. It was changed.`];
  return { sound: problems.length === 0, editions: 1, problems, edition: edition.number, hash };
}

function describeEditions(count: number): string {
  if (count === 0) return 'There is no edition to check.';
  return count === 1
    ? 'The edition has the hash it was published with.'
    : `All ${count} editions have the hash they were published with.`;
}
