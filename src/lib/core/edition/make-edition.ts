import type { Dataset } from '../coding/dataset.ts';
import { canonicalJson } from './canonical-json.ts';
import type { CslItem } from '../references/csl.ts';
import { compareEditions, type EarlierEdition } from './compare-editions.ts';
import { emptyFace, type EditionFields } from './edition-face.ts';
import type { Edition, HashedEdition } from './edition.ts';
import { countRedaction, defaultRules, redactDataset, type RedactionRules } from './redact.ts';

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

/** What an edition says of itself beside its data. */
export interface EditionFacts extends Pick<Edition, 'number' | 'publishedAt' | 'view' | 'software'> {
  fields?: Partial<EditionFields>;
  /** "2026-11-23", where the evidence reaches to another day than that of its last change. */
  evidenceTo?: string | null;
  checkAt?: string | null;
  rules?: RedactionRules;
  /** The edition before, as it was frozen. */
  previous?: EarlierEdition;
}

/** @param library CSL-JSON of the reports by their ids; left out, the edition holds citations only. */
export async function makeEdition(
  dataset: Dataset,
  facts: EditionFacts,
  library?: readonly CslItem[],
): Promise<HashedEdition> {
  const { number, publishedAt, view, software, rules = defaultRules, previous, evidenceTo } = facts;
  const redacted = redactDataset(dataset, rules);
  if (evidenceTo) redacted.evidenceTo = `${evidenceTo}T00:00:00.000Z`;
  const edition: Edition = {
    format: 'counterweight-edition',
    formatVersion: 2,
    number,
    publishedAt,
    view,
    software,
    dataset: redacted,
    face: {
      ...emptyFace,
      ...facts.fields,
      checkAt: facts.checkAt ?? null,
      redaction: countRedaction(dataset, rules),
      changes: previous ? compareEditions(previous, redacted, rules.withheld) : null,
    },
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
