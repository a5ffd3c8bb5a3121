/** CSL types as types of entries. */
import type { CslItem, CslType } from '../csl.ts';

export type BibFlavour = 'bibtex' | 'biblatex';

interface BibType {
  type: string;
  subtype?: string;
}

const biblatex: Partial<Record<CslType, BibType>> = {
  article: { type: 'article' },
  'article-journal': { type: 'article' },
  'article-magazine': { type: 'article', subtype: 'magazine' },
  'article-newspaper': { type: 'article', subtype: 'newspaper' },
  book: { type: 'book' },
  chapter: { type: 'incollection' },
  classic: { type: 'book' },
  dataset: { type: 'dataset' },
  entry: { type: 'inreference' },
  'entry-dictionary': { type: 'inreference' },
  'entry-encyclopedia': { type: 'inreference' },
  figure: { type: 'image' },
  graphic: { type: 'artwork' },
  legal_case: { type: 'jurisdiction' },
  legislation: { type: 'legislation' },
  manuscript: { type: 'unpublished' },
  motion_picture: { type: 'movie' },
  musical_score: { type: 'music' },
  'paper-conference': { type: 'inproceedings' },
  patent: { type: 'patent' },
  performance: { type: 'performance' },
  periodical: { type: 'periodical' },
  personal_communication: { type: 'letter' },
  post: { type: 'online' },
  'post-weblog': { type: 'online' },
  report: { type: 'report' },
  review: { type: 'review' },
  'review-book': { type: 'review' },
  software: { type: 'software' },
  song: { type: 'audio' },
  standard: { type: 'standard' },
  thesis: { type: 'thesis' },
  treaty: { type: 'legal' },
  webpage: { type: 'online' },
};

const bibtex: Partial<Record<CslType, string>> = {
  article: 'article',
  'article-journal': 'article',
  'article-magazine': 'article',
  'article-newspaper': 'article',
  book: 'book',
  chapter: 'incollection',
  classic: 'book',
  manuscript: 'unpublished',
  'paper-conference': 'inproceedings',
  periodical: 'article',
  report: 'techreport',
  review: 'article',
  'review-book': 'article',
};

export const bibTypes: Record<BibFlavour, (item: CslItem) => BibType> = {
  biblatex: ({ type }) => biblatex[type] ?? { type: 'misc' },
  bibtex: ({ type, genre }) => ({ type: type === 'thesis' ? thesisType(genre) : (bibtex[type] ?? 'misc') }),
};

/** BibTeX has two kinds of theses, CSL one. */
function thesisType(genre = ''): string {
  return /master|bachelor|\bM\.?A\b|\bM\.?Sc/i.test(genre) ? 'mastersthesis' : 'phdthesis';
}
