import { readCodebook } from '#lib/core/codebook/read-codebook.ts';
import { readReviewFacts } from '#lib/core/coding/review-facts.ts';
import { folderFiles, type ReviewTableTexts } from '#lib/core/coding/review-folder.ts';
import type { Issue } from '#lib/core/issue.ts';
import type { Acting } from '../acting.ts';
import type { Review } from '../store/reviews.ts';
import { createReview } from './create-review.ts';
import type { Cite } from './create-study.ts';
import { importReferences } from './import-references.ts';
import { importTables, type TablesImported } from './import-tables.ts';

export interface FolderImported {
  /** Null where the folder's codebook can't be used: every claim hangs on it. */
  review: Review | null;
  counts: { references: number } & TablesImported['counts'];
  issues: Issue[];
}

/** Reads a file of the folder; undefined where it is missing. */
export type ReadFile = (name: string) => Uint8Array | undefined;

const nothing = {
  references: 0,
  studies: 0,
  claims: 0,
  estimates: 0,
  comparisons: 0,
  certainty: 0,
  caseTables: 0,
  withheld: 0,
};

/** Makes a review of a folder: review.json, codebook.json, library.bib and the coded tables, each as far as it is there. */
export async function importFolder(
  acting: Acting,
  readFile: ReadFile,
  options: { cite: Cite; title?: string; slug?: string },
): Promise<FolderImported> {
  const { codebook, issues } = readCodebookText(textOf(readFile, 'codebook.json'));
  if (!codebook) return { review: null, counts: nothing, issues };
  const about = readReviewFacts(readJson(textOf(readFile, 'review.json')));
  if (!about.facts) return { review: null, counts: nothing, issues: about.issues };
  const title = options.title || about.facts.title || codebook.title;
  const review = await createReview(acting, { ...about.facts, title, slug: options.slug, codebook });
  const inside = { ...acting, review };
  const library = readFile('library.bib');
  const imported = library
    ? await importReferences(inside, { name: 'library.bib', bytes: library })
    : undefined;
  const texts = Object.fromEntries(
    Object.entries(folderFiles).map(([table, file]) => [table, textOf(readFile, file)]),
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
  const value = readJson(text);
  return value === undefined ? refuse('codebook.json is not JSON.') : readCodebook(value);
}

/** Undefined where the text is no JSON, `{}` where there is no text. */
function readJson(text: string | undefined): unknown {
  if (text === undefined) return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(message: string): { codebook: null; issues: Issue[] } {
  return { codebook: null, issues: [{ code: 'codebook-unreadable', severity: 'error', message }] };
}

function textOf(readFile: ReadFile, name: string): string | undefined {
  const bytes = readFile(name);
  return bytes && new TextDecoder().decode(bytes);
}
