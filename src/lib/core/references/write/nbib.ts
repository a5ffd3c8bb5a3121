/** Writes PubMed's format. It knows little more than journal articles; what it has no tag for is left out. */
import type { CslItem, CslType } from '../csl.ts';
import { splitKeywords } from '../keywords.ts';
import { writePlainName } from '../plain-names.ts';
import { collapseSpace } from '../text-cleanup.ts';
import { singleDate, writtenYear } from './dates.ts';

const kinds: Partial<Record<CslType, string>> = {
  article: 'Preprint',
  'article-journal': 'Journal Article',
  'article-newspaper': 'Newspaper Article',
  book: 'Book',
  chapter: 'Book Chapter',
  dataset: 'Dataset',
  thesis: 'Academic Dissertation',
};

export function writeNbib(items: readonly CslItem[]): string {
  return items.map(writeRecord).join('\n');
}

function writeRecord(item: CslItem): string {
  const lines = [`PMID- ${item.PMID ?? ''}\n`];
  const add = (tag: string, ...values: (string | undefined)[]) => {
    for (const value of values) {
      if (value !== undefined && value.trim() !== '')
        lines.push(`${tag.padEnd(4)}- ${collapseSpace(value)}\n`);
    }
  };
  add('TI', item.title);
  for (const name of item.author ?? []) {
    if (name.literal !== undefined && name.literal !== 'others') add('CN', name.literal);
    else add('FAU', writePlainName(name));
  }
  add('FED', ...(item.editor ?? []).map(writePlainName));
  add('JT', item['container-title']);
  add('TA', item['container-title-short']);
  add('CTI', item['collection-title']);
  add('VI', item.volume);
  add('IP', item.issue);
  add('PG', item.page);
  add('DP', writeDate(item));
  add('PB', item.publisher);
  add('PL', item.publisher ? item['publisher-place'] : undefined);
  add('IS', item.ISSN);
  add('ISBN', item.ISBN);
  add('LID', item.DOI && `${item.DOI} [doi]`, item.page ? undefined : item.number && `${item.number} [pii]`);
  add('AB', item.abstract);
  add('OT', ...splitKeywords(item.keyword));
  add('LA', item.language);
  add('PT', kinds[item.type] ?? 'Journal Article');
  add('PMC', item.PMCID);
  return lines.join('');
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "2018 Aug 5" */
function writeDate({ issued }: CslItem): string | undefined {
  const [year, month, day] = singleDate(issued) ?? [];
  if (year === undefined || !month) return writtenYear(issued);
  return [year, months[month - 1], day].filter((part) => part !== undefined).join(' ');
}
