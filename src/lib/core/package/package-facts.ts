import type { Edition } from '../edition/edition.ts';

/** What a package says of itself that stands in no edition. */
export interface PackageExtras {
  /** Under what terms the data may be used; left out, the package says that none were stated. */
  license?: { name: string; url?: string };
  /** Names of those who answer for the review. */
  authors?: string[];
  doi?: string;
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

export const noLicense =
  'No licence was stated. Facts are free to use; for anything else ask whoever published the edition.';
