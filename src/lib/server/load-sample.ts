import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Acting } from './acting.ts';
import { projectRoot } from './project-root.ts';
import type { Cite } from './usecases/create-study.ts';
import { importFolder } from './usecases/import-folder.ts';
import type { Review } from './store/reviews.ts';

export const sampleFolder = join(projectRoot, 'db', 'sample');

/** Loads the sample review, through the same use cases as anybody's files. */
export async function loadSample(acting: Acting, cite: Cite): Promise<Review> {
  const { review, issues } = await importFolder(acting, (name) => readFileSync(join(sampleFolder, name)), {
    cite,
    question: 'How big a part does leadership really play in what makes partnerships between agencies work?',
    caveat:
      'A purposive sample, coded by one person mostly from abstracts; not a systematic review. No share may be quoted as the state of the evidence.',
  });
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (!review || errors.length > 0) {
    throw new Error(`The sample review can't be loaded: ${errors.map(({ message }) => message).join(' ')}`);
  }
  return review;
}
