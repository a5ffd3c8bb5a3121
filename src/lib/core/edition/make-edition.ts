import type { Dataset } from '../coding/dataset.ts';
import { canonicalJson } from './canonical-json.ts';
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

export async function makeEdition(
  dataset: Dataset,
  facts: Pick<Edition, 'number' | 'publishedAt' | 'view' | 'software'>,
): Promise<HashedEdition> {
  const edition: Edition = {
    format: 'counterweight-edition',
    formatVersion: 1,
    ...facts,
    dataset: redactDataset(dataset),
  };
  const payload = canonicalJson(edition);
  return { edition, payload, hash: await sha256(payload) };
}

/** SHA-256 of a text as UTF-8, in hexadecimal (FIPS 180-4). */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
