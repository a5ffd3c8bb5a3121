/** Reviews, who may do what in them, and the history of their changes. */
import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

export async function up(db: Kysely<never>, { countUp, makeAppendOnly }: Dialect): Promise<void> {
  await db.schema
    .createTable('review')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('slug', 'text', (column) => column.notNull().unique())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('caveat', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('focal_factor', 'text', (column) => column.notNull())
    .addColumn('codebook_version', 'integer', (column) => column.notNull())
    .addColumn('rubric', 'text', (column) => column.notNull())
    .addColumn('rungs', 'text', (column) => column.notNull())
    .addColumn('seed', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'text')
    .execute();
  await db.schema
    .createTable('member')
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('user_id', 'text', (column) => column.notNull().references('user.id'))
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('member_key', ['review_id', 'user_id'])
    .execute();
  await db.schema.createIndex('member_user').on('member').column('user_id').execute();
  await db.schema
    .createTable('history')
    .addColumn('id', 'integer', (column) => countUp(column.primaryKey()))
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('noun', 'text', (column) => column.notNull())
    .addColumn('row_id', 'text', (column) => column.notNull())
    .addColumn('row_version', 'integer', (column) => column.notNull())
    .addColumn('verb', 'text', (column) => column.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('undoes', 'integer', (column) => column.references('history.id'))
    .execute();
  await db.schema.createIndex('history_row').on('history').columns(['review_id', 'noun', 'row_id']).execute();
  await makeAppendOnly(db, 'history');
  await db.schema
    .createTable('counter')
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('noun', 'text', (column) => column.notNull())
    .addColumn('last', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('counter_key', ['review_id', 'noun'])
    .execute();
}
