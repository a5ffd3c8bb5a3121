import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '#db/migrate.ts';
import { openDatabase } from '#db/open.ts';
import { writeCsv } from '#lib/core/csv/write.ts';
import { tableFiles } from '#lib/core/coding/review-folder.ts';
import { writeReviewTables } from '#lib/core/coding/write-tables.ts';
import { ensureLocalUser, localUser } from '#lib/server/store/users.ts';
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
  mkdirSync(join(dataFolder, 'database'), { recursive: true });
  const open = openDatabase(`file:${join(dataFolder, 'database', 'counterweight.db')}`);
  try {
    await migrate(open);
    await ensureLocalUser(open.db, open.dialect);
    const { review, counts } = await importFolder(
      { db: open.db, dialect: open.dialect, userId: localUser.id },
      (name) => (files.has(name) ? Buffer.from(files.get(name)!) : undefined),
      { cite: async (items) => items.map(({ title }) => title ?? ''), slug: 'large' },
    );
    if (!review || counts.claims !== dataset.claims.length) {
      throw new Error(`The large review did not come in whole: ${JSON.stringify(counts)}`);
    }
  } finally {
    await open.close();
  }
}
