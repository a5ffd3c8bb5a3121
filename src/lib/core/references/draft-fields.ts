/** Filling a CSL item from the fields of tagged formats, EndNote's XML and tables, which share their oddities. */
import type { CslDraft, CslName, CslType, NameVariable, TextVariable } from './csl.ts';
import { readDate, readStatus } from './dates.ts';
import type { EntryIssues } from './entry-issues.ts';
import { findDoi } from './identity.ts';
import { plainText } from './markup.ts';
import { normalisePages } from './pages.ts';
import { readPlainName } from './plain-names.ts';
import { cleanText } from './text-cleanup.ts';

/** Sets a text variable, tidied, unless there is nothing to set. */
export function setText(draft: CslDraft, variable: TextVariable, value: string | undefined): void {
  if (value === undefined) return;
  const text = cleanText(value);
  if (text !== '') draft[variable] = text;
}

export function setPlainText(draft: CslDraft, variable: TextVariable, value: string | undefined): void {
  if (value !== undefined) setText(draft, variable, plainText(cleanText(value)));
}

/** Sets a list of names; a name that is given twice, as primary and as plain author, counts once. */
export function setNames(draft: CslDraft, variable: NameVariable, texts: string[]): void {
  const names = new Map<string, CslName>();
  for (const text of texts) {
    const name = readPlainName(text);
    if (name) names.set(JSON.stringify(name), name);
  }
  if (names.size > 0) draft[variable] = [...names.values()];
}

/** Some files have all authors in one field. */
export function splitNames(texts: string[], issues: EntryIssues): string[] {
  if (!texts.some((text) => text.includes(';'))) return texts;
  issues.repair('names', 'Several names stand in one author field. They were taken apart at the semicolons.');
  return texts.flatMap((text) => text.split(';'));
}

/** Sets the date of publication from the first text in which there is one; reports a year that is none. */
export function setIssued(draft: CslDraft, texts: (string | undefined)[], issues: EntryIssues): void {
  const written = texts
    .filter((text) => text !== undefined)
    .map((text) => text.replace(/undefined$/, '').trim());
  const dates = written.map(readDate).filter((date) => date !== undefined);
  const dated = dates.filter((date) => date['date-parts']);
  const year = dated[0]?.['date-parts']?.[0][0];
  // The fullest date of the year that is given first: PY has the year, DA or Y1 often month and day as well.
  const sameYear = dated.filter((date) => date['date-parts']?.[0][0] === year);
  const [best] = sameYear.toSorted((a, b) => precision(b['date-parts']) - precision(a['date-parts']));
  if (best) draft.issued = best;
  else if (dates[0]) {
    draft.issued = dates[0];
    issues.repair(
      'no-year',
      `No year can be read from "${written[0]?.slice(0, 60)}". It is kept as it is written.`,
    );
  }
  const status = written.map(readStatus).find((found) => found !== undefined);
  // A literal date is printed where the year would be; styles would print the status a second time.
  if (status && !draft.issued?.literal) draft.status ??= status;
}

function precision(parts: number[][] | undefined): number {
  return parts ? parts.length * 10 + parts[0].length : 0;
}

/** First and last page; the first may hold the whole range, and the last only the digits that change. */
export function joinPages(first: string | undefined, last: string | undefined): string | undefined {
  const from = normalisePages(first ?? '');
  const to = normalisePages(last ?? '');
  if (!/\d/.test(from) && !/^[ivxlc]+$/i.test(from)) return /\d/.test(to) ? to : undefined;
  if (to === '' || to === from || /[-,]/.test(from) || !/[\divxlc]/i.test(to) || /^[A-Z][a-z]{3}/.test(to))
    return from;
  return `${from}-${to.replace(/^-/, '')}`;
}

/** The first DOI in texts that may hold other things as well. */
export function doiAmong(texts: (string | undefined)[]): string | undefined {
  return texts.map(findDoi).find((doi) => doi !== undefined);
}

/** "03064530 (ISSN)", "0964-6906 (Print)0964-6906", "978-1-84946-324-9": which number it is shows in its length. */
export function setStandardNumbers(draft: CslDraft, texts: string[]): void {
  const text = texts.join(' ');
  const isbns = text.match(/\b(?:97[89][ -]?)?\d(?:[ -]?\d){8}[ -]?[\dXx]\b/g);
  const issns = text
    .replace(/\b(?:97[89][ -]?)?\d(?:[ -]?\d){8}[ -]?[\dXx]\b/g, ' ')
    .match(/\b\d{4}-?\d{3}[\dXx](?![\dXx])/g);
  if (isbns) draft.ISBN = [...new Set(isbns)].join(' ');
  if (issns) draft.ISSN = [...new Set(issns)].join(' ');
  if (!isbns && !issns && text.trim() !== '') draft[isBook(draft.type) ? 'ISBN' : 'ISSN'] = cleanText(text);
}

export function isBook(type: CslType): boolean {
  return type === 'book' || type === 'chapter' || type === 'thesis' || type === 'report';
}

export function isInContainer(type: CslType): boolean {
  return (
    ['chapter', 'paper-conference', 'entry-encyclopedia', 'entry-dictionary'].includes(type) ||
    isArticle(type)
  );
}

export function isArticle(type: CslType): boolean {
  return type.startsWith('article') || type === 'review' || type === 'periodical';
}
