import { sql } from 'kysely';
import type { Db } from './db.ts';

/** The letter that short names of a kind of record begin with: C129, E001. */
const letters = {
  claim: 'C',
  estimate: 'E',
  comparison: 'H',
  certainty_judgement: 'J',
  case_table: 'T',
} as const;
export type CountedNoun = keyof typeof letters;

/** The next free short name of a kind of record in a review. */
export async function nextKey(db: Db, reviewId: string, noun: CountedNoun): Promise<string> {
  const { last } = await db
    .insertInto('counter')
    .values({ review_id: reviewId, noun, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['review_id', 'noun']).doUpdateSet({ last: sql<number>`counter.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return `${letters[noun]}${String(last).padStart(3, '0')}`;
}

/** Moves the counter past short names that came with an import, so that new ones stay free. */
export async function passKeys(
  db: Db,
  reviewId: string,
  noun: CountedNoun,
  keys: Iterable<string>,
): Promise<void> {
  const pattern = new RegExp(`^${letters[noun]}0*(\\d{1,9})$`);
  let highest = 0;
  for (const key of keys) highest = Math.max(highest, Number(pattern.exec(key)?.[1] ?? 0));
  if (highest === 0) return;
  await db
    .insertInto('counter')
    .values({ review_id: reviewId, noun, last: highest })
    .onConflict((conflict) =>
      conflict
        .columns(['review_id', 'noun'])
        .doUpdateSet({ last: highest })
        .where('counter.last', '<', highest),
    )
    .execute();
}
