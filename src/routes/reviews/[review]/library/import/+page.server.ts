import { requireReview } from '#lib/server/access.ts';
import { largestFile, largestFileWords } from '#lib/server/limits.ts';

export async function load(event) {
  await requireReview(event, 'coder');
  return { largestFile, largestFileWords };
}
