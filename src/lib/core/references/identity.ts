/** What two records must share to be the same work, whatever file they came from. */
import type { CslDraft } from './csl.ts';
import { plainText } from './markup.ts';

/**
 * "https://doi.org/10.1000/ABC." and "doi:10.1000/abc" become "10.1000/abc"; undefined when there is no DOI in it.
 * DOIs do not tell upper from lower case (DOI handbook, 2.4).
 */
export function normaliseDoi(value: string | undefined): string | undefined {
  return findDoi(value)?.toLowerCase();
}

/** The DOI in a text, in the case in which it stands there. */
export function findDoi(value: string | undefined): string | undefined {
  if (!value) return undefined;
  const text = /%2f/i.test(value) ? decodePercent(value) : value;
  const found = doiPattern.exec(text);
  return found ? trimEnd(found[0]) : undefined;
}

/** Old Wiley DOIs carry angle brackets: 10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2. */
const doiPattern =
  /(?<![\d.])10\.\d{4,9}(?:\.\d{1,9}){0,3}\/[^\s"<>{}|\\^`]{1,300}(?:<\d{1,6}:{1,2}[^\s<>]{1,40}>[^\s"<>{}|\\^`]{0,80})?/;

/** Punctuation after a DOI belongs to the sentence; a closing bracket does when nothing in the DOI opens it. */
function trimEnd(doi: string): string {
  let end = doi.length;
  while (end > 0) {
    const last = doi[end - 1];
    const opening = { ')': '(', ']': '[', '>': '<' }[last];
    const isLoose = opening
      ? count(doi.slice(0, end), last) > count(doi.slice(0, end), opening)
      : '.,;:\'’"'.includes(last);
    if (!isLoose) break;
    end -= 1;
  }
  return doi.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%2f/gi, '/');
  }
}

/**
 * A title without its accidents: markup, diacritics, punctuation, case and spacing dropped. Letters and digits of every
 * script stay, so that Greek, Cyrillic, Arabic or Chinese titles compare as well as Latin ones.
 */
export function normaliseTitle(title: string | undefined): string {
  if (!title) return '';
  return plainText(title)
    .normalize('NFKD')
    .replace(/[ßæœøłđðþı]/gi, (letter) => plainLetters[letter.toLowerCase()] ?? letter)
    .replace(/[’'‘`´]/g, '')
    .replace(/&(?:amp;)?/g, ' and ')
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .trim();
}

/** Letters that Unicode does not decompose, though cataloguers do. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** The year a work appeared in; of a range, its first year. */
export function publicationYear(csl: Pick<CslDraft, 'issued'>): number | undefined {
  const year = csl.issued?.['date-parts']?.[0]?.[0];
  return typeof year === 'number' && Number.isInteger(year) ? year : undefined;
}
