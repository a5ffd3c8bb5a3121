/** From the fields of an entry to CSL variables, by citation-js. It decodes the LaTeX of the values as well. */
import { plugins } from '@citation-js/core';
import type { CslDraft, CslType, TextVariable } from '../csl.ts';
import { textVariables } from '../csl.ts';
import { plainText } from '../markup.ts';
import { readWithCitationJs } from './citation-js.ts';
import { decodeLatex, tidyDecoded } from './decode-latex.ts';
import { readableType } from './entry-type.ts';
import { escapeLatex } from './escape-latex.ts';
import type { Fields } from './inherit.ts';
import { prepareLatex } from './prepare-latex.ts';

/** Left to citation-js. Names, dates, pages, links and identifiers are not: see to-csl.ts. */
const mapped = new Set(
  (
    'title subtitle titleaddon shorttitle booktitle booksubtitle booktitleaddon maintitle mainsubtitle maintitleaddon ' +
    'journal journaltitle journalsubtitle shortjournal issuetitle issuesubtitle series shortseries edition volume volumes ' +
    'number issue eid chapter part pagetotal numpages publisher address location school institution organization ' +
    'howpublished type entrysubtype eventtitle eventtitleaddon venue isbn issn abstract note addendum annotation annote ' +
    'language langid library version pubstate origtitle origlocation origpublisher isan ismn isrn iswc'
  ).split(' '),
);

/** Fields that citation-js would split at every "and", though most people mean "Smith and Sons". */
const undividedLists = new Set(
  'publisher address location school institution organization language origlocation origpublisher'.split(' '),
);

/** Text variables in which titles' markup may stand. */
const withMarkup = new Set<TextVariable>([
  'title',
  'title-short',
  'container-title',
  'container-title-short',
  'collection-title',
  'volume-title',
  'original-title',
  'event-title',
  'abstract',
  'note',
  'annote',
]);

export interface MappedEntry {
  draft: CslDraft;
  /** Fields whose LaTeX citation-js refused, so that another parser had to read them. */
  refused: string[];
}

export function mapEntry(bibType: string, fields: Fields): MappedEntry {
  const { types } = plugins.config.get('@bibtex');
  const type = readableType(bibType, (name) => Object.hasOwn(types.biblatex.source, name));
  const properties: Record<string, string> = {};
  for (const [name, value] of fields) {
    if (!mapped.has(name) || value.trim() === '') continue;
    const prepared = prepareLatex(value);
    properties[name] = undividedLists.has(name) ? `{${prepared}}` : prepared;
  }
  const direct = readWithCitationJs(type, properties);
  if (direct) return { draft: clean(direct), refused: [] };
  const refused = Object.keys(properties).filter(
    (name) => !readWithCitationJs(type, { [name]: properties[name] }),
  );
  for (const name of refused) {
    properties[name] = `{${escapeLatex(plainText(decodeLatex(fields.get(name) ?? '')))}}`;
  }
  const mended = readWithCitationJs(type, properties) ?? {
    type: 'document',
    title: decodeLatex(fields.get('title') ?? ''),
  };
  return { draft: clean(mended), refused };
}

function clean(item: Record<string, unknown>): CslDraft {
  const draft: CslDraft = { type: (item.type as CslType | undefined) ?? 'document' };
  for (const name of textVariables) {
    const value = item[name];
    if (value === undefined || name === 'citation-key') continue;
    const text = tidyDecoded(String(value));
    if (text !== '') draft[name] = withMarkup.has(name) ? text : plainText(text);
  }
  return draft;
}
