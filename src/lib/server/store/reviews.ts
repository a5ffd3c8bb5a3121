import type { Selectable } from 'kysely';
import type { ReviewTable } from '#db/schema.ts';
import type { Rubric } from '#lib/core/coding/rubric.ts';
import type { Rung } from '#lib/core/coding/rungs.ts';
import { NotFoundError, StaleWriteError, type Db } from './db.ts';

/** A review with its settings; what it holds is in other stores. */
export interface Review {
  id: string;
  slug: string;
  title: string;
  question: string;
  caveat: string;
  language: string;
  focalFactor: string;
  codebookVersion: number;
  rubric: Rubric;
  rungs: Rung[];
  /** Ever wider meanings of one factor, as its codebook lists them; they hold while it is the focal one. */
  widenings: { of: string; steps: string[][] } | null;
  seed: number;
  version: number;
  createdAt: string;
}

export async function insertReview(db: Db, review: Review): Promise<void> {
  await db
    .insertInto('review')
    .values({
      id: review.id,
      slug: review.slug,
      title: review.title,
      question: review.question,
      caveat: review.caveat,
      language: review.language,
      focal_factor: review.focalFactor,
      codebook_version: review.codebookVersion,
      rubric: JSON.stringify(review.rubric),
      rungs: JSON.stringify(review.rungs),
      widenings: review.widenings && JSON.stringify(review.widenings),
      seed: review.seed,
      version: review.version,
      created_at: review.createdAt,
      removed_at: null,
    })
    .execute();
}

export async function findReview(db: Db, slug: string): Promise<Review | undefined> {
  const row = await reviews(db).where('slug', '=', slug).executeTakeFirst();
  return row && toReview(row);
}

export async function listReviews(db: Db): Promise<Review[]> {
  const rows = await reviews(db).orderBy('created_at').execute();
  return rows.map(toReview);
}

export async function listReviewsOf(db: Db, userId: string): Promise<Review[]> {
  const mine = db.selectFrom('member').select('review_id').where('user_id', '=', userId);
  const rows = await reviews(db).where('id', 'in', mine).orderBy('created_at').execute();
  return rows.map(toReview);
}

/** Slugs that begin alike, those of removed reviews too: a slug is never given twice. */
export async function listSlugs(db: Db, beginning: string): Promise<string[]> {
  const rows = await db.selectFrom('review').select('slug').where('slug', 'like', `${beginning}%`).execute();
  return rows.map(({ slug }) => slug);
}

export type ReviewSettings = Pick<
  Review,
  'title' | 'question' | 'caveat' | 'focalFactor' | 'rubric' | 'rungs'
>;

/** @throws StaleWriteError where the review was changed since `version`. */
export async function updateReviewSettings(
  db: Db,
  id: string,
  version: number,
  { title, question, caveat, focalFactor, rubric, rungs }: ReviewSettings,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('review')
    .set({
      title,
      question,
      caveat,
      focal_factor: focalFactor,
      rubric: JSON.stringify(rubric),
      rungs: JSON.stringify(rungs),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return;
  const current = await reviews(db).where('id', '=', id).executeTakeFirst();
  if (!current) throw new NotFoundError('review');
  throw new StaleWriteError(toReview(current));
}

function reviews(db: Db) {
  return db.selectFrom('review').selectAll().where('removed_at', 'is', null);
}

function toReview(row: Selectable<ReviewTable>): Review {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    question: row.question,
    caveat: row.caveat,
    language: row.language,
    focalFactor: row.focal_factor,
    codebookVersion: row.codebook_version,
    rubric: JSON.parse(row.rubric),
    rungs: JSON.parse(row.rungs),
    widenings: row.widenings === null ? null : JSON.parse(row.widenings),
    seed: row.seed,
    version: row.version,
    createdAt: row.created_at,
  };
}
