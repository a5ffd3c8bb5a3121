/**
 * PubMed's own format (MEDLINE display, .nbib). The tags are explained at
 * https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format
 */
import type { CslDraft, CslType } from '../csl.ts';
import type { EntryIssues } from '../entry-issues.ts';
import { normalisePages } from '../pages.ts';
import { readPlainName } from '../plain-names.ts';
import { setIssued, setNames, setPlainText, setStandardNumbers, setText } from '../draft-fields.ts';
import { joinKeywords } from '../keywords.ts';
import type { TaggedFormat } from './read.ts';
import type { TaggedValues } from './split.ts';

export const nbib: TaggedFormat = {
  syntax: {
    begin: 'PMID',
    telling: new Set(['TI', 'BTI']),
    readTag(line) {
      // The hyphen is always the fifth character.
      const match = /^(?=.{4}-)([A-Z]{2,4}) *- ?(.*)$/.exec(line);
      return match ? { tag: match[1], text: match[2] } : undefined;
    },
  },
  formal: [],
  keyOf: (values) => (values.first('PMID') ? `pmid${values.first('PMID')}` : undefined),
  toCsl: nbibToCsl,
};

const types: [pattern: RegExp, type: CslType][] = [
  [/^book chapter$/i, 'chapter'],
  [/^book$/i, 'book'],
  [/thesis|dissertation/i, 'thesis'],
  [/^(?:newspaper article|news)$/i, 'article-newspaper'],
  [/^preprint$/i, 'article'],
  [/^dataset$/i, 'dataset'],
];

function nbibToCsl(values: TaggedValues, issues: EntryIssues): CslDraft {
  const kinds = values.all('PT');
  const found = types.find(([pattern]) => kinds.some((kind) => pattern.test(kind)))?.[1];
  const draft: CslDraft = { type: found ?? 'article-journal' };
  const title = values.first('TI') ?? values.first('BTI');
  setText(draft, 'title', title);
  setText(
    draft,
    'container-title',
    values.first('JT', 'TA') ?? (values.first('TI') ? values.first('BTI') : undefined),
  );
  const short = values.first('TA');
  if (short && short !== draft['container-title']) setText(draft, 'container-title-short', short);
  setText(draft, 'collection-title', values.first('CTI'));
  setAuthors(draft, values);
  setNames(draft, 'editor', values.first('FED') ? values.all('FED') : values.all('ED'));
  setIssued(draft, [values.first('DP'), values.first('DEP')], issues);
  setPlainText(draft, 'volume', values.first('VI'));
  setPlainText(draft, 'issue', values.first('IP'));
  setPages(draft, values);
  setText(draft, 'abstract', values.first('AB'));
  setPlainText(draft, 'keyword', joinKeywords([...values.all('OT'), ...values.all('MH')]));
  setPlainText(draft, 'language', values.all('LA').join(', '));
  setPlainText(draft, 'publisher', values.first('PB'));
  setPlainText(
    draft,
    'publisher-place',
    values.first('PL') && values.first('PB') ? values.first('PL') : undefined,
  );
  setStandardNumbers(draft, [...values.all('IS'), ...values.all('ISBN')]);
  setPlainText(draft, 'PMID', values.first('PMID'));
  setPlainText(draft, 'PMCID', values.first('PMC'));
  draft.DOI = [...values.all('LID'), ...values.all('AID')]
    .find((id) => id.includes('[doi]'))
    ?.replace(/\s*\[doi\].*$/, '');
  if (values.first('PST')?.match(/aheadofprint/)) draft.status ??= 'ahead of print';
  return draft;
}

/** FAU holds full names, AU the same ones in short; CN are groups. Records of before 2002 have AU only. */
function setAuthors(draft: CslDraft, values: TaggedValues): void {
  const persons = values.first('FAU') ? 'FAU' : 'AU';
  const names = values
    .inOrder(persons, 'CN')
    .map(({ tag, value }) => (tag === 'CN' ? { literal: value } : readPlainName(value)));
  const present = names.filter((name) => name !== undefined);
  if (present.length > 0) draft.author = present;
}

/** An article without pages has a number among its identifiers. */
function setPages(draft: CslDraft, values: TaggedValues): void {
  setPlainText(draft, 'page', normalisePages(values.first('PG') ?? ''));
  const number = values
    .all('LID')
    .find((id) => id.includes('[pii]'))
    ?.replace(/\s*\[pii\].*$/, '');
  if (!draft.page && number && /^[\w.-]{1,30}$/.test(number)) draft.number = number;
}
