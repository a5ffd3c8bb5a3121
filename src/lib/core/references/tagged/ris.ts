/**
 * RIS, as Zotero, EndNote, Scopus, Web of Science, ProQuest, Ovid, EBSCO, SciELO and others write it. The tags are those
 * of the 2001 specification and of its revision of 2011, which gave several tags other meanings.
 * https://en.wikipedia.org/wiki/RIS_(file_format)
 */
import type { CslDraft, CslType } from '../csl.ts';
import { readDate } from '../dates.ts';
import type { EntryIssues } from '../entry-issues.ts';
import { cleanText, decodeEntities } from '../text-cleanup.ts';
import {
  doiAmong,
  isArticle,
  isBook,
  isInContainer,
  joinPages,
  setIssued,
  setNames,
  setPlainText,
  setStandardNumbers,
  setText,
  splitNames,
} from '../draft-fields.ts';
import { saysTheType } from '../genre.ts';
import { joinKeywords } from '../keywords.ts';
import type { TaggedFormat } from './read.ts';
import { risTypes } from './ris-types.ts';
import type { TaggedValues } from './split.ts';

const knownTags = new Set(
  (
    'TY ER TI T1 T2 T3 AU A1 A2 A3 A4 A5 AB N1 N2 PY Y1 Y2 DA JO JF JA J1 J2 VL IS CP SP EP PB CY PP DO DI UR L1 L2 L3 L4 ' +
    'LK SN KW LA ET AN ID M1 M2 M3 C1 C2 C3 C4 C5 C6 C7 C8 U1 U2 U3 U4 U5 AD AV BT CT CA CN CR DB DP DS ED FD H1 H2 IP ' +
    'LB MI NV OP PA PI PU RD RI RN RP SE SF SL SO ST SV TA TC TD TT VO WT WV YR J9 JI C NL TS AI'
  ).split(' '),
);

/** Fields of running text, in which a line may look as if it began with a tag. */
const texts = new Set(['AB', 'N1', 'N2', 'KW', 'AD', 'CR']);

export const ris: TaggedFormat = {
  syntax: {
    begin: 'TY',
    end: 'ER',
    telling: new Set(['TI', 'T1', 'CT', 'BT']),
    readTag(line, within) {
      const match = /^[ \t]{0,3}([A-Z][A-Z0-9])[ \t]{1,4}-(?:[ \t](.*)|(\S.*)|)$/.exec(line);
      if (!match) return undefined;
      const [, tag, text, joined] = match;
      const isRegular = line.startsWith(`${tag}  -`) && joined === undefined;
      const isTag = knownTags.has(tag) || (isRegular && !texts.has(within ?? ''));
      return isTag ? { tag, text: text ?? joined ?? '' } : undefined;
    },
  },
  formal: ['TY'],
  keyOf: (values) => values.first('ID'),
  toCsl: risToCsl,
};

function risToCsl(values: TaggedValues, issues: EntryIssues): CslDraft {
  const written = values.first('TY')?.toUpperCase() ?? '';
  const type = readType(written, values);
  if (written !== '' && !Object.hasOwn(risTypes, written)) {
    issues.doubt('unknown-type', `"${written}" is no RIS type. The record is kept as a document.`);
  }
  const draft: CslDraft = { type };
  setTitles(draft, values);
  setNames(draft, 'author', splitNames(values.all('AU', 'A1'), issues));
  setNames(
    draft,
    'editor',
    values.all('ED', 'A2').filter((name) => name.split(',').length < 5),
  );
  setNames(draft, 'collection-editor', values.all('A3'));
  setNames(draft, 'translator', values.all('A4'));
  setIssued(draft, [values.first('PY'), values.first('Y1'), values.first('DA'), values.first('YR')], issues);
  if (written === 'INPR') draft.status ??= 'in press';
  const accessed = readDate(values.first('Y2') ?? '');
  if (accessed?.['date-parts']) draft.accessed = accessed;
  setNumbers(draft, values, written);
  setText(draft, 'abstract', longest(values.all('AB', 'N2')));
  const note = values
    .all('N1', 'RN')
    .map(readNote)
    .filter((text) => text !== '')
    .join('\n');
  if (note !== '') draft.note = note;
  setPlainText(draft, 'keyword', joinKeywords(values.allLines('KW')));
  setPlainText(draft, 'publisher', values.first('PB', 'PU'));
  setPlainText(draft, 'publisher-place', values.first('CY', 'PP', 'PI'));
  setPlainText(draft, 'language', values.first('LA'));
  setPlainText(draft, 'edition', isArticle(type) ? undefined : values.first('ET'));
  setPlainText(draft, 'source', values.first('DB'));
  setPlainText(draft, 'call-number', values.first('CN'));
  const genre = values.first('M3') ?? '';
  if (!isArticle(type) && !saysTheType(type, genre)) setPlainText(draft, 'genre', genre);
  draft.DOI = values.first('DO', 'DI') ?? doiAmong([...values.all('M3', 'UR', 'L3'), ...doiNotes(values)]);
  draft.URL = values.first('UR', 'L2', 'LK');
  setPubMedNumbers(draft, values);
  return draft;
}

/** Scopus calls the parts of a series SER and says in M3 what they are; a record without type has a journal perhaps. */
function readType(written: string, values: TaggedValues): CslType {
  const type = Object.hasOwn(risTypes, written) ? risTypes[written] : 'document';
  const kind = values.first('M3') ?? '';
  if (written === 'SER' || written === 'BOOK') {
    if (/^book chapter$/i.test(kind)) return 'chapter';
    if (/^conference (?:paper|review)$/i.test(kind)) return 'paper-conference';
  }
  return written === '' && values.first('JF', 'JO') ? 'article-journal' : type;
}

function setTitles(draft: CslDraft, values: TaggedValues): void {
  const { type } = draft;
  const isPart = isInContainer(type);
  setText(draft, 'title', values.first('TI', 'T1', 'CT', ...(isPart ? [] : ['BT', 'T2'])));
  const journal = values.first('JF', 'T2', 'JO', 'J1', 'BT', 'JA', 'J2', 'J9');
  const book = values.first('T2', 'BT', 'JF', 'JO');
  // What T2 names is what the work is in, but for books and their kin the series.
  if (!isPart && isBook(type))
    setText(draft, 'collection-title', values.first('TI', 'T1', 'BT') && (values.first('T2') ?? journal));
  else setText(draft, 'container-title', type === 'chapter' || !isPart ? book : journal);
  if (draft['container-title'] === draft.title) delete draft['container-title'];
  const short = cleanText(values.first('J2', 'JA', 'JI', 'JO') ?? '');
  if (isArticle(type) && short !== '' && short !== draft['container-title'])
    draft['container-title-short'] = short;
  setText(draft, 'collection-title', values.first('T3'));
  const shortTitle = cleanText(values.first('ST') ?? '');
  if (shortTitle !== '' && shortTitle !== draft.title) draft['title-short'] = shortTitle;
  setText(draft, 'original-title', values.first('OP'));
}

function setNumbers(draft: CslDraft, values: TaggedValues, written: string): void {
  setPlainText(draft, 'volume', values.first('VL', 'VO'));
  setPlainText(
    draft,
    isArticle(draft.type) || draft.type === 'paper-conference' ? 'issue' : 'number',
    values.first('IS', 'CP'),
  );
  const pages = joinPages(values.first('SP'), values.first('EP'));
  if (written === 'BOOK' || written === 'THES') setPlainText(draft, 'number-of-pages', pages);
  else setPlainText(draft, 'page', pages);
  if (isArticle(draft.type)) setPlainText(draft, 'number', articleNumber(values));
  setPlainText(draft, 'number-of-volumes', values.first('NV'));
  setStandardNumbers(draft, values.all('SN'));
}

/** Journals without pages number their articles: C7 for EndNote, Scopus and Web of Science. */
function articleNumber(values: TaggedValues): string | undefined {
  const number = values.first('C7')?.replace(/;$/, '');
  return number && /^[\w.-]{1,30}$/.test(number) ? number : undefined;
}

/** Zotero exports notes as HTML. */
function readNote(text: string): string {
  return cleanText(
    decodeEntities(text).replace(/<\/?(?:p|div|br|span|ul|li|strong|em)\b[^<>]{0,200}>/gi, ' '),
  );
}

function doiNotes(values: TaggedValues): string[] {
  return values.all('N1').filter((note) => /^\s*(?:doi\b|https?:\/\/(?:dx\.)?doi\.org\/)/i.test(note));
}

function longest(candidates: string[]): string | undefined {
  return candidates.toSorted((a, b) => b.length - a.length)[0];
}

function setPubMedNumbers(draft: CslDraft, values: TaggedValues): void {
  const pmcid = values
    .all('C2', 'AN', 'U2')
    .map((text) => /\bPMC\d{3,9}\b/.exec(text)?.[0])
    .find(Boolean);
  if (pmcid) draft.PMCID = pmcid;
  const accession = values.first('AN');
  const provider = `${values.first('DB') ?? ''} ${values.first('DP') ?? ''}`;
  if (accession && /^\d{5,9}$/.test(accession) && /pubmed|medline|nlm/i.test(provider))
    draft.PMID = accession;
  // Not archive_location, which styles print.
  else if (accession && !draft['call-number']) setPlainText(draft, 'call-number', accession);
}
