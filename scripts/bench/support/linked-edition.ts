import { makeEditionFile } from '#lib/server/publishing/edition-file.ts';
import { findReview } from '#lib/server/store/reviews.ts';
import { publishEdition } from '#lib/server/usecases/publish-edition.ts';
import { makeLink } from '#lib/server/usecases/share-link.ts';
import { addSampleReview, withDatabase } from './large-review.ts';

/** Puts the sample into a data folder, freezes it and makes a link to it. */
export async function addLinkedEdition(dataFolder: string): Promise<{ token: string; html: string }> {
  await addSampleReview(dataFolder);
  return withDatabase(dataFolder, async (acting) => {
    const review = await findReview(acting.db, 'sample');
    if (!review) throw new Error('The sample did not come in.');
    const { edition, hash, number } = await publishEdition({ ...acting, review }, '');
    const { token } = await makeLink({ ...acting, review }, number);
    return { token, html: await makeEditionFile(edition, hash) };
  });
}
