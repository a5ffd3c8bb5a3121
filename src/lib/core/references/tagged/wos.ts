/**
 * Web of Science's own format (.ciw, .isi, "plain text"). Field tags:
 * https://webofscience.help.clarivate.com/en-us/Content/wos-core-collection/woscc-field-tags.htm
 */
import type { CslDraft, CslType } from '../csl.ts';
import type { EntryIssues } from '../entry-issues.ts';
import {
  joinPages,
  setIssued,
  setNames,
  setPlainText,
  setStandardNumbers,
  setText,
} from '../draft-fields.ts';
import { joinKeywords } from '../keywords.ts';
import type { TaggedFormat } from './read.ts';
import type { TaggedValues } from './split.ts';

export const wos: TaggedFormat = {
  syntax: {
    begin: 'PT',
    end: 'ER',
    telling: new Set(['TI', 'AU']),
    readTag(line) {
      const match = /^([A-Z][A-Z0-9])(?: (.*)|)$/.exec(line);
      if (!match || /^(?:FN|VR|EF)$/.test(match[1])) return undefined;
      return { tag: match[1], text: match[2] ?? '' };
    },
  },
  formal: ['PT'],
  keyOf: (values) => values.first('UT', 'PM'),
  toCsl: wosToCsl,
};

const types: Record<string, CslType> = {
  J: 'article-journal',
  B: 'book',
  S: 'chapter',
  C: 'paper-conference',
  P: 'patent',
};

function wosToCsl(values: TaggedValues, issues: EntryIssues): CslDraft {
  const kind = values.first('DT')?.toLowerCase() ?? '';
  let type: CslType = types[values.first('PT')?.[0].toUpperCase() ?? ''] ?? 'article-journal';
  if (type !== 'article-journal' && kind.includes('chapter')) type = 'chapter';
  else if (type !== 'article-journal' && kind.includes('proceedings paper')) type = 'paper-conference';
  else if (type === 'chapter' && kind === 'book') type = 'book';
  const draft: CslDraft = { type };
  setText(draft, 'title', values.first('TI'));
  if (type !== 'book') setText(draft, 'container-title', values.first('SO'));
  setText(draft, 'collection-title', values.first('SE'));
  if (type === 'article-journal') setText(draft, 'container-title-short', values.first('JI'));
  // AF has the names in full, AU in short. Both put one name on a line.
  setNames(draft, 'author', values.first('AF') ? values.allLines('AF') : values.allLines('AU'));
  if (values.first('CA'))
    draft.author = [...(draft.author ?? []), ...values.allLines('CA').map((literal) => ({ literal }))];
  setNames(
    draft,
    'editor',
    values.allLines('BE', 'ED').flatMap((line) => line.split(';')),
  );
  setIssued(
    draft,
    [values.first('PY') && `${values.first('PD') ?? ''} ${values.first('PY')}`, values.first('EA')],
    issues,
  );
  if (!values.first('PY') && values.first('EA')) draft.status ??= 'early access';
  setPlainText(draft, 'volume', values.first('VL'));
  setPlainText(draft, 'issue', values.first('IS'));
  setPlainText(draft, 'page', joinPages(values.first('BP'), values.first('EP')) ?? values.first('PS'));
  setPlainText(draft, 'number', values.first('AR'));
  setText(draft, 'abstract', values.first('AB'));
  setPlainText(
    draft,
    'keyword',
    joinKeywords([...values.all('DE'), ...values.all('ID')].flatMap((list) => list.split(';'))),
  );
  setPlainText(draft, 'language', values.first('LA'));
  setPlainText(draft, 'publisher', values.first('PU'));
  setPlainText(draft, 'publisher-place', values.first('PI'));
  setText(draft, 'event-title', values.first('CT'));
  setPlainText(draft, 'event-place', values.first('CL'));
  setStandardNumbers(draft, [...values.all('SN'), ...values.all('EI'), ...values.all('BN')]);
  setPlainText(draft, 'PMID', values.first('PM'));
  draft.DOI = values.first('DI', 'D2');
  return draft;
}
