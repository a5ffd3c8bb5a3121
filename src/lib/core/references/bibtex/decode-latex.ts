/** From LaTeX to text with CSL markup. */
import { cleanText } from '../text-cleanup.ts';
import { plainText } from '../markup.ts';
import { readWithCitationJs } from './citation-js.ts';
import { isLatex, prepareLatex } from './prepare-latex.ts';
import { decodeWithSecondParser } from './second-parser.ts';

/** citation-js first, biblatex-csl-converter where it refuses, and the bare words where both do. Never throws. */
export function decodeLatex(value: string): string {
  if (!isLatex(value)) return cleanText(value);
  const prepared = prepareLatex(value);
  return tidyDecoded(
    decodeWithCitationJs(prepared) ?? decodeWithSecondParser(prepared) ?? stripLatex(prepared),
  );
}

/** For names, places and numbers, in which markup has no place. */
export function decodeLatexPlain(value: string): string {
  return plainText(decodeLatex(value));
}

/** What citation-js leaves undone: accents over dotless letters, and spaces that do not break. */
export function tidyDecoded(text: string): string {
  return cleanText(text.replace(/ı(?=[\u0300-\u036f])/g, 'i').replace(/ȷ(?=[\u0300-\u036f])/g, 'j'));
}

function decodeWithCitationJs(value: string): string | undefined {
  const item = readWithCitationJs('misc', { note: value });
  return item && String(item.note ?? '');
}

function stripLatex(value: string): string {
  return value
    .replace(/\\[a-zA-Z]+\*?\s*/g, ' ')
    .replace(/\\(.)/g, '$1')
    .replace(/[{}]/g, '');
}
