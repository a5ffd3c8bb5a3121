import { readCodebook } from '#lib/core/codebook/read-codebook.ts';
import { tableFiles, type ReviewTableTexts } from '#lib/core/coding/review-folder.ts';
import type { Issue } from '#lib/core/issue.ts';
import type { Acting } from '../acting.ts';
import type { Review } from '../store/reviews.ts';
import { createReview } from './create-review.ts';
import type { Cite } from './create-study.ts';
import { importReferences } from './import-references.ts';
import { importTables } from './import-tables.ts';

export interface FolderImported {
  /** Null where the folder's codebook can't be used: every claim hangs on it. */
  review: Review | null;
  counts: { references: number; studies: number; claims: number; estimates: number; comparisons: number };
  issues: Issue[];
}

const nothing = { references: 0, studies: 0, claims: 0, estimates: 0, comparisons: 0 };

/**
 * Makes a review of a folder: codebook.json, library.bib and the coded tables.
 *
 * @param readFile Reads a file of the folder; throws where it is missing.
 */
export async function importFolder(
  acting: Acting,
  readFile: (name: string) => Uint8Array,
  options: { cite: Cite; title?: string; question?: string; caveat?: string },
): Promise<FolderImported> {
  const { codebook, issues } = readCodebookText(textOf(readFile, 'codebook.json'));
  if (!codebook) return { review: null, counts: nothing, issues };
  const { question, caveat } = options;
  const review = await createReview(acting, { title: options.title ?? codebook.title, question, caveat, codebook });
  const inside = { ...acting, review };
  const library = bytesOf(readFile, 'library.bib');
  const imported = library ? await importReferences(inside, { name: 'library.bib', bytes: library }) : undefined;
  const texts = Object.fromEntries(
    Object.entries(tableFiles).map(([table, file]) => [table, textOf(readFile, file)]),
  ) as ReviewTableTexts;
  const tables = await importTables(inside, texts, options);
  return {
    review,
    counts: { references: imported?.taken ?? 0, ...tables.counts },
    issues: [...issues, ...(imported?.batch.issues ?? []), ...tables.issues],
  };
}

export function readCodebookText(text: string | undefined): ReturnType<typeof readCodebook> {
  if (text === undefined) return refuse('There is no codebook.json; a review needs one.');
  try {
    return readCodebook(JSON.parse(text));
  } catch (error) {
    return refuse(`codebook.json is not JSON: ${(error as Error).message}`);
  }
}

function refuse(message: string): { codebook: null; issues: Issue[] } {
  return { codebook: null, issues: [{ code: 'codebook-unreadable', severity: 'error', message }] };
}

function textOf(readFile: (name: string) => Uint8Array, name: string): string | undefined {
  const bytes = bytesOf(readFile, name);
  return bytes && new TextDecoder().decode(bytes);
}

function bytesOf(readFile: (name: string) => Uint8Array, name: string): Uint8Array | undefined {
  try {
    return readFile(name);
  } catch {
    return undefined;
  }
}
