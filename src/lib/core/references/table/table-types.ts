/** Types of reference as tables name them: CSL's, BibTeX's, RIS's, Zotero's and EndNote's words. */
import type { CslType } from '../csl.ts';
import { isCslType } from '../json/csl-types.ts';
import { endnoteType } from '../tagged/endnote-types.ts';
import { risTypes } from '../tagged/ris-types.ts';

const words: Record<string, CslType> = {
  article: 'article-journal',
  journalarticle: 'article-journal',
  review: 'article-journal',
  inproceedings: 'paper-conference',
  conferencepaper: 'paper-conference',
  proceedingspaper: 'paper-conference',
  incollection: 'chapter',
  inbook: 'chapter',
  booksection: 'chapter',
  bookchapter: 'chapter',
  proceedings: 'book',
  phdthesis: 'thesis',
  mastersthesis: 'thesis',
  dissertation: 'thesis',
  techreport: 'report',
  online: 'webpage',
  misc: 'document',
  unpublished: 'manuscript',
  preprint: 'article',
  newspaperarticle: 'article-newspaper',
  magazinearticle: 'article-magazine',
  blogpost: 'post-weblog',
  encyclopediaarticle: 'entry-encyclopedia',
};

export function readTableType(text: string): CslType | undefined {
  const name = text.trim();
  const plain = name.toLowerCase().replace(/[^a-z]/g, '');
  if (plain === '') return undefined;
  if (isCslType(name) && name !== 'article') return name;
  if (Object.hasOwn(words, plain)) return words[plain];
  if (Object.hasOwn(risTypes, name.toUpperCase())) return risTypes[name.toUpperCase()];
  const type = endnoteType(name);
  return type === 'document' ? undefined : type;
}
