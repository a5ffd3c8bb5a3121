/** A cite key for an entry that has none: weiss2002making. */
import type { CslDraft } from './csl.ts';
import { normaliseTitle, publicationYear } from './identity.ts';

const emptyWords = new Set([
  'a',
  'an',
  'the',
  'on',
  'in',
  'of',
  'for',
  'and',
  'to',
  'der',
  'die',
  'das',
  'le',
  'la',
  'el',
]);

export function suggestKey(csl: CslDraft): string {
  const first = csl.author?.[0] ?? csl.editor?.[0];
  const name = normaliseTitle(first?.family ?? first?.literal ?? '').replaceAll(' ', '');
  const year = publicationYear(csl) ?? '';
  const word = normaliseTitle(csl.title ?? '')
    .split(' ')
    .find((candidate) => candidate !== '' && !emptyWords.has(candidate));
  return `${name}${year}${word ?? ''}`.slice(0, 60) || 'reference';
}
