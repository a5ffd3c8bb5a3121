/** EndNote's XML, which Zotero, Mendeley and others write as well. */
import { ReferenceCollector, type IdRegister, type ReadEntry } from '../collector.ts';
import type { CslDraft, TextVariable } from '../csl.ts';
import { readDate } from '../dates.ts';
import { EntryIssues } from '../entry-issues.ts';
import { LineIndex } from '../line-index.ts';
import { settleLinks } from '../links.ts';
import { cslTags, type Mark } from '../markup.ts';
import { normalisePages } from '../pages.ts';
import type { ParsedFile } from '../parsed-file.ts';
import type { ParseSteps } from '../parse-steps.ts';
import {
  doiAmong,
  isArticle,
  isInContainer,
  setIssued,
  setNames,
  setPlainText,
  setStandardNumbers,
  setText,
} from '../draft-fields.ts';
import { joinKeywords } from '../keywords.ts';
import { endnoteType } from '../tagged/endnote-types.ts';
import { findAll, parseXml, textOf, type XmlElement } from './parse-xml.ts';

export function* readEndnoteXml(
  text: string,
  file: string | undefined,
  ids: IdRegister,
): ParseSteps<ParsedFile> {
  const collector = new ReferenceCollector(file, ids);
  const lines = new LineIndex(text);
  const starts = Array.from(text.matchAll(/<record(?=[\s>])[^<>]*>/g), ({ index }) => index);
  const end = '</record>';
  let closing = text.indexOf(end);
  for (const [index, start] of starts.entries()) {
    const limit = starts[index + 1] ?? text.length;
    while (closing >= 0 && closing < start) closing = text.indexOf(end, closing + 1);
    const isClosed = closing >= 0 && closing < limit;
    const raw = text.slice(start, isClosed ? closing + end.length : limit).trimEnd();
    collector.add(readRecord(raw, lines.lineOf(start), lines.columnOf(start), isClosed));
    if (index % 100 === 99) yield { done: index + 1, total: starts.length };
  }
  return collector.finish();
}

function readRecord(raw: string, line: number, column: number, isClosed: boolean): ReadEntry {
  const [record] = findAll(parseXml(raw), 'record');
  const label = record && textOf(findAll(record, 'label')[0] ?? '').trim();
  const key = /^[\w:.+-]{2,60}$/.test(label ?? '') ? label : undefined;
  const issues = new EntryIssues(key ? { line, column, key } : { line, column });
  if (!isClosed)
    issues.repair('unclosed-entry', 'The end of this record (</record>) is missing. What is there was kept.');
  if (!record || textOf(record).trim() === '') {
    issues.loss('empty-entry', 'There is nothing in this record.');
    return { line, raw, issues };
  }
  const csl = recordToCsl(new RecordReader(record), issues);
  settleLinks(csl, issues);
  return { csl, key, line, raw, issues };
}

/** Reads the elements of a record, whose text may be in styled pieces. */
class RecordReader {
  readonly record: XmlElement;

  constructor(record: XmlElement) {
    this.record = record;
  }

  all(...path: string[]): string[] {
    return findAll(this.record, ...path)
      .map((element) => styledText(element).trim())
      .filter((text) => text !== '');
  }

  first(...path: string[]): string | undefined {
    return this.all(...path)[0];
  }
}

const faces: Record<string, Mark> = {
  italic: 'italic',
  bold: 'bold',
  superscript: 'superscript',
  subscript: 'subscript',
};

/** EndNote wraps every piece in <style face="…">, most of them "normal". */
function styledText(element: XmlElement | string): string {
  if (typeof element === 'string') return element;
  const text = element.children.map(styledText).join('');
  const face = element.name === 'style' ? (element.attributes.face ?? '') : '';
  const mark = Object.hasOwn(faces, face) ? faces[face] : undefined;
  return mark && text.trim() !== '' ? `${cslTags[mark][0]}${text}${cslTags[mark][1]}` : text;
}

function recordToCsl(record: RecordReader, issues: EntryIssues): CslDraft {
  const [refType] = findAll(record.record, 'ref-type');
  const written = endnoteType(refType?.attributes.name ?? 'Generic');
  // Mendeley calls everything it is not sure of generic, and gives its journal nevertheless.
  const type =
    written === 'document' && record.first('periodical', 'full-title') ? 'article-journal' : written;
  const draft: CslDraft = { type };
  const text = (variable: TextVariable, ...path: string[]) => setText(draft, variable, record.first(...path));
  const plain = (variable: TextVariable, ...path: string[]) =>
    setPlainText(draft, variable, record.first(...path));

  text('title', 'titles', 'title');
  const journal = record.first('periodical', 'full-title');
  const secondary = record.first('titles', 'secondary-title');
  const container = isArticle(type) ? (journal ?? secondary) : (secondary ?? journal);
  setText(draft, isInContainer(type) ? 'container-title' : 'collection-title', container);
  text('collection-title', 'titles', 'tertiary-title');
  text('title-short', 'titles', 'short-title');
  if (draft['title-short'] === draft.title) delete draft['title-short'];
  const short = record.first('periodical', 'abbr-1') ?? record.first('alt-periodical', 'abbr-1');
  if (short !== draft['container-title']) setText(draft, 'container-title-short', short);
  setNames(draft, 'author', record.all('contributors', 'authors', 'author'));
  setNames(draft, 'editor', record.all('contributors', 'secondary-authors', 'author'));
  setNames(draft, 'collection-editor', record.all('contributors', 'tertiary-authors', 'author'));
  setNames(draft, 'translator', record.all('contributors', 'subsidiary-authors', 'author'));
  setIssued(draft, dates(record), issues);
  plain('volume', 'volume');
  const number = record.first('number') ?? record.first('issue');
  setPlainText(draft, isArticle(type) || type === 'paper-conference' ? 'issue' : 'number', number);
  setPlainText(draft, 'page', normalisePages(record.first('pages') ?? ''));
  plain('edition', 'edition');
  plain('publisher', 'publisher');
  plain('publisher-place', 'pub-location');
  plain('language', 'language');
  plain('number-of-volumes', 'num-vols');
  plain('call-number', 'call-num');
  plain('source', 'remote-database-name');
  if (type === 'thesis' || type === 'report') plain('genre', 'work-type');
  text('abstract', 'abstract');
  text('note', 'notes');
  setPlainText(
    draft,
    'keyword',
    joinKeywords(record.all('keywords', 'keyword').flatMap((list) => list.split(/[\r\n]+/))),
  );
  setStandardNumbers(draft, record.all('isbn'));
  setAccession(draft, record);
  const urls = [
    ...record.all('urls', 'web-urls', 'url'),
    ...record.all('urls', 'related-urls', 'url'),
    ...record.all('urls', 'url'),
  ];
  draft.DOI =
    record.first('electronic-resource-num') ?? doiAmong(urls.filter((url) => url.includes('doi.org/')));
  draft.URL = urls[0];
  const accessed = readDate(record.first('access-date') ?? '');
  if (accessed?.['date-parts']) draft.accessed = accessed;
  return draft;
}

/** The year, and with it what the publication date adds: "May", "2022 May", "Aug 17". */
function dates(record: RecordReader): (string | undefined)[] {
  const year = record.first('dates', 'year');
  const day = record.first('dates', 'pub-dates', 'date');
  return [year, day && year && !day.includes(year) ? `${day} ${year}` : day];
}

function setAccession(draft: CslDraft, record: RecordReader): void {
  const accession = record.first('accession-num');
  const pmcid = record
    .all('custom2')
    .map((text) => /PMC\d{3,9}/.exec(text)?.[0])
    .find(Boolean);
  if (pmcid) draft.PMCID = pmcid;
  if (!accession) return;
  if (/^\d{5,8}$/.test(accession)) draft.PMID = accession;
  // Not archive_location, which styles print.
  else if (!draft['call-number']) setPlainText(draft, 'call-number', accession);
}
