/** How widely a review's focal factor may be meant: a list of its codebook. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('review').addColumn('widenings', 'text').execute();
}
