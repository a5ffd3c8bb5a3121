/** Concepts and code lists: stable identities, and one wording a version. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('concept')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addUniqueConstraint('concept_by_key', ['review_id', 'kind', 'key'])
    .execute();
  await db.schema
    .createTable('concept_wording')
    .addColumn('concept_id', 'text', (column) => column.notNull().references('concept.id'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('parent_id', 'text', (column) => column.references('concept.id'))
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('definition', 'text', (column) => column.notNull())
    .addColumn('include', 'text', (column) => column.notNull())
    .addColumn('exclude', 'text', (column) => column.notNull())
    .addColumn('sources', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('reverse', 'integer', (column) => column.notNull())
    .addColumn('distance', 'integer')
    .addColumn('retired', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('concept_wording_key', ['concept_id', 'version'])
    .execute();
  await db.schema
    .createTable('code')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('list', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addUniqueConstraint('code_by_key', ['review_id', 'list', 'key'])
    .execute();
  await db.schema
    .createTable('code_wording')
    .addColumn('code_id', 'text', (column) => column.notNull().references('code.id'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('rank_order', 'integer')
    .addColumn('tier', 'text')
    .addColumn('rank', 'integer')
    .addColumn('retired', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('code_wording_key', ['code_id', 'version'])
    .execute();
  await db.schema
    .createTable('evidence_note')
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('definition', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('evidence_note_key', ['review_id', 'key'])
    .execute();
}
