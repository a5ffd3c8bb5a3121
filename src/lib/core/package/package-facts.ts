import type { Edition } from '../edition/edition.ts';
import { findLicense } from '../edition/licenses.ts';

/** Where the frozen edition lies in a package, and the list of hashes. */
export const editionPath = 'edition.json';
export const manifestPath = 'manifest-sha256.txt';

/** What a package says of itself beside its tables. */
export interface PackageExtras {
  /** Under what terms the data may be used; left out, the package says that none were stated. */
  license?: { name: string; title?: string; url?: string };
  /** Names of those who answer for the review. */
  authors?: string[];
  doi?: string;
}

/** What an edition says of its authors, its DOI and its licence. */
export function factsOfFace({ face }: Edition): PackageExtras {
  const authors = (face?.authors ?? '')
    .split(/;|\n/)
    .map((name) => name.trim())
    .filter(Boolean);
  const license = findLicense(face?.license);
  return {
    ...(authors.length > 0 && { authors }),
    ...(face?.doi && { doi: face.doi }),
    ...(license && { license: { name: license.key, title: license.title, url: license.url } }),
  };
}

/** "review-title-edition-3": letters, digits and dashes, as descriptors and file names want them. */
export function packageName({ dataset, number }: Edition): string {
  const words = dataset.title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-')
    .slice(0, 48)
    .replace(/-+$/, '');
  return `${words || 'review'}-edition-${number}`;
}
