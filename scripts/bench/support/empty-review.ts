import { migrate } from '#db/migrate.ts';
import { openDatabase } from '#db/open.ts';
import type { ActingInReview } from '#lib/server/acting.ts';
import { readStandardCodebook } from '#lib/server/standard-codebook.ts';
import { ensureLocalUser, localUser } from '#lib/server/store/users.ts';
import { createReview } from '#lib/server/usecases/create-review.ts';

/** A review without anything in it, in a database file of its own. */
export async function openEmptyReview(
  file: string,
): Promise<{ acting: ActingInReview; close: () => Promise<void> }> {
  const open = openDatabase(`file:${file}`);
  await migrate(open);
  await ensureLocalUser(open.db, open.dialect);
  const acting = { db: open.db, dialect: open.dialect, userId: localUser.id };
  const review = await createReview(acting, { title: 'Benchmark', codebook: readStandardCodebook() });
  return { acting: { ...acting, review }, close: open.close };
}
