/** What becomes of editions after they were frozen, what stays out of them, and links that end or ask for a passphrase. */
import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

export async function up(db: Kysely<never>, { countUp, makeAppendOnly }: Dialect): Promise<void> {
  await db.schema
    .createTable('edition_status')
    .addColumn('id', 'integer', (column) => countUp(column.primaryKey()))
    .addColumn('edition_id', 'text', (column) => column.notNull().references('edition.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await makeAppendOnly(db, 'edition_status');
  await db.schema.createIndex('edition_status_edition').on('edition_status').column('edition_id').execute();
  // Public editions are found by their hash.
  await db.schema.createIndex('edition_hash').on('edition').column('hash').execute();
  await db.schema.alterTable('edition_link').addColumn('expires_at', 'text').execute();
  await db.schema.alterTable('edition_link').addColumn('passphrase_hash', 'text').execute();
  await db.schema
    .createTable('withheld')
    .addColumn('row_id', 'text', (column) => column.primaryKey())
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('noun', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('withheld_review').on('withheld').column('review_id').execute();
}
