/** One item of CSL-JSON, checked variable by variable: files by hand and by other programs hold all kinds of values. */
import {
  dateVariables,
  nameVariables,
  textVariables,
  type CslDate,
  type CslDraft,
  type CslName,
  type TextVariable,
} from '../csl.ts';
import { readDate } from '../dates.ts';
import type { EntryIssues } from '../entry-issues.ts';
import { settleLinks } from '../links.ts';
import { plainText } from '../markup.ts';
import { normalisePages } from '../pages.ts';
import { readPlainName } from '../plain-names.ts';
import { dropControls } from '../text-cleanup.ts';
import { readCslType } from './csl-types.ts';

type Json = Record<string, unknown>;

/** Older and other names of variables. */
const otherNames: [other: string, own: TextVariable][] = [
  ['journalAbbreviation', 'container-title-short'],
  ['shortTitle', 'title-short'],
  ['event', 'event-title'],
  ['doi', 'DOI'],
  ['url', 'URL'],
  ['pmid', 'PMID'],
  ['page-first', 'page'],
];

export function readCslItem(item: Json, issues: EntryIssues): CslDraft {
  const type = readCslType(item.type);
  if (!type && item.type !== undefined && item.type !== '') {
    issues.doubt(
      'unknown-type',
      `"${String(item.type).slice(0, 60)}" is no CSL type. The item is kept as a document.`,
    );
  }
  const draft: CslDraft = { type: type ?? 'document' };
  for (const variable of textVariables) setVariable(draft, variable, item[variable]);
  for (const [other, own] of otherNames) if (draft[own] === undefined) setVariable(draft, own, item[other]);
  for (const variable of nameVariables) {
    const names = readNames(item[variable]);
    if (names.length > 0) draft[variable] = names;
  }
  for (const variable of dateVariables) {
    const date = readCslDate(item[variable]);
    if (date) draft[variable] = date;
    else if (item[variable] !== undefined && variable === 'issued') {
      issues.repair(
        'no-year',
        'The date of publication is not written as CSL-JSON writes dates and was left out.',
      );
    }
  }
  if (!draft.issued) {
    const year = readDate(String(item.year ?? ''));
    if (year) draft.issued = year;
  }
  if (draft.page) draft.page = normalisePages(draft.page);
  settleLinks(draft, issues);
  return draft;
}

/** Crossref gives titles as lists with one text in them. */
function setVariable(draft: CslDraft, variable: TextVariable, value: unknown): void {
  if (variable === 'citation-key') return;
  const single: unknown = Array.isArray(value)
    ? variable === 'keyword'
      ? value.join(', ')
      : value[0]
    : value;
  if (typeof single !== 'string' && typeof single !== 'number') return;
  const text = dropControls(String(single)).trim();
  if (text !== '') draft[variable] = text;
}

function readNames(value: unknown): CslName[] {
  if (typeof value === 'string')
    return value
      .split(/;|\sand\s/)
      .map(readPlainName)
      .filter((name) => name !== undefined);
  if (!Array.isArray(value)) return [];
  return value.map(readName).filter((name) => name !== undefined);
}

const nameParts = [
  'family',
  'given',
  'non-dropping-particle',
  'dropping-particle',
  'suffix',
  'literal',
] as const;

function readName(value: unknown): CslName | undefined {
  if (typeof value === 'string') return readPlainName(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const source = value as Json;
  const name: CslName = {};
  for (const part of nameParts) {
    const text = source[part];
    if (typeof text === 'string' && text.trim() !== '') name[part] = plainText(dropControls(text)).trim();
  }
  if (Object.keys(name).length === 0 && typeof source.name === 'string') return readPlainName(source.name);
  // A name is one or the other.
  if (name.family !== undefined) delete name.literal;
  return Object.keys(name).length > 0 ? name : undefined;
}

function readCslDate(value: unknown): CslDate | undefined {
  if (typeof value === 'string' || typeof value === 'number') return readDate(String(value));
  if (typeof value !== 'object' || value === null) return undefined;
  const source = value as Json;
  const date: CslDate = {};
  const parts = readDateParts(source['date-parts']);
  if (parts) date['date-parts'] = parts;
  else {
    const text = source.raw ?? source.literal ?? source['date-time'];
    if (typeof text === 'string') Object.assign(date, readDate(text));
  }
  if (typeof source.season === 'number' || typeof source.season === 'string') date.season = source.season;
  if (source.circa) date.circa = true;
  return date['date-parts'] || date.literal ? date : undefined;
}

function readDateParts(value: unknown): number[][] | undefined {
  if (!Array.isArray(value)) return undefined;
  const ranges: unknown[] = Array.isArray(value[0]) ? value : [value];
  const dates = ranges.slice(0, 2).map((range) => {
    const numbers = (Array.isArray(range) ? range : [])
      .slice(0, 3)
      .map((part: unknown) => (part === '' || part === null ? NaN : Number(part)));
    const end = numbers.findIndex((part) => !Number.isInteger(part));
    return end < 0 ? numbers : numbers.slice(0, end);
  });
  const known = dates.filter((date) => date.length > 0);
  return known.length > 0 && dates[0].length > 0 ? known : undefined;
}
