import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { tableFiles } from '#lib/core/coding/review-folder.ts';
import { writeReviewTables, writeTextTable } from '#lib/core/coding/write-tables.ts';

/** Writes a dataset the way `review export --to folder` writes a review, so that `review create --from` reads it. */
export function writeReviewFolder(folder: string, dataset: Dataset): void {
  const { title, question, caveat, seed, rubric, rungs, codebook } = dataset;
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content);
  write('review.json', JSON.stringify({ title, question, caveat, seed, rubric, rungs }));
  write('codebook.json', JSON.stringify(codebook));
  const tables = writeReviewTables(dataset, new Map());
  for (const [table, file] of Object.entries(tableFiles)) {
    write(file, writeTextTable(tables[table as keyof typeof tableFiles]));
  }
}
