/** Coded cases: the conditions and the outcome of each, with what turns raw values into memberships. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('case_table')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('outcome_id', 'text', (column) => column.notNull().references('concept.id'))
    .addColumn('exclusion', 'double precision')
    .addColumn('crossover', 'double precision')
    .addColumn('inclusion', 'double precision')
    .addColumn('inclusion_cut', 'double precision', (column) => column.notNull())
    .addColumn('frequency_cut', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'text')
    .addUniqueConstraint('case_table_by_key', ['review_id', 'key'])
    .execute();
  await db.schema
    .createTable('case_condition')
    .addColumn('table_id', 'text', (column) => column.notNull().references('case_table.id'))
    .addColumn('factor_id', 'text', (column) => column.notNull().references('concept.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('expected', 'text')
    .addColumn('exclusion', 'double precision')
    .addColumn('crossover', 'double precision')
    .addColumn('inclusion', 'double precision')
    .addPrimaryKeyConstraint('case_condition_key', ['table_id', 'factor_id'])
    .execute();
  await db.schema
    .createTable('case_row')
    .addColumn('table_id', 'text', (column) => column.notNull().references('case_table.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('study_id', 'text', (column) => column.references('study.id'))
    .addColumn('outcome', 'double precision')
    .addColumn('conditions', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('case_row_key', ['table_id', 'position'])
    .execute();
}
