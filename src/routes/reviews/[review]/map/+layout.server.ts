import { requireReview } from '#lib/server/access.ts';
import { countReferences } from '#lib/server/store/references.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  return {
    dataset: await loadDataset(db, review),
    references: await countReferences(db, review.id),
  };
}
