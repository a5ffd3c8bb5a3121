import type { CslItem } from '#lib/core/references/csl.ts';
import { normaliseDoi, normaliseTitle, publicationYear } from '#lib/core/references/identity.ts';
import type { IdentityRow } from '../store/references.ts';

export interface Duplicate {
  /** Id of the reference in the library, or null for an earlier entry of the same file. */
  of: string | null;
  reason: string;
}

/** The first works of a title and year: any one, and one without a DOI. */
interface SameTitle {
  first: IdentityRow;
  withoutDoi: IdentityRow | null;
}

/**
 * Knows the works of a library and of the file that is being read, and says whether an entry is one of them: the same
 * DOI, or the same normalised title and year. Two different DOIs are two works, whatever their titles: series such as
 * "Editorial" would be lost otherwise.
 */
export class KnownWorks {
  readonly #byDoi = new Map<string, IdentityRow>();
  readonly #byTitle = new Map<string, SameTitle>();

  constructor(library: Iterable<IdentityRow>) {
    for (const row of library) this.#add(row);
  }

  /** Says whether the work is known, and knows it from now on, by all that was said of it. */
  meet(csl: CslItem, label: string, line: number | null): Duplicate | null {
    const row = {
      id: '',
      label: line === null ? label : `${label}, line ${line} of this file`,
      doi: normaliseDoi(csl.DOI) ?? null,
      titleKey: normaliseTitle(csl.title),
      year: publicationYear(csl) ?? null,
    };
    const found = this.#find(row);
    const { id, label: name, doi } = found?.work ?? row;
    this.#add({ ...row, id, label: name, doi: row.doi ?? doi });
    return found && { of: found.work.id || null, reason: `${found.same} as ${found.work.label}` };
  }

  #find({ doi, titleKey, year }: IdentityRow): { work: IdentityRow; same: string } | null {
    const sameDoi = doi === null ? undefined : this.#byDoi.get(doi);
    if (sameDoi) return { work: sameDoi, same: 'Same DOI' };
    if (titleKey === '' || year === null) return null;
    const sameTitle = this.#byTitle.get(`${year} ${titleKey}`);
    const work = doi === null ? sameTitle?.first : sameTitle?.withoutDoi;
    return work ? { work, same: 'Same title and year' } : null;
  }

  #add(row: IdentityRow): void {
    if (row.doi !== null && !this.#byDoi.has(row.doi)) this.#byDoi.set(row.doi, row);
    if (row.titleKey === '' || row.year === null) return;
    const key = `${row.year} ${row.titleKey}`;
    const known = this.#byTitle.get(key);
    const withoutDoi = row.doi === null ? row : null;
    if (!known) this.#byTitle.set(key, { first: row, withoutDoi });
    else known.withoutDoi ??= withoutDoi;
  }
}
