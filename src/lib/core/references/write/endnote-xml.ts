/** Writes EndNote's XML. */
import type { CslItem, CslName, CslType } from '../csl.ts';
import { parseMarkup, plainText, type Segment } from '../markup.ts';
import { splitKeywords } from '../keywords.ts';
import { writePlainName } from '../plain-names.ts';
import { isArticle } from '../draft-fields.ts';
import { dropControls } from '../text-cleanup.ts';
import { singleDate, writtenYear } from './dates.ts';

/** Names and numbers of EndNote's reference types. */
const types: Partial<Record<CslType, [name: string, number: number]>> = {
  'article-journal': ['Journal Article', 17],
  'article-magazine': ['Magazine Article', 19],
  'article-newspaper': ['Newspaper Article', 23],
  bill: ['Bill', 4],
  book: ['Book', 6],
  broadcast: ['Podcast', 63],
  chapter: ['Book Section', 5],
  classic: ['Classical Work', 49],
  dataset: ['Dataset', 59],
  'entry-dictionary': ['Dictionary', 52],
  'entry-encyclopedia': ['Encyclopedia', 53],
  figure: ['Figure', 37],
  graphic: ['Artwork', 2],
  hearing: ['Hearing', 14],
  interview: ['Interview', 64],
  legal_case: ['Case', 7],
  legislation: ['Statute', 31],
  manuscript: ['Manuscript', 36],
  map: ['Map', 20],
  motion_picture: ['Film or Broadcast', 21],
  musical_score: ['Music', 61],
  pamphlet: ['Pamphlet', 24],
  'paper-conference': ['Conference Paper', 47],
  patent: ['Patent', 25],
  periodical: ['Serial', 57],
  personal_communication: ['Personal Communication', 26],
  post: ['Social Media', 69],
  'post-weblog': ['Blog', 56],
  regulation: ['Legal Rule or Regulation', 50],
  report: ['Report', 27],
  software: ['Computer Program', 9],
  standard: ['Standard', 58],
  thesis: ['Thesis', 32],
  webpage: ['Web Page', 12],
};

export function writeEndnoteXml(items: readonly CslItem[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n${items.map(writeRecord).join('')}</records></xml>\n`;
}

function writeRecord(item: CslItem, index: number): string {
  const [name, number] = types[item.type] ?? ['Generic', 13];
  const article = isArticle(item.type);
  const isPart = item['container-title'] !== undefined;
  const [, month, day] = singleDate(item.issued) ?? [];
  const parts = [
    element('rec-number', String(index + 1)),
    `<ref-type name="${name}">${number}</ref-type>`,
    wrap('contributors', [
      people('authors', item.author),
      people('secondary-authors', item.editor),
      people('tertiary-authors', item['collection-editor']),
      people('subsidiary-authors', item.translator),
    ]),
    wrap('titles', [
      rich('title', item.title),
      rich('secondary-title', item['container-title'] ?? item['collection-title']),
      rich('tertiary-title', isPart ? item['collection-title'] : undefined),
      rich('short-title', item['title-short']),
    ]),
    wrap('periodical', [
      rich('full-title', article ? item['container-title'] : undefined),
      rich('abbr-1', article ? item['container-title-short'] : undefined),
    ]),
    element('pages', item.page),
    element('volume', item.volume),
    element('number', item.issue ?? (article ? undefined : item.number)),
    element('num-vols', item['number-of-volumes']),
    element('edition', item.edition),
    wrap(
      'keywords',
      splitKeywords(item.keyword).map((keyword) => element('keyword', keyword)),
    ),
    wrap('dates', [
      element('year', writtenYear(item.issued)),
      month ? wrap('pub-dates', [element('date', [months[month - 1], day].filter(Boolean).join(' '))]) : '',
    ]),
    element('pub-location', item['publisher-place']),
    element('publisher', item.publisher),
    element('isbn', [item.ISSN, item.ISBN].filter(Boolean).join(' ')),
    element('accession-num', item.PMID),
    element('call-num', item['call-number']),
    element('custom2', item.PMCID),
    element('electronic-resource-num', item.DOI),
    element('label', item.id),
    rich('abstract', item.abstract),
    rich('notes', item.note),
    element('work-type', article ? undefined : item.genre),
    wrap('urls', [wrap('related-urls', [element('url', item.URL)])]),
    element('language', item.language),
    element('remote-database-name', item.source),
  ];
  return `<record>${parts.join('')}</record>\n`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function wrap(name: string, children: string[]): string {
  const content = children.join('');
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}

function element(name: string, text: string | undefined): string {
  return text?.trim() ? `<${name}>${escapeXml(text)}</${name}>` : '';
}

function people(name: string, names: CslName[] | undefined): string {
  return wrap(
    name,
    (names ?? []).map((person) => element('author', writePlainName(person))),
  );
}

/** EndNote knows four faces; small capitals and protected case are not among them. */
function rich(name: string, text: string | undefined): string {
  if (!text?.trim()) return '';
  if (!text.includes('<')) return element(name, text);
  return `<${name}>${writeSegments(parseMarkup(text))}</${name}>`;
}

function writeSegments(segments: readonly Segment[]): string {
  return segments
    .map((segment) => {
      if (typeof segment === 'string') return `<style face="normal">${escapeXml(segment)}</style>`;
      const content = escapeXml(
        segment.children
          .map((child) => plainText(typeof child === 'string' ? child : writeText(child)))
          .join(''),
      );
      const isFace = !['small-caps', 'no-case'].includes(segment.mark);
      return `<style face="${isFace ? segment.mark : 'normal'}">${content}</style>`;
    })
    .join('');
}

function writeText(segment: Segment): string {
  return typeof segment === 'string' ? segment : segment.children.map(writeText).join('');
}

function escapeXml(text: string): string {
  return dropControls(text).replace(
    /[&<>"]/g,
    (character) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[character]};`,
  );
}
