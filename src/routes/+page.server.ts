import { redirect } from '@sveltejs/kit';
import { requireUser } from '#lib/server/access.ts';
import { listReviewsOf } from '#lib/server/store/reviews.ts';

/** Somebody with one review goes straight to it. */
export async function load(event) {
  const { db, userId } = requireUser(event);
  const reviews = await listReviewsOf(db, userId);
  redirect(303, reviews.length === 1 ? `/reviews/${reviews[0].slug}` : '/reviews');
}
