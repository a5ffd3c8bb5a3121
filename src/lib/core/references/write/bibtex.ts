/** Writes BibTeX and BibLaTeX. All letters stay as they are: both have been used with UTF-8 for years. */
import { escapeLatex } from '../bibtex/escape-latex.ts';
import { isAndOthers, type CslItem, type CslName } from '../csl.ts';
import { parseMarkup, type Mark, type Segment } from '../markup.ts';
import { bibTypes, type BibFlavour } from './bibtex-types.ts';
import { isoDate, singleDate, writtenYear } from './dates.ts';
import { uniqueKeys } from './unique-keys.ts';

export function writeBibtex(items: readonly CslItem[], flavour: BibFlavour): string {
  // What BibTeX, biber and the readers here take apart in a key.
  const keys = uniqueKeys(items, /[\s{}(),="#%'\\~@]+/g);
  return items.map((item, index) => writeEntry(item, keys[index], flavour)).join('\n');
}

type Field = [name: string, value: string | undefined];

function writeEntry(item: CslItem, key: string, flavour: BibFlavour): string {
  const { type, subtype } = bibTypes[flavour](item);
  const fields = [...namesOf(item), ...textsOf(item, flavour, type), ['entrysubtype', subtype] as Field];
  // Months are macros, which styles print in their own language.
  const lines = fields.flatMap(([name, value]) => {
    if (!value) return [];
    return name === 'month' ? [`  month = ${value},\n`] : [`  ${name} = {${value}},\n`];
  });
  return `@${type}{${key},\n${lines.join('')}}\n`;
}

function namesOf(item: CslItem): Field[] {
  const list = (names: CslName[] | undefined) => names?.map(writeName).join(' and ');
  return [
    ['author', list(item.author)],
    ['editor', list(item.editor)],
    ['translator', list(item.translator)],
    ['bookauthor', list(item['container-author'])],
  ];
}

function writeName(name: CslName): string {
  if (isAndOthers(name)) return 'others';
  if (name.literal !== undefined) return `{${escapeLatex(name.literal)}}`;
  const particle = [name['dropping-particle'], name['non-dropping-particle']].filter(Boolean).join(' ');
  const family = [particle && escapeLatex(particle), name.family && protectFamily(name.family)]
    .filter(Boolean)
    .join(' ');
  const given = name.given && protectPart(name.given);
  const suffix = name.suffix && protectPart(name.suffix);
  if (!family) return given ? `{${given}}` : '{}';
  if (suffix) return `${family}, ${suffix}, ${given ?? ''}`;
  // With nothing behind the comma it still says that all of it is the family name.
  return given ? `${family}, ${given}` : `${family},`;
}

/** Braces keep together what BibTeX would take for a particle, a list or a second part. */
function protectFamily(family: string): string {
  return /^\p{Ll}|\s\p{Ll}/u.test(family) ? `{${escapeLatex(family)}}` : protectPart(family);
}

function protectPart(part: string): string {
  const escaped = escapeLatex(part);
  return /,|;|=|(?:^|\s)(?:and|others)(?:\s|$)|\bet\.? al/i.test(part) ? `{${escaped}}` : escaped;
}

function textsOf(item: CslItem, flavour: BibFlavour, type: string): Field[] {
  const rich = (text: string | undefined) => text && writeSegments(parseMarkup(text));
  const plain = (text: string | undefined) => text && escapeLatex(text);
  const isBiblatex = flavour === 'biblatex';
  const isPeriodical = type === 'article' || type === 'periodical';
  const isReport = type === 'report' || type === 'techreport';
  const isThesis = /thesis/.test(type);
  const container = rich(item['container-title']);
  const inBook = ['incollection', 'inproceedings', 'inbook', 'inreference'].includes(type);
  return [
    ['title', rich(item.title)],
    ['shorttitle', rich(item['title-short'])],
    [isBiblatex ? 'journaltitle' : 'journal', inBook ? undefined : container],
    ['booktitle', inBook ? container : undefined],
    ['shortjournal', rich(item['container-title-short'])],
    ['series', rich(item['collection-title'])],
    ...datesOf(item, flavour),
    ['volume', plain(item.volume)],
    [
      'number',
      plain(
        isPeriodical || type === 'inproceedings'
          ? item.issue
          : (item.number ?? item['collection-number'] ?? item.issue),
      ),
    ],
    ['eid', isPeriodical ? plain(item.number) : undefined],
    ['pages', plain(item.page?.replace(/-+/g, '--'))?.replaceAll('-{}-', '--')],
    ['chapter', plain(item['chapter-number'])],
    ['edition', plain(item.edition)],
    [
      isThesis ? (isBiblatex ? 'institution' : 'school') : isReport ? 'institution' : 'publisher',
      plain(item.publisher),
    ],
    [isBiblatex ? 'location' : 'address', plain(item['publisher-place'])],
    ['type', isBiblatex || isReport || isThesis ? plain(item.genre) : undefined],
    ['eventtitle', isBiblatex ? rich(item['event-title']) : undefined],
    ['venue', isBiblatex ? plain(item['event-place']) : undefined],
    ['pagetotal', plain(item['number-of-pages'])],
    ['volumes', plain(item['number-of-volumes'])],
    ['version', plain(item.version)],
    ['isbn', plain(item.ISBN)],
    ['issn', plain(item.ISSN)],
    ['doi', item.DOI && verbatim(item.DOI)],
    ['url', item.URL && verbatim(item.URL)],
    ['urldate', isoDate(item.accessed)],
    ['pmid', plain(item.PMID)],
    ['pmcid', plain(item.PMCID)],
    ['language', plain(item.language)],
    ['keywords', plain(item.keyword)],
    ['abstract', rich(item.abstract)],
    ['note', rich(item.note)],
    ['annotation', rich(item.annote)],
    ['pubstate', isBiblatex ? plain(item.status) : undefined],
  ];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function datesOf(
  { issued, 'original-date': original, 'event-date': event }: CslItem,
  flavour: BibFlavour,
): Field[] {
  const year = writtenYear(issued);
  if (flavour === 'biblatex' && issued?.['date-parts']) {
    return [
      ['date', isoDate(issued)],
      ['origdate', isoDate(original)],
      ['eventdate', isoDate(event)],
    ];
  }
  const [, month, day] = singleDate(issued) ?? [];
  return [
    ['year', year && escapeLatex(year)],
    ['month', month ? months[month - 1] : undefined],
    ['day', day ? String(day) : undefined],
  ];
}

/** Typeset as it stands; only what would break the entry is encoded. */
function verbatim(value: string): string {
  return value.replace(/[{}\\\s]/g, (character) => encodeURIComponent(character));
}

const commands: Record<Mark, string> = {
  italic: '\\textit{',
  bold: '\\textbf{',
  subscript: '\\textsubscript{',
  superscript: '\\textsuperscript{',
  'small-caps': '\\textsc{',
  'no-case': '{',
};

function writeSegments(segments: readonly Segment[]): string {
  return segments
    .map((segment) =>
      typeof segment === 'string'
        ? escapeLatex(segment)
        : `${commands[segment.mark]}${writeSegments(segment.children)}}`,
    )
    .join('');
}
