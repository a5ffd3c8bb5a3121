import { migrate } from '#db/migrate.ts';
import { openDatabase } from '#db/open.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { loadSamplesWhenEmpty } from '#lib/server/load-sample.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { findReview } from '#lib/server/store/reviews.ts';
import { ensureLocalUser, localUser } from '#lib/server/store/users.ts';

/** The sample review, loaded into a database in memory as at a first start. Its citations are not formatted. */
export async function loadSample(): Promise<Dataset> {
  const open = openDatabase('file::memory:');
  try {
    await migrate(open);
    await ensureLocalUser(open.db, open.dialect);
    const acting = { db: open.db, dialect: open.dialect, userId: localUser.id };
    await loadSamplesWhenEmpty(acting, async (items) => items.map(({ title }) => title ?? ''));
    const review = await findReview(open.db, 'sample');
    if (!review) throw new Error('The sample review did not load.');
    return await loadDataset(open.db, review);
  } finally {
    await open.close();
  }
}
