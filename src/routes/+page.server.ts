import { redirect } from '@sveltejs/kit';
import { requireUser } from '#lib/server/access.ts';
import { firstSample, isSample } from '#lib/server/load-sample.ts';
import { listReviewsOf } from '#lib/server/store/reviews.ts';

/** Somebody with one review goes straight to it, somebody with samples only to the first of them. */
export async function load(event) {
  const { db, userId } = requireUser(event);
  const reviews = await listReviewsOf(db, userId);
  const first = reviews.every(isSample) ? reviews.find(({ slug }) => slug === firstSample) : undefined;
  const target = reviews.length === 1 ? reviews[0] : first;
  redirect(303, target ? `/reviews/${target.slug}` : '/reviews');
}
