import { requireReview } from '#lib/server/access.ts';
import { getApp } from '#lib/server/app.ts';
import { readTheme } from '#lib/server/http/theme.ts';
import { listReviewsOf } from '#lib/server/store/reviews.ts';

export async function load(event) {
  const { db, review, role, user } = await requireReview(event, 'viewer');
  const reviews = await listReviewsOf(db, user.id);
  return {
    review: { slug: review.slug, title: review.title, question: review.question, caveat: review.caveat },
    role,
    user,
    hasAccounts: getApp().auth !== null,
    theme: readTheme(event.cookies),
    reviews: reviews.map(({ slug, title }) => ({ slug, title })),
  };
}
