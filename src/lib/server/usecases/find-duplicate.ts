import type { CslItem } from '#lib/core/references/csl.ts';
import { normaliseDoi, normaliseTitle, publicationYear } from '#lib/core/references/identity.ts';
import type { IdentityRow } from '../store/references.ts';

export interface Duplicate {
  /** Id of the reference in the library, or null for an earlier entry of the same file. */
  of: string | null;
  reason: string;
}

/**
 * Knows the works of a library and of the file that is being read, and says whether an entry is one of them: the same
 * DOI, or the same normalised title and year. Two different DOIs are two works, whatever their titles: series such as
 * "Editorial" would be lost otherwise.
 */
export class KnownWorks {
  readonly #byDoi = new Map<string, IdentityRow>();
  readonly #byTitle = new Map<string, IdentityRow[]>();

  constructor(library: Iterable<IdentityRow>) {
    for (const row of library) this.#add(row);
  }

  /** Says whether the work is known, and knows it from now on. */
  meet(csl: CslItem, label: string, line: number | null): Duplicate | null {
    const row = {
      id: '',
      label: line === null ? label : `${label}, line ${line} of this file`,
      doi: normaliseDoi(csl.DOI) ?? null,
      titleKey: normaliseTitle(csl.title),
      year: publicationYear(csl) ?? null,
    };
    const found = this.#find(row);
    if (!found) this.#add(row);
    return found;
  }

  #find({ doi, titleKey, year }: IdentityRow): Duplicate | null {
    const sameDoi = doi === null ? undefined : this.#byDoi.get(doi);
    if (sameDoi) return { of: sameDoi.id || null, reason: `Same DOI as ${sameDoi.label}` };
    if (titleKey === '' || year === null) return null;
    const sameTitle = this.#byTitle
      .get(`${year} ${titleKey}`)
      ?.find((other) => doi === null || other.doi === null);
    return sameTitle
      ? { of: sameTitle.id || null, reason: `Same title and year as ${sameTitle.label}` }
      : null;
  }

  #add(row: IdentityRow): void {
    if (row.doi !== null && !this.#byDoi.has(row.doi)) this.#byDoi.set(row.doi, row);
    if (row.titleKey === '' || row.year === null) return;
    const key = `${row.year} ${row.titleKey}`;
    this.#byTitle.set(key, [...(this.#byTitle.get(key) ?? []), row]);
  }
}
