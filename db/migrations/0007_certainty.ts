/** How sure a review is: judgements of GRADE and GRADE-CERQual, domain by domain, with their reasons. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('certainty_judgement')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('review_id', 'text', (column) => column.notNull().references('review.id'))
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('approach', 'text', (column) => column.notNull())
    .addColumn('factor_id', 'text', (column) => column.notNull().references('concept.id'))
    .addColumn('outcome_id', 'text', (column) => column.references('concept.id'))
    .addColumn('statement', 'text', (column) => column.notNull())
    .addColumn('start_level', 'text')
    .addColumn('level', 'text')
    .addColumn('level_reason', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'text')
    .addUniqueConstraint('certainty_judgement_by_key', ['review_id', 'key'])
    .execute();
  // One body of evidence has one judgement; qualitative findings of a pair may be many.
  await db.schema
    .createIndex('certainty_judgement_once')
    .on('certainty_judgement')
    .columns(['review_id', 'factor_id', 'outcome_id'])
    .unique()
    .where(sql.ref('approach'), '=', 'grade')
    .where(sql.ref('removed_at'), 'is', null)
    .execute();
  await db.schema
    .createTable('certainty_domain')
    .addColumn('judgement_id', 'text', (column) => column.notNull().references('certainty_judgement.id'))
    .addColumn('domain', 'text', (column) => column.notNull())
    .addColumn('rating', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('certainty_domain_key', ['judgement_id', 'domain'])
    .execute();
  await db.schema
    .createTable('certainty_study')
    .addColumn('judgement_id', 'text', (column) => column.notNull().references('certainty_judgement.id'))
    .addColumn('study_id', 'text', (column) => column.notNull().references('study.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('certainty_study_key', ['judgement_id', 'study_id'])
    .execute();
}
