import type { Edition } from '../edition/edition.ts';
import type { CslItem } from '../references/csl.ts';
import { writeBibtex } from '../references/write/bibtex.ts';
import { writeRis } from '../references/write/ris.ts';
import { uniqueKeys } from '../references/write/unique-keys.ts';

/** The reports of an edition's studies, under keys that every file of the package uses. */
export interface PackageLibrary {
  /** Keys by the ids of the dataset's references. */
  keys: Map<string, string>;
  bibtex: string;
  ris: string;
  /** The edition holds citations only: there are no fields of records to write. */
  citationsOnly: boolean;
}

/** What BibTeX takes apart in a key, and the sign that joins keys in a table's cell. */
const unfitForKeys = /[\s{}(),="#%'\\~@;]+/g;

export function writePackageLibrary({ dataset, library }: Edition): PackageLibrary {
  const items = reportItems({ dataset, library });
  const named = items.map((item, at) => ({ ...item, id: dataset.references[at].citeKey }));
  const keys = uniqueKeys(named, unfitForKeys);
  const keyed = named.map((item, at) => ({ ...item, id: keys[at] }));
  return {
    keys: new Map(dataset.references.map(({ id }, at) => [id, keys[at]])),
    bibtex: writeBibtex(keyed, 'bibtex'),
    ris: writeRis(keyed),
    citationsOnly: library === undefined,
  };
}

/**
 * CSL-JSON of the reports, in the order of the dataset's references. Where an edition holds no record, what its citation says
 * is taken: the whole citation stands for the title.
 */
export function reportItems({ dataset, library = [] }: Pick<Edition, 'dataset' | 'library'>): CslItem[] {
  const records = new Map(library.map((item) => [item.id, item]));
  return dataset.references.map((reference) => {
    const record = records.get(reference.id);
    if (record) return record;
    const { id, citation, year, url } = reference;
    return {
      id,
      type: 'document',
      title: citation,
      ...(year !== null && { issued: { 'date-parts': [[year]] } }),
      ...(url !== null && { URL: url }),
    };
  });
}
