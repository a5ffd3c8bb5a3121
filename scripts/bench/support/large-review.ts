import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '#db/migrate.ts';
import { openDatabase } from '#db/open.ts';
import { writeCsv } from '#lib/core/csv/write.ts';
import { tableFiles } from '#lib/core/coding/review-folder.ts';
import { writeReviewTables } from '#lib/core/coding/write-tables.ts';
import type { Acting } from '#lib/server/acting.ts';
import { loadSamplesWhenEmpty } from '#lib/server/load-sample.ts';
import { ensureLocalUser, localUser } from '#lib/server/store/users.ts';
import type { Cite } from '#lib/server/usecases/create-study.ts';
import { importFolder } from '#lib/server/usecases/import-folder.ts';
import { makeLargeDataset } from './make-large-dataset.ts';

/** Address of the large review's Weigh. */
export const largeWeighPath = '/reviews/large/weigh';

/** Puts the large review into a data folder, as a user would import it: from a folder of files. */
export async function addLargeReview(dataFolder: string): Promise<void> {
  const dataset = makeLargeDataset();
  const tables = writeReviewTables(dataset, new Map());
  const files = new Map<string, string>([
    ['codebook.json', JSON.stringify(dataset.codebook)],
    ['review.json', JSON.stringify({ title: dataset.title, question: dataset.question })],
  ]);
  for (const [table, { header, rows }] of Object.entries(tables)) {
    files.set(
      tableFiles[table as keyof typeof tableFiles],
      writeCsv(
        header,
        rows.map((row) => header.map((name) => row[name])),
      ),
    );
  }
  await withDatabase(dataFolder, async (acting) => {
    const { review, counts } = await importFolder(
      acting,
      (name) => (files.has(name) ? Buffer.from(files.get(name)!) : undefined),
      { cite, slug: 'large' },
    );
    if (!review || counts.claims !== dataset.claims.length) {
      throw new Error(`The large review did not come in whole: ${JSON.stringify(counts)}`);
    }
  });
}

/** Puts the sample into a data folder that holds no review yet: a program that finds a review adds none. */
export async function addSampleReview(dataFolder: string): Promise<void> {
  await withDatabase(dataFolder, (acting) => loadSamplesWhenEmpty(acting, cite));
}

/** Citations are not measured, so they are not formatted. */
const cite: Cite = async (items) => items.map(({ title }) => title ?? '');

/** Works on the database of a data folder as the local user. */
export async function withDatabase<Result>(
  dataFolder: string,
  work: (acting: Acting) => Promise<Result>,
): Promise<Result> {
  mkdirSync(join(dataFolder, 'database'), { recursive: true });
  const open = openDatabase(`file:${join(dataFolder, 'database', 'counterweight.db')}`);
  try {
    await migrate(open);
    await ensureLocalUser(open.db, open.dialect);
    return await work({ db: open.db, dialect: open.dialect, userId: localUser.id });
  } finally {
    await open.close();
  }
}
