/** What databases write into "type" mostly repeats the type of the reference; a genre is worth keeping when it adds to it. */
import type { CslType } from './csl.ts';

const documentTypes =
  /^(?:article|article in press|journal[ -]?article|review|conference (?:paper|review)|proceedings paper|book|book chapter|editorial|letter|note|short survey|erratum|early access|data paper|meeting abstract|academic journal|periodical|editorial material|retracted)(?:\s*;.*)?$/i;

const publications = new Set<CslType>([
  'article-journal',
  'article-magazine',
  'article-newspaper',
  'book',
  'chapter',
  'paper-conference',
]);

export function saysTheType(type: CslType, genre: string): boolean {
  return publications.has(type) && documentTypes.test(genre.trim());
}
