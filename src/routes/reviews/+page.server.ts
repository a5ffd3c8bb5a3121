import { fail, redirect } from '@sveltejs/kit';
import { packageLimits } from '#lib/core/package/unzip.ts';
import { requireUser } from '#lib/server/access.ts';
import { getApp } from '#lib/server/app.ts';
import { readStandardCodebook } from '#lib/server/standard-codebook.ts';
import { listReviewsOf } from '#lib/server/store/reviews.ts';
import { createReview } from '#lib/server/usecases/create-review.ts';
import { readCodebookText } from '#lib/server/usecases/import-folder.ts';
import { readPackageBeside } from '#lib/server/reading/read-package.ts';
import { openPackage } from '#lib/server/usecases/open-package.ts';
import { readTheme } from '#lib/server/http/theme.ts';

export async function load(event) {
  const { db, userId } = requireUser(event);
  const reviews = await listReviewsOf(db, userId);
  return {
    reviews: reviews.map(({ slug, title, question, createdAt }) => ({ slug, title, question, createdAt })),
    theme: readTheme(event.cookies),
    hasAccounts: getApp().auth !== null,
  };
}

const longestTitle = 200;

export const actions = {
  create: async (event) => {
    const acting = requireUser(event);
    const form = await event.request.formData();
    const title = String(form.get('title') ?? '').trim();
    const question = String(form.get('question') ?? '').trim();
    const refuse = (message: string) => fail(400, { title, question, message });
    if (title === '' || title.length > longestTitle)
      return refuse(`Give a title of at most ${longestTitle} characters.`);
    const file = form.get('codebook');
    const given = file instanceof File && file.size > 0 ? readCodebookText(await file.text()) : null;
    if (given && !given.codebook) return refuse(given.issues.map(({ message }) => message).join(' '));
    const codebook = given?.codebook ?? readStandardCodebook();
    const review = await createReview(acting, { title, question, codebook });
    redirect(303, `/reviews/${review.slug}`);
  },
  open: async (event) => {
    const acting = requireUser(event);
    const file = (await event.request.formData()).get('package');
    if (!(file instanceof File) || file.size === 0) return fail(400, { refused: ['Choose a data package.'] });
    if (file.size > packageLimits.packed)
      return fail(413, { refused: ['The file is larger than a data package may be.'] });
    const { review, issues } = await openPackage(acting, new Uint8Array(await file.arrayBuffer()), {
      read: readPackageBeside,
    });
    if (!review) return fail(400, { refused: issues.map(({ message }) => message) });
    redirect(303, `/reviews/${review.slug}`);
  },
};
