/** Import batches with their entries, and the references that came of them. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('import_batch')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('file_hash', 'text', (column) => column.notNull())
    .addColumn('file_size', 'integer', (column) => column.notNull())
    .addColumn('format', 'text')
    .addColumn('encoding', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('found', 'integer', (column) => column.notNull())
    .addColumn('kept', 'integer', (column) => column.notNull())
    .addColumn('repaired', 'integer', (column) => column.notNull())
    .addColumn('lost', 'integer', (column) => column.notNull())
    .addColumn('issues', 'text', (column) => column.notNull())
    .addColumn('failure', 'text')
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('committed_at', 'text')
    .addColumn('undone_at', 'text')
    .execute();
  await db.schema.createIndex('import_batch_review').on('import_batch').column('review_id').execute();
  await db.schema
    .createTable('reference')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('batch_id', 'text', (column) => column.references('import_batch.id'))
    .addColumn('cite_key', 'text', (column) => column.notNull())
    .addColumn('csl', 'text', (column) => column.notNull())
    .addColumn('raw', 'text', (column) => column.notNull())
    .addColumn('raw_format', 'text', (column) => column.notNull())
    .addColumn('raw_line', 'integer')
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('container', 'text', (column) => column.notNull())
    .addColumn('year', 'integer')
    .addColumn('doi_key', 'text')
    .addColumn('title_key', 'text', (column) => column.notNull())
    .addColumn('search_text', 'text', (column) => column.notNull())
    .addColumn('citation', 'text')
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'text')
    .execute();
  await db.schema
    .createTable('import_entry')
    .addColumn('batch_id', 'text', (column) => column.notNull().references('import_batch.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('line', 'integer')
    .addColumn('cite_key', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('duplicate_of', 'text')
    .addColumn('included', 'integer', (column) => column.notNull())
    .addColumn('reference_id', 'text', (column) => column.references('reference.id'))
    .addColumn('csl', 'text')
    .addColumn('raw', 'text')
    .addPrimaryKeyConstraint('import_entry_key', ['batch_id', 'position'])
    .execute();
  await db.schema
    .createIndex('reference_cite_key')
    .on('reference')
    .columns(['review_id', 'cite_key'])
    .execute();
  await db.schema.createIndex('reference_doi').on('reference').columns(['review_id', 'doi_key']).execute();
  await db.schema
    .createIndex('reference_title')
    .on('reference')
    .columns(['review_id', 'title_key'])
    .execute();
  await db.schema.createIndex('reference_batch').on('reference').column('batch_id').execute();
}
