import { join } from 'node:path';
import type { Acting } from './acting.ts';
import { projectRoot } from './project-root.ts';
import { readFolder } from './read-folder.ts';
import { listReviews } from './store/reviews.ts';
import type { Cite } from './usecases/create-study.ts';
import { importFolder } from './usecases/import-folder.ts';

export const sampleFolder = join(projectRoot, 'db', 'sample');

/**
 * Loads the sample review into a database without any review, through the same use cases as anybody's files: a first
 * start shows what the program is for.
 */
export async function loadSampleWhenEmpty(acting: Acting, cite: Cite): Promise<void> {
  if ((await listReviews(acting.db)).length > 0) return;
  const { review, issues } = await importFolder(acting, readFolder(sampleFolder), { cite, slug: 'sample' });
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (!review || errors.length > 0) {
    throw new Error(`The sample review can't be loaded: ${errors.map(({ message }) => message).join(' ')}`);
  }
}
