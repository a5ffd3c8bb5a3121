/** Writes a table of references, one a row, for spreadsheets and statistics programs. */
import { writeCsv } from '#lib/core/csv/write.ts';
import type { CslItem } from '../csl.ts';
import { plainText } from '../markup.ts';
import { writeAuthorCell } from '../table/author-cell.ts';
import { isArticle } from '../draft-fields.ts';
import { collapseSpace } from '../text-cleanup.ts';
import { isoDate, writtenYear } from './dates.ts';

const columns: [header: string, value: (item: CslItem) => string | undefined][] = [
  ['id', (item) => item.id],
  ['type', (item) => item.type],
  ['title', (item) => item.title && plainText(item.title)],
  ['authors', (item) => item.author && writeAuthorCell(item.author)],
  ['year', (item) => writtenYear(item.issued)],
  ['date', (item) => ((item.issued?.['date-parts']?.[0].length ?? 0) > 1 ? isoDate(item.issued) : undefined)],
  ['journal', (item) => item['container-title'] && plainText(item['container-title'])],
  ['volume', (item) => item.volume],
  ['issue', (item) => item.issue ?? (isArticle(item.type) ? undefined : item.number)],
  ['article number', (item) => (isArticle(item.type) ? item.number : undefined)],
  ['pages', (item) => item.page],
  ['doi', (item) => item.DOI],
  ['url', (item) => item.URL],
  ['abstract', (item) => item.abstract && plainText(item.abstract)],
  ['keywords', (item) => item.keyword],
  ['publisher', (item) => item.publisher],
  ['place', (item) => item['publisher-place']],
  ['editors', (item) => item.editor && writeAuthorCell(item.editor)],
  ['edition', (item) => item.edition],
  ['series', (item) => item['collection-title'] && plainText(item['collection-title'])],
  ['genre', (item) => item.genre],
  ['isbn', (item) => item.ISBN],
  ['issn', (item) => item.ISSN],
  ['pmid', (item) => item.PMID],
  ['pmcid', (item) => item.PMCID],
  ['language', (item) => item.language],
  ['note', (item) => item.note && plainText(item.note)],
];

export function writeTable(items: readonly CslItem[]): string {
  const rows = items.map((item) => columns.map(([, value]) => collapseSpace(value(item) ?? '')));
  return writeCsv(
    columns.map(([header]) => header),
    rows,
  );
}
