import type { Dataset } from '../coding/dataset.ts';
import { canonicalJson } from './canonical-json.ts';
import type { CslItem } from '../references/csl.ts';
import type { Edition, HashedEdition } from './edition.ts';

/** Notes are the coders' own; they don't leave the house. */
function withoutNotes<Row extends { note: string }>(rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ ...row, note: '' }));
}

/** The part of a dataset that may be published: no notes, and only references that report a study. */
export function redactDataset(dataset: Dataset): Dataset {
  const reported = new Set(dataset.studies.flatMap(({ references }) => references));
  return {
    ...dataset,
    studies: withoutNotes(dataset.studies),
    claims: withoutNotes(dataset.claims),
    estimates: withoutNotes(dataset.estimates),
    comparisons: withoutNotes(dataset.comparisons),
    references: dataset.references.filter(({ id }) => reported.has(id)),
  };
}

/**
 * What may be published of the reports' records: what finds the work again. Notes are their keepers' own, and abstracts are
 * their publishers'.
 *
 * @param library CSL-JSON by the ids of the dataset's references.
 */
export function redactLibrary(dataset: Dataset, library: readonly CslItem[]): CslItem[] {
  const kept = new Map(library.map((item) => [item.id, item]));
  return dataset.references.flatMap(({ id }) => {
    const item = kept.get(id);
    if (!item) return [];
    const { abstract: _abstract, note: _note, annote: _annote, ...rest } = item;
    return [rest];
  });
}

/** @param library CSL-JSON of the reports by their ids; left out, the edition holds citations only. */
export async function makeEdition(
  dataset: Dataset,
  facts: Pick<Edition, 'number' | 'publishedAt' | 'view' | 'software'>,
  library?: readonly CslItem[],
): Promise<HashedEdition> {
  const redacted = redactDataset(dataset);
  const edition: Edition = {
    format: 'counterweight-edition',
    formatVersion: 1,
    ...facts,
    dataset: redacted,
    ...(library && { library: redactLibrary(redacted, library) }),
  };
  const payload = canonicalJson(edition);
  return { edition, payload, hash: await sha256(payload) };
}

/** SHA-256 of a text as UTF-8, in hexadecimal (FIPS 180-4). */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
