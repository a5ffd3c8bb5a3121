/**
 * Lists of names as BibTeX reads them: separated by "and", each "First von Last", "von Last, First" or
 * "von Last, Jr, First". Described in Patashnik, BibTeXing (1988), section 4; the extended form
 * "family=…, given=…" in the BibLaTeX manual, section 3.4.
 */
import type { CslName } from '../csl.ts';
import { andOthers } from '../csl.ts';
import { collapseSpace } from '../text-cleanup.ts';
import { decodeLatexPlain } from './decode-latex.ts';
import { dropSortKeys } from './prepare-latex.ts';
import { splitOutsideBraces } from './split-outside-braces.ts';

export interface ReadNames {
  names: CslName[];
  /** What had to be guessed, in words for the reader; undefined when the list was in order. */
  repair?: string;
}

export function readNames(list: string): ReadNames {
  const { texts, repair } = separateNames(
    dropSortKeys(list)
      .replace(/(?:\s|(?<!\\)~)+/g, ' ')
      .trim(),
  );
  const names: CslName[] = [];
  let guess = repair;
  for (const text of texts) {
    const name = readName(text);
    if (!name) continue;
    names.push(name.name);
    guess ??= name.repair;
  }
  return { names, repair: guess };
}

function separateNames(list: string): { texts: string[]; repair?: string } {
  const unwrapped = unwrapList(list);
  const texts = splitOutsideBraces(unwrapped, /(?:^| )and(?= |$)/iy)
    .map(collapseSpace)
    .filter((text) => text !== '' && text !== ',');
  if (texts.length !== 1) return separateRows(texts);
  const [only] = texts;
  const bySemicolon = trimmedParts(only, /;/y);
  if (bySemicolon.length > 1) {
    return {
      texts: bySemicolon.flatMap(separateEtAl),
      repair: 'names were separated by semicolons instead of "and"',
    };
  }
  const byAmpersand = trimmedParts(only, /,?\s*\\?&\s*/y);
  if (byAmpersand.length > 1 && byAmpersand.every((text) => text.includes(','))) {
    const pairs = byAmpersand.flatMap((text) => pairUp(trimmedParts(text, /,/y)) ?? [text]);
    return { texts: pairs, repair: 'names were separated by "&" instead of "and"' };
  }
  return separateRows(texts);
}

/** "Miller, D., Firby, J. and Dean, T." is a list in prose. */
function separateRows(texts: string[]): { texts: string[]; repair?: string } {
  let repair: string | undefined;
  const separated = texts.flatMap((text) => {
    const pieces = trimmedParts(text, /,/y);
    const pairs = pieces.length > 3 && !text.includes('=') ? pairUp(pieces) : undefined;
    if (pairs) repair = 'names were separated by commas instead of "and"';
    return pairs ?? separateEtAl(text);
  });
  return { texts: separated, repair };
}

function trimmedParts(text: string, separator: RegExp): string[] {
  return splitOutsideBraces(text, separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** "Oliveira, Rosmari, Viviani, Luciana" is two names. */
function pairUp(pieces: string[]): string[] | undefined {
  if (pieces.length < 2 || pieces.length % 2 !== 0) return undefined;
  const pairs: string[] = [];
  for (let index = 0; index < pieces.length; index += 2) pairs.push(`${pieces[index]}, ${pieces[index + 1]}`);
  return pairs;
}

/** Web of Science puts every value into a second pair of braces: {{Chova, LG and Martinez, AL}} is not one institution. */
function unwrapList(list: string): string {
  const inner = /^\s*\{([^{}]*)\}\s*$/.exec(list)?.[1];
  if (!inner) return list;
  const parts = inner.split(/\s+and\s+/);
  return parts.length > 1 && parts.every((part) => /^[^,]+,[^,]+$/.test(part)) ? inner : list;
}

/** "Weiss, E. et al." is one name and others. */
function separateEtAl(text: string): string[] {
  const match = /^(.*?),?\s*\bet\.?\s*al\.?,?$/i.exec(text);
  if (!match) return [text];
  return match[1].trim() === '' ? ['others'] : [match[1], 'others'];
}

function readName(text: string): { name: CslName; repair?: string } | undefined {
  if (text.toLowerCase() === 'others') return { name: andOthers };
  const literal = wholeGroup(text);
  if (literal !== undefined) return present({ literal: decodeLatexPlain(literal) });
  const pieces = splitOutsideBraces(text, /,/y).map((piece) => piece.trim());
  while (pieces.length > 1 && pieces[pieces.length - 1] === '') pieces.pop();
  if (pieces.some((piece) => /^(?:family|given)\s*=/.test(piece))) return present(readExtended(pieces));
  if (pieces.length === 1) return present(fromTokens(splitFirstVonLast(tokens(pieces[0]))));
  const { von, last } = splitVonLast(tokens(pieces[0]));
  const given = pieces.length === 2 ? [pieces[1]] : pieces.slice(2);
  const name = fromTokens({ first: tokens(given.join(' ')), von, last });
  const suffix = pieces.length > 2 ? decodeLatexPlain(pieces[1]) : '';
  if (suffix) name.suffix = suffix;
  const repair = pieces.length > 3 ? `the name "${text.slice(0, 60)}" has too many commas` : undefined;
  return present(name, repair);
}

function present(name: CslName, repair?: string): { name: CslName; repair?: string } | undefined {
  if (Object.keys(name).length === 0 || Object.values(name).every((part) => part === '')) return undefined;
  return { name, repair };
}

/** The content of a name that is in braces from its first to its last character: an institution. */
function wholeGroup(text: string): string | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  let depth = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    if (text[offset] === '\\') offset += 1;
    else if (text[offset] === '{') depth += 1;
    else if (text[offset] === '}') {
      depth -= 1;
      if (depth === 0 && offset < text.length - 1) return undefined;
    }
  }
  // {\'E}mile's relatives: a group that is one letter with its accent is no institution.
  return depth === 0 && !/^\{\\(?:[^a-zA-Z]|[a-zA-Z]{1,2}\b).{0,6}\}$/.test(text)
    ? text.slice(1, -1)
    : undefined;
}

interface NameTokens {
  first: string[];
  von: string[];
  last: string[];
}

function tokens(text: string): string[] {
  return splitOutsideBraces(text, /\s+/y).filter((token) => token !== '');
}

/** "von" is everything from the first to the last word in lower case; the last word is always "Last". */
function splitFirstVonLast(words: string[]): NameTokens {
  const firstLower = words.slice(0, -1).findIndex(isLowerCase);
  if (firstLower < 0) return { first: words.slice(0, -1), von: [], last: words.slice(-1) };
  const { von, last } = splitVonLast(words.slice(firstLower));
  return { first: words.slice(0, firstLower), von, last };
}

function splitVonLast(words: string[]): { von: string[]; last: string[] } {
  const lastLower = words.slice(0, -1).findLastIndex(isLowerCase);
  return { von: words.slice(0, lastLower + 1), last: words.slice(lastLower + 1) };
}

/** The case of a word is that of its first letter outside braces; {\'e} counts as the letter it makes. */
function isLowerCase(word: string): boolean {
  const letterCommand =
    /^[^\p{L}{\\]*\{?\\(o|O|l|L|ae|AE|oe|OE|aa|AA|ss|i|j|dh|DH|th|TH|dj|DJ|ng|NG)(?![a-zA-Z])/u.exec(word);
  if (letterCommand) return isLower(letterCommand[1][0]);
  let rest = word;
  for (;;) {
    const accent = /^[^\p{L}{\\]*\{?\\(?:[^a-zA-Z]\s*\{?|[a-zA-Z]+\s*\{?)\\?(\p{L})?/u.exec(rest);
    if (accent && accent[1]) return isLower(accent[1]);
    if (/^[^\p{L}{\\]*\{/u.test(rest)) {
      const end = endOfGroup(rest);
      if (end >= rest.length) return false;
      rest = rest.slice(end);
      continue;
    }
    const letter = /\p{L}/u.exec(rest)?.[0];
    return letter !== undefined && isLower(letter);
  }
}

function isLower(letter: string): boolean {
  return letter === letter.toLowerCase() && letter !== letter.toUpperCase();
}

function endOfGroup(text: string): number {
  let depth = 0;
  for (let offset = text.indexOf('{'); offset < text.length; offset += 1) {
    if (text[offset] === '{') depth += 1;
    else if (text[offset] === '}') {
      depth -= 1;
      if (depth === 0) return offset + 1;
    }
  }
  return text.length;
}

function fromTokens({ first, von, last }: NameTokens): CslName {
  const name: CslName = {};
  const family = decodeLatexPlain(last.join(' '));
  const given = decodeLatexPlain(first.join(' '));
  const particle = decodeLatexPlain(von.join(' '));
  if (family) name.family = family;
  if (given) name.given = given;
  if (particle) name['non-dropping-particle'] = particle;
  return name;
}

/** "family=Duchamp, given=Philippe, given-i={Ph}, prefix=de". */
function readExtended(pieces: string[]): CslName {
  const parts = new Map(
    pieces.map((piece) => {
      const [key, ...value] = piece.split('=');
      return [key.trim().toLowerCase(), decodeLatexPlain(value.join('=').trim().replace(/^"|"$/g, ''))];
    }),
  );
  const name: CslName = {};
  if (parts.get('given')) name.given = parts.get('given');
  if (parts.get('prefix')) name['non-dropping-particle'] = parts.get('prefix');
  if (parts.get('family')) name.family = parts.get('family');
  if (parts.get('suffix')) name.suffix = parts.get('suffix');
  return name;
}
