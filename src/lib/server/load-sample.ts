import { join } from 'node:path';
import type { Acting } from './acting.ts';
import { projectRoot } from './project-root.ts';
import { readFolder } from './read-folder.ts';
import { listReviews, listSlugs } from './store/reviews.ts';
import type { Cite } from './usecases/create-study.ts';
import { importFolder } from './usecases/import-folder.ts';

export const sampleFolder = join(projectRoot, 'db', 'sample');

/** The reviews that a first start shows, the one to begin with first. The other is another field's, with numbers to pool. */
const samples = [
  { slug: 'sample', folder: sampleFolder },
  { slug: 'craft-2003', folder: join(projectRoot, 'db', 'sample-craft') },
];

/** Name, in addresses, of the sample that a first visit opens. */
export const firstSample = samples[0].slug;

/** Whether a review is one of those that come with the program. */
export function isSample({ slug }: { slug: string }): boolean {
  return samples.some((sample) => sample.slug === slug);
}

/**
 * Loads the sample reviews into a database without any other review, through the same use cases as anybody's files: a
 * first start shows what the program is for. One that was there before, kept or removed, does not come again.
 */
export async function loadSamplesWhenEmpty(acting: Acting, cite: Cite): Promise<void> {
  if (!(await listReviews(acting.db)).every(isSample)) return;
  for (const { slug, folder } of samples) {
    if ((await listSlugs(acting.db, slug)).includes(slug)) continue;
    const { review, issues } = await importFolder(acting, readFolder(folder), { cite, slug });
    const errors = issues.filter(({ severity }) => severity === 'error');
    if (!review || errors.length > 0) {
      const reasons = errors.map(({ message }) => message).join(' ');
      throw new Error(`The sample review "${slug}" can't be loaded: ${reasons}`);
    }
  }
}
