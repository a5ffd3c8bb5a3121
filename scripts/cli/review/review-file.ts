/** A review as one JSON file: the files of a review folder, inside each other. */
import { folderFiles } from '#lib/core/coding/review-folder.ts';
import { writeTextTable, type TextTable } from '#lib/core/coding/write-tables.ts';
import { writeReferences } from '#lib/core/references/formats.ts';
import type { CslItem } from '#lib/core/references/csl.ts';
import type { Codebook } from '#lib/core/codebook/codebook.ts';
import type { ReviewFacts } from '#lib/core/coding/review-facts.ts';
import type { ReadFile } from '#lib/server/usecases/import-folder.ts';
import { UsageError } from '../command.ts';

export interface ReviewFile {
  format: 'counterweight-review';
  formatVersion: 1;
  review: ReviewFacts;
  codebook: Codebook;
  /** CSL-JSON. */
  references: CslItem[];
  studies: Record<string, string>[];
  claims: Record<string, string>[];
  estimates: Record<string, string>[];
  comparisons: Record<string, string>[];
  /** Missing in files that were written before certainty could be judged. */
  certainty?: Record<string, string>[];
  /** Missing in files that were written before cases could be coded. */
  caseTables?: Record<string, string>[];
  cases?: Record<string, string>[];
  /** Missing in files that were written before they carried what is kept out of editions. */
  withheld?: Record<string, string>[];
}

/** Reads a review file as if it were a folder. */
export function readReviewFile(bytes: Buffer): ReadFile {
  const file = parseReviewFile(bytes);
  const texts: Record<string, string> = {
    'review.json': JSON.stringify(file.review),
    'codebook.json': JSON.stringify(file.codebook),
    'library.bib': writeReferences(file.references, 'csl'),
  };
  for (const table of Object.keys(folderFiles) as (keyof typeof folderFiles)[]) {
    const rows = file[table] ?? [];
    // Without a row there is no header to write, and nothing to read.
    if (rows.length > 0) texts[folderFiles[table]] = writeTextTable(toTable(rows));
  }
  return (name) => (name in texts ? Buffer.from(texts[name]) : undefined);
}

function parseReviewFile(bytes: Buffer): ReviewFile {
  let file: ReviewFile;
  try {
    file = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new UsageError(`The file is not JSON: ${(error as Error).message}`);
  }
  if (file?.format !== 'counterweight-review') {
    throw new UsageError('The file is JSON, but not a review written by `review export --to json`.');
  }
  if (file.formatVersion !== 1) {
    throw new UsageError(
      `The file has version ${file.formatVersion} of the format; this program reads version 1.`,
    );
  }
  return file;
}

function toTable(rows: Record<string, string>[]): TextTable {
  return { header: Object.keys(rows[0]), rows };
}
