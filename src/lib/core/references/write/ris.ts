/** Writes RIS in its version of 2011, as Zotero and EndNote read it. */
import type { CslItem, CslType } from '../csl.ts';
import { splitKeywords } from '../keywords.ts';
import { writePlainName } from '../plain-names.ts';
import { isArticle, isBook } from '../draft-fields.ts';
import { risTypes } from '../tagged/ris-types.ts';
import { collapseSpace } from '../text-cleanup.ts';
import { pad, singleDate, writtenYear } from './dates.ts';

/** The first code listed for a type is not always the one people use. */
const preferred: Partial<Record<CslType, string>> = {
  article: 'UNPB',
  'article-journal': 'JOUR',
  book: 'BOOK',
  chapter: 'CHAP',
  classic: 'CLSWK',
  dataset: 'DATA',
  document: 'GEN',
  figure: 'FIGURE',
  manuscript: 'UNPB',
  motion_picture: 'VIDEO',
  'paper-conference': 'CPAPER',
  report: 'RPRT',
  legislation: 'STAT',
  song: 'SOUND',
  standard: 'STAND',
  webpage: 'ELEC',
};

export function writeRis(items: readonly CslItem[]): string {
  return items.map(writeRecord).join('\n');
}

function codeOf(type: CslType): string {
  return preferred[type] ?? Object.keys(risTypes).find((code) => risTypes[code] === type) ?? 'GEN';
}

function writeRecord(item: CslItem): string {
  const lines = [line('TY', codeOf(item.type)), line('ID', item.id.replace(/\s+/g, '_'))];
  const add = (tag: string, ...values: (string | undefined)[]) => {
    for (const value of values) if (value !== undefined && value.trim() !== '') lines.push(line(tag, value));
  };
  const article = isArticle(item.type);
  add('TI', item.title);
  add('ST', item['title-short']);
  add('AU', ...(item.author ?? []).map(writePlainName));
  add('A2', ...(item.editor ?? []).map(writePlainName));
  add('A3', ...(item['collection-editor'] ?? []).map(writePlainName));
  add('A4', ...(item.translator ?? []).map(writePlainName));
  add('T2', item['container-title']);
  add(isBook(item.type) && item['container-title'] === undefined ? 'T2' : 'T3', item['collection-title']);
  add('J2', article ? item['container-title-short'] : undefined);
  add('PY', writtenYear(item.issued));
  add('DA', writeDay(item));
  add('VL', item.volume);
  add('IS', item.issue ?? (article ? undefined : item.number));
  add('C7', article ? item.number : undefined);
  addPages(item, add);
  add('ET', item.edition);
  add('PB', item.publisher);
  add('CY', item['publisher-place']);
  add('SN', item.ISSN, item.ISBN);
  add('DO', item.DOI);
  add('UR', item.URL);
  add('AB', item.abstract);
  add('KW', ...splitKeywords(item.keyword));
  add('N1', ...(item.note ?? '').split('\n'));
  add('LA', item.language);
  add('M3', article ? undefined : item.genre);
  add('DB', item.source ?? (item.PMID ? 'PubMed' : undefined));
  add('AN', item.PMID);
  add('CN', item['call-number']);
  add('C2', item.PMCID);
  return `${lines.join('')}ER  - \n`;
}

function line(tag: string, value: string): string {
  return `${tag}  - ${collapseSpace(value)}\n`;
}

function writeDay({ issued }: CslItem): string | undefined {
  const [year, month, day] = singleDate(issued) ?? [];
  return year !== undefined && month ? `${year}/${pad(month, 2)}/${day ? pad(day, 2) : ''}/` : undefined;
}

/** One range goes into first and last page, anything else into the first as it is. */
function addPages({ page, type }: CslItem, add: (tag: string, value: string | undefined) => void): void {
  const range = /^([^\s,-]+)-([^\s,-]+)$/.exec(page ?? '');
  add('SP', range && type !== 'book' && type !== 'thesis' ? range[1] : page);
  if (range && type !== 'book' && type !== 'thesis') add('EP', range[2]);
}
