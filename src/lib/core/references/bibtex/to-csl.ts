/** One entry, its macros expanded and its parents' fields taken over, as a CSL item. */
import type { CslDraft, NameVariable } from '../csl.ts';
import { readDate, readStatus, readYearMonthDay } from '../dates.ts';
import type { EntryIssues } from '../entry-issues.ts';
import { saysTheType } from '../genre.ts';
import { settleLinks } from '../links.ts';
import { normalisePages } from '../pages.ts';
import { decodeLatex, decodeLatexPlain } from './decode-latex.ts';
import type { Fields } from './inherit.ts';
import { mapEntry } from './map-entry.ts';
import { readNames } from './names.ts';
import { readEprint } from './eprint.ts';
import { addressIn, verbatim } from './verbatim.ts';

const nameFields: [field: string, variable: NameVariable][] = [
  ['author', 'author'],
  ['editor', 'editor'],
  ['translator', 'translator'],
  ['bookauthor', 'container-author'],
  ['book-author', 'container-author'],
  ['director', 'director'],
  ['composer', 'composer'],
  ['illustrator', 'illustrator'],
];

export function entryToCsl(type: string, fields: Fields, issues: EntryIssues): CslDraft {
  dropPlaceholders(fields);
  takeDatabaseFields(fields);
  const { draft, refused } = mapEntry(type, fields);
  for (const field of refused) {
    issues.repair('unreadable-latex', `The LaTeX in the field "${field}" is not valid. Its words were kept.`);
  }
  readPeople(draft, fields, issues);
  readDates(draft, fields, issues);
  settleContainer(draft, fields);
  settleTitleAddon(draft, fields);
  settleGenre(draft, type, fields);
  if (fields.get('pages')) draft.page = normalisePages(decodeLatexPlain(fields.get('pages')!));
  if (fields.get('keywords')) draft.keyword = decodeLatexPlain(fields.get('keywords')!);
  readEprint(draft, fields);
  draft.DOI = verbatim(fields.get('doi'));
  draft.URL = verbatim(fields.get('url')) ?? addressIn(fields.get('howpublished'));
  settleLinks(draft, issues);
  return draft;
}

/** Words that exporting programs write where they have nothing. */
function dropPlaceholders(fields: Fields): void {
  for (const [name, value] of fields) {
    if (/^\{?(?:null|undefined|\$\{[\w.]{1,40}\}|)\}?$/i.test(value.trim())) fields.delete(name);
  }
}

/** Names that Scopus, Web of Science, EBSCO, Mendeley and others use for fields that have one in BibLaTeX. */
const otherNames: [other: string, own: string][] = [
  ['author_keywords', 'keywords'],
  ['keyword', 'keywords'],
  ['journal-iso', 'shortjournal'],
  ['abbrev_source_title', 'shortjournal'],
  ['journal-abbreviation', 'shortjournal'],
  ['art_number', 'eid'],
  ['article-number', 'eid'],
  ['articleno', 'eid'],
  ['pubmed_id', 'pmid'],
  ['pubmedid', 'pmid'],
  ['issue_date', 'date'],
  ['bdsk-url-1', 'url'],
  ['link', 'url'],
  ['lccn', 'library'],
  ['numpages', 'pagetotal'],
  ['year of publication', 'year'],
];

function takeDatabaseFields(fields: Fields): void {
  for (const [other, own] of otherNames) {
    const value = fields.get(other);
    if (value && !fields.has(own) && !(own === 'date' && fields.has('year'))) fields.set(own, value);
  }
  // SciELO puts the article's DOI into crossref.
  const crossref = fields.get('crossref');
  if (crossref && !fields.has('doi') && isDoi(crossref)) fields.set('doi', crossref);
}

export function isDoi(value: string): boolean {
  return /^\s*(?:https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d{4,9}\//.test(value);
}

function readPeople(draft: CslDraft, fields: Fields, issues: EntryIssues): void {
  for (const [field, variable] of nameFields) {
    const value = fields.get(field);
    if (!value || draft[variable]) continue;
    const { names, repair } = readNames(value);
    if (names.length > 0) draft[variable] = names;
    if (repair) issues.repair('names', `In the field "${field}", ${repair}. Check the names.`);
  }
}

function readDates(draft: CslDraft, fields: Fields, issues: EntryIssues): void {
  const plain = (name: string) => decodeLatexPlain(fields.get(name) ?? '');
  const early = plain('early access date') || plain('early-access-date');
  const written = plain('date') || plain('year') || early;
  if (written) {
    const issued = plain('date')
      ? readDate(plain('date'))
      : readYearMonthDay(written, plain('month') || undefined, plain('day') || undefined);
    if (issued) draft.issued = issued;
    const status = readStatus(written);
    // A literal date is printed where the year would be; styles would print the status a second time.
    if (status && !issued?.literal) draft.status ??= status;
    if (issued?.literal) {
      issues.repair(
        'no-year',
        `No year can be read from "${written.slice(0, 60)}". It is kept as it is written.`,
      );
    } else if (!/^[\s\d/.–-]+$/.test(written) && !fields.get('date') && written !== early) {
      issues.repair(
        'odd-year',
        `The year "${written.slice(0, 60)}" was read as ${issued?.['date-parts']?.[0][0]}.`,
      );
    }
  }
  if (early && written === early) draft.status ??= 'early access';
  const accessed = readDate(
    plain('urldate') || plain('lastchecked') || plain('lastaccessed') || plain('last visited'),
  );
  if (accessed?.['date-parts']) draft.accessed = accessed;
  const event = readDate(plain('eventdate'));
  if (event?.['date-parts']) draft['event-date'] = event;
  const original = readDate(plain('origdate') || plain('origyear'));
  if (original?.['date-parts']) draft['original-date'] = original;
}

/** citation-js looks for the journal of articles only, and drops the book title where there is a main title. */
function settleContainer(draft: CslDraft, fields: Fields): void {
  const decoded = (name: string) => decodeLatex(fields.get(name) ?? '');
  const journal = [decoded('journaltitle') || decoded('journal'), decoded('journalsubtitle')]
    .filter(Boolean)
    .join(': ');
  const book = decoded('booktitle');
  if (draft.type === 'article-journal' && journal) draft['container-title'] = journal;
  if (!draft['container-title'] && (journal || book)) draft['container-title'] = journal || book;
  if (!draft.title && decoded('maintitle')) draft.title = decoded('maintitle');
  if (fields.has('maintitle') && book && draft['container-title'] !== book) draft['volume-title'] ??= book;
  if (draft.type === 'article-journal' && decoded('entrysubtype').startsWith('newspaper'))
    draft.type = 'article-newspaper';
  if (draft.type === 'article-journal' && decoded('entrysubtype').startsWith('magazine'))
    draft.type = 'article-magazine';
}

/** What is printed behind a title says mostly what kind of thing it is, as in [Audiobook]. */
function settleTitleAddon(draft: CslDraft, fields: Fields): void {
  const addon = decodeLatexPlain(fields.get('titleaddon') ?? '');
  if (/^\p{Lu}\D*$/u.test(addon)) draft.genre ??= addon;
}

/** The words BibLaTeX has strings for. */
const theses: Record<string, string> = {
  phdthesis: 'PhD thesis',
  mastersthesis: "Master's thesis",
  mathesis: "Master's thesis",
  bathesis: "Bachelor's thesis",
  candthesis: 'Candidate thesis',
  resreport: 'Research report',
};

function settleGenre(draft: CslDraft, bibType: string, fields: Fields): void {
  const genre = (draft.genre ?? '').toLowerCase();
  if (Object.hasOwn(theses, genre)) draft.genre = theses[genre];
  // A plain @techreport needs no genre, a thesis does: styles print which one it is.
  const isPlain = bibType === 'techreport' && !fields.get('type');
  if (isPlain || saysTheType(draft.type, genre)) delete draft.genre;
}
