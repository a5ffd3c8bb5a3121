/** Studies with their reports and facts, claims, estimates and comparisons. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('study')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('design', 'text')
    .addColumn('tier', 'text')
    .addColumn('n', 'integer')
    .addColumn('n_unit', 'text')
    .addColumn('setting', 'text')
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('codebook_version', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'text')
    .addUniqueConstraint('study_by_key', ['review_id', 'key'])
    .execute();
  await db.schema
    .createTable('study_code')
    .addColumn('study_id', 'text', (column) => column.notNull().references('study.id'))
    .addColumn('field', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('study_code_key', ['study_id', 'field', 'code'])
    .execute();
  await db.schema
    .createTable('report')
    .addColumn('study_id', 'text', (column) => column.notNull().references('study.id'))
    .addColumn('reference_id', 'text', (column) => column.notNull().references('reference.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('report_key', ['study_id', 'reference_id'])
    .execute();
  await db.schema.createIndex('report_reference').on('report').column('reference_id').execute();
  await db.schema
    .createTable('claim')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('study_id', 'text', (column) => column.notNull().references('study.id'))
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('factor_id', 'text', (column) => column.notNull().references('concept.id'))
    .addColumn('outcome_id', 'text', (column) => column.references('concept.id'))
    .addColumn('target_factor_id', 'text', (column) => column.references('concept.id'))
    .addColumn('direction', 'text', (column) => column.notNull())
    .addColumn('factor_pole', 'text', (column) => column.notNull())
    .addColumn('strength', 'text')
    .addColumn('attribution', 'text')
    .addColumn('source', 'text')
    .addColumn('same_source', 'text')
    .addColumn('locus', 'text')
    .addColumn('style', 'text')
    .addColumn('setting', 'text')
    .addColumn('mechanism', 'text', (column) => column.notNull())
    .addColumn('finding', 'text', (column) => column.notNull())
    .addColumn('finding_is', 'text', (column) => column.notNull())
    .addColumn('locator', 'text', (column) => column.notNull())
    .addColumn('source_url', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('codebook_version', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'text')
    .addUniqueConstraint('claim_by_key', ['review_id', 'key'])
    .execute();
  await db.schema.createIndex('claim_study').on('claim').column('study_id').execute();
  await db.schema
    .createTable('claim_stage')
    .addColumn('claim_id', 'text', (column) => column.notNull().references('claim.id'))
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('claim_stage_key', ['claim_id', 'code'])
    .execute();
  await db.schema
    .createTable('claim_flag')
    .addColumn('claim_id', 'text', (column) => column.notNull().references('claim.id'))
    .addColumn('flag', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('claim_flag_key', ['claim_id', 'flag'])
    .execute();
  await db.schema
    .createTable('estimate')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('study_id', 'text', (column) => column.notNull().references('study.id'))
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('a_concept_id', 'text', (column) => column.notNull().references('concept.id'))
    .addColumn('b_concept_id', 'text', (column) => column.notNull().references('concept.id'))
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('value', 'double precision', (column) => column.notNull())
    .addColumn('n', 'integer')
    .addColumn('n_unit', 'text')
    .addColumn('ci_low', 'double precision')
    .addColumn('ci_high', 'double precision')
    .addColumn('p_relation', 'text')
    .addColumn('p_value', 'double precision')
    .addColumn('adjusted', 'text')
    .addColumn('same_source', 'text')
    .addColumn('locator', 'text', (column) => column.notNull())
    .addColumn('source_url', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'text')
    .addUniqueConstraint('estimate_by_key', ['review_id', 'key'])
    .execute();
  await db.schema.createIndex('estimate_study').on('estimate').column('study_id').execute();
  await db.schema
    .createTable('comparison')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('study_id', 'text', (column) => column.notNull().references('study.id'))
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('outcome_id', 'text', (column) => column.notNull().references('concept.id'))
    .addColumn('focal_factor_id', 'text', (column) => column.notNull().references('concept.id'))
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'text')
    .addUniqueConstraint('comparison_by_key', ['review_id', 'key'])
    .execute();
  await db.schema.createIndex('comparison_study').on('comparison').column('study_id').execute();
  await db.schema
    .createTable('comparison_rival')
    .addColumn('comparison_id', 'text', (column) => column.notNull().references('comparison.id'))
    .addColumn('factor_id', 'text', (column) => column.notNull().references('concept.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('comparison_rival_key', ['comparison_id', 'factor_id'])
    .execute();
  await db.schema
    .createTable('comparison_claim')
    .addColumn('comparison_id', 'text', (column) => column.notNull().references('comparison.id'))
    .addColumn('claim_id', 'text', (column) => column.notNull().references('claim.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('comparison_claim_key', ['comparison_id', 'claim_id'])
    .execute();
}
