import { sql, type ExpressionBuilder } from 'kysely';
import type { Dialect } from '#db/dialect.ts';
import type { Schema } from '#db/schema.ts';
import { normaliseTitle } from '#lib/core/references/identity.ts';
import type { Db } from './db.ts';
import { searchReferences, type ReferenceLine } from './references.ts';

/** What a review holds under a name. */
export interface Found {
  references: Pick<ReferenceLine, 'id' | 'label' | 'title'>[];
  /** With the title of the main report, where there is one. */
  studies: { id: string; label: string; title: string }[];
  /** `top` is the factor of the first level that this one belongs to; itself where it stands there. */
  factors: { key: string; label: string; top: { key: string; label: string } }[];
}

const longestText = 120;
const mostWords = 8;

/**
 * References, studies and factors of a review by name, a few of each. Every word must be found somewhere: of a reference
 * in what the library's search reads, of a study in its label or its reports, of a factor in its label or its key.
 */
export async function findInReview(
  db: Db,
  dialect: Dialect,
  reviewId: string,
  text: string,
  limit = 6,
): Promise<Found> {
  const words = text
    .slice(0, longestText)
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, mostWords);
  if (words.length === 0) return { references: [], studies: [], factors: [] };
  const query = { text: words.join(' '), sort: 'label', descending: false, limit, offset: 0 } as const;
  const { lines } = await searchReferences(db, dialect, reviewId, query);
  return {
    references: lines.map(({ id, label, title }) => ({ id, label, title })),
    studies: await findStudies(db, dialect, reviewId, words, limit),
    factors: await findFactors(db, reviewId, words, limit),
  };
}

async function findStudies(db: Db, dialect: Dialect, reviewId: string, words: string[], limit: number) {
  let found = db
    .selectFrom('study')
    .leftJoin('report', (join) =>
      join.onRef('report.study_id', '=', 'study.id').on('report.position', '=', 0),
    )
    .leftJoin('reference', 'reference.id', 'report.reference_id')
    .select(['study.id', 'study.label', 'reference.title'])
    .where('study.review_id', '=', reviewId)
    .where('study.removed_at', 'is', null);
  for (const word of words) {
    found = found.where((where) =>
      where.or([
        contains('study.label', word),
        where.exists(reportsWith(where, normaliseTitle(word) || word)),
      ]),
    );
  }
  const rows = await found.orderBy(dialect.byBytes('study.label')).orderBy('study.id').limit(limit).execute();
  return rows.map(({ id, label, title }) => ({ id, label, title: title ?? '' }));
}

function reportsWith(where: ExpressionBuilder<Schema, 'study'>, word: string) {
  return where
    .selectFrom('report as told')
    .innerJoin('reference as source', 'source.id', 'told.reference_id')
    .select('source.id')
    .whereRef('told.study_id', '=', 'study.id')
    .where(contains('source.search_text', word));
}

async function findFactors(db: Db, reviewId: string, words: string[], limit: number) {
  const current = db
    .selectFrom('concept')
    .innerJoin('concept_wording as wording', (join) =>
      join.onRef('wording.concept_id', '=', 'concept.id').onRef('wording.version', '=', 'concept.version'),
    )
    .where('concept.review_id', '=', reviewId)
    .where('concept.kind', '=', 'factor');
  let found = current.select(['concept.id', 'concept.key', 'wording.label']).where('wording.retired', '=', 0);
  for (const word of words) {
    found = found.where(({ or }) => or([contains('wording.label', word), contains('concept.key', word)]));
  }
  const rows = await found
    // Labels that begin as typed come first, then the order of the codebook, which names the broad before the narrow.
    .orderBy(
      sql`case when lower(wording.label) like ${`${escape(words.join(' '))}%`} escape '\\' then 0 else 1 end`,
    )
    .orderBy('concept.position')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const tops = await db
    .withRecursive('line', (line) =>
      line
        .selectFrom(
          current
            .select(['concept.id as start', 'concept.key', 'wording.label', 'wording.parent_id'])
            .where('concept.id', 'in', ids)
            .as('first'),
        )
        .select(['start', 'key', 'label', 'parent_id'])
        .unionAll(
          line
            .selectFrom('line')
            .innerJoin('concept', 'concept.id', 'line.parent_id')
            .innerJoin('concept_wording as wording', (join) =>
              join
                .onRef('wording.concept_id', '=', 'concept.id')
                .onRef('wording.version', '=', 'concept.version'),
            )
            .select(['line.start', 'concept.key', 'wording.label', 'wording.parent_id']),
        ),
    )
    .selectFrom('line')
    .select(['start', 'key', 'label'])
    .where('parent_id', 'is', null)
    .execute();
  const topOf = new Map(tops.map(({ start, key, label }) => [start, { key, label }]));
  return rows.map(({ id, key, label }) => ({ key, label, top: topOf.get(id) ?? { key, label } }));
}

function contains(column: string, text: string) {
  return sql<boolean>`lower(${sql.ref(column)}) like ${`%${escape(text)}%`} escape '\\'`;
}

function escape(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
