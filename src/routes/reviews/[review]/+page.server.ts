import { requireReview } from '#lib/server/access.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { listEditions } from '#lib/server/store/editions.ts';
import { listBatches } from '#lib/server/store/import-batches.ts';
import { countReferences } from '#lib/server/store/references.ts';

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  const dataset = await loadDataset(db, review);
  const batches = await listBatches(db, review.id);
  const coded = new Set(dataset.claims.map(({ study }) => study));
  const reported = new Set(dataset.studies.flatMap(({ references }) => references));
  return {
    dataset,
    editions: await listEditions(db, review.id),
    toDo: {
      references: await countReferences(db, review.id),
      reported: reported.size,
      studies: dataset.studies.length,
      withoutClaims: dataset.studies.filter(({ id }) => !coded.has(id)).length,
      waiting: batches.filter(({ state }) => state === 'ready').map(({ id, fileName }) => ({ id, fileName })),
    },
  };
}
