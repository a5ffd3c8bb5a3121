/** Every CSL type, as values, and what other writers of CSL-JSON call them. */
import type { CslType } from '../csl.ts';

const types =
  'article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset ' +
  'document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation ' +
  'manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical ' +
  'personal_communication post post-weblog regulation report review review-book software song speech standard thesis ' +
  'treaty webpage';
const known = new Set(types.split(' '));

/** Crossref's types, which its CSL-JSON carries. */
const others: Record<string, CslType> = {
  'journal-article': 'article-journal',
  'book-chapter': 'chapter',
  'book-section': 'chapter',
  'edited-book': 'book',
  monograph: 'book',
  'reference-book': 'book',
  'reference-entry': 'entry',
  proceedings: 'book',
  'proceedings-article': 'paper-conference',
  'posted-content': 'article',
  dissertation: 'thesis',
  journal: 'periodical',
  'peer-review': 'review',
  'report-series': 'report',
};

export function isCslType(name: string): name is CslType {
  return known.has(name);
}

export function readCslType(name: unknown): CslType | undefined {
  if (typeof name !== 'string') return undefined;
  const plain = name.trim().toLowerCase();
  if (isCslType(plain)) return plain;
  return Object.hasOwn(others, plain) ? others[plain] : undefined;
}
