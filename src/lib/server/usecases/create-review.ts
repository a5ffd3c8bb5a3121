import type { Codebook } from '#lib/core/codebook/codebook.ts';
import { defaultRubric, type Rubric } from '#lib/core/coding/rubric.ts';
import { defaultRungs, type Rung } from '#lib/core/coding/rungs.ts';
import type { Acting } from '../acting.ts';
import { newId, now } from '../new-id.ts';
import { insertCodebook } from '../store/codebooks.ts';
import { recordChange } from '../store/history.ts';
import { addMember } from '../store/members.ts';
import { insertReview, listSlugs, type Review } from '../store/reviews.ts';

export interface NewReview {
  title: string;
  /** Its name in addresses, where the title shall not make it. */
  slug?: string;
  question?: string;
  caveat?: string;
  codebook: Codebook;
  /** Seed of the review's resampling. */
  seed?: number;
  rubric?: Rubric;
  rungs?: Rung[];
}

/** Makes a review with its codebook; whoever makes it owns it. */
export function createReview(acting: Acting, input: NewReview): Promise<Review> {
  return acting.db.transaction().execute((trx) => insertNewReview({ ...acting, db: trx }, input));
}

/** The same inside a transaction that goes on. */
export async function insertNewReview({ db, userId }: Acting, input: NewReview): Promise<Review> {
  const review: Review = {
    id: newId(),
    slug: await freeSlug(db, input.slug ?? input.title),
    title: input.title,
    question: input.question ?? '',
    caveat: input.caveat ?? '',
    language: input.codebook.language,
    focalFactor: input.codebook.focalFactor,
    codebookVersion: 1,
    rubric: input.rubric ?? defaultRubric,
    rungs: input.rungs ?? defaultRungs,
    widenings: input.codebook.widenings
      ? { of: input.codebook.focalFactor, steps: input.codebook.widenings }
      : null,
    seed: input.seed ?? 1,
    version: 1,
    createdAt: now(),
  };
  await insertReview(db, review);
  await addMember(db, review.id, userId, 'owner');
  await insertCodebook(db, review.id, input.codebook);
  const { title, slug } = review;
  await recordChange(db, {
    reviewId: review.id,
    userId,
    noun: 'review',
    rowId: review.id,
    rowVersion: review.version,
    verb: 'create',
    before: null,
    after: { title, slug },
  });
  return review;
}

/** A short name for addresses, made from the title; a number is added where it is taken. */
async function freeSlug(db: Acting['db'], title: string): Promise<string> {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const slug =
    words
      .join('-')
      .slice(0, 48)
      .replace(/-[^-]*$/, (tail) => (words.join('-').length > 48 ? '' : tail)) || 'review';
  const taken = new Set(await listSlugs(db, slug));
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number++;
  return `${slug}-${number}`;
}
