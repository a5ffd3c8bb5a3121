/** EndNote's import format, which is that of Unix refer with a type in %0. https://en.wikipedia.org/wiki/EndNote#Tags_and_fields */
import type { CslDraft } from '../csl.ts';
import type { EntryIssues } from '../entry-issues.ts';
import { normalisePages } from '../pages.ts';
import { endnoteType } from './endnote-types.ts';
import {
  doiAmong,
  isArticle,
  isInContainer,
  setIssued,
  setNames,
  setPlainText,
  setStandardNumbers,
  setText,
  splitNames,
} from '../draft-fields.ts';
import { joinKeywords } from '../keywords.ts';
import type { TaggedFormat } from './read.ts';
import type { TaggedValues } from './split.ts';

export const enw: TaggedFormat = {
  syntax: {
    begin: '%0',
    endsAtBlank: true,
    telling: new Set(['%T', '%B', '%A', '%J', '%Q']),
    readTag(line) {
      const match = /^(%[A-Z0-9@!?~#$^&*()<>=+[\]{}|])(?:[ \t]+(.*)|)$/.exec(line);
      return match ? { tag: match[1], text: match[2] ?? '' } : undefined;
    },
  },
  formal: ['%0'],
  keyOf: (values) => (/^[\w:.-]{2,60}$/.test(values.first('%F') ?? '') ? values.first('%F') : undefined),
  toCsl: enwToCsl,
};

function enwToCsl(values: TaggedValues, issues: EntryIssues): CslDraft {
  const written = values.first('%0');
  const type = written
    ? endnoteType(written)
    : values.first('%J')
      ? 'article-journal'
      : values.first('%B')
        ? 'chapter'
        : 'document';
  const draft: CslDraft = { type };
  setText(draft, 'title', values.first('%T', ...(isInContainer(type) ? [] : ['%B'])));
  const container = isArticle(type) ? values.first('%J', '%B') : values.first('%B', '%J');
  if (isInContainer(type) || !written) setText(draft, 'container-title', container);
  else if (container !== draft.title) setText(draft, 'collection-title', container);
  setText(draft, 'collection-title', values.first('%S'));
  setText(draft, 'title-short', values.first('%!'));
  setNames(draft, 'author', [
    ...splitNames(values.all('%A'), issues),
    ...values.all('%Q').map((name) => `${name},`),
  ]);
  setNames(draft, 'editor', values.all('%E'));
  setNames(draft, 'collection-editor', values.all('%Y'));
  setNames(draft, 'translator', values.all('%?'));
  setIssued(draft, [values.first('%D'), values.first('%8')], issues);
  setPlainText(draft, 'volume', values.first('%V'));
  setPlainText(draft, isArticle(type) ? 'issue' : 'number', values.first('%N'));
  setPlainText(draft, 'page', normalisePages(values.first('%P') ?? ''));
  setPlainText(draft, 'edition', values.first('%7'));
  setPlainText(draft, 'publisher', values.first('%I'));
  setPlainText(draft, 'publisher-place', values.first('%C'));
  setText(draft, 'abstract', values.first('%X'));
  setText(draft, 'note', values.all('%Z', '%O').join(' '));
  setPlainText(draft, 'genre', type === 'thesis' || type === 'report' ? values.first('%9') : undefined);
  setPlainText(draft, 'language', values.first('%G'));
  setPlainText(draft, 'call-number', values.first('%L', '%M'));
  setStandardNumbers(draft, values.all('%@'));
  setPlainText(
    draft,
    'keyword',
    joinKeywords(values.allLines('%K').flatMap((line) => line.split(/;|\s{2,}/))),
  );
  draft.DOI =
    values.first('%R') && /10\.\d{4}/.test(values.first('%R')!)
      ? values.first('%R')
      : doiAmong(values.all('%U'));
  draft.URL = values.first('%U');
  return draft;
}
