/** Lists of authors in one cell, in the many ways tables have of writing them. */
import type { CslName } from '../csl.ts';
import { endsInInitials, readPlainName, writePlainName } from '../plain-names.ts';
import { collapseSpace, decodeEntities } from '../text-cleanup.ts';

export function readAuthorCell(cell: string): CslName[] {
  const text = collapseSpace(decodeEntities(cell));
  return separate(text)
    .map(readPlainName)
    .filter((name) => name !== undefined);
}

/** The reverse: names separated by semicolons, and one behind a single name that would be taken for several. */
export function writeAuthorCell(names: readonly CslName[]): string {
  const cell = names.map(writePlainName).join('; ');
  return names.length === 1 && readAuthorCell(cell).length !== 1 ? `${cell};` : cell;
}

function separate(text: string): string[] {
  if (/^\[.*\]$/.test(text) && /['"]/.test(text)) return readList(text);
  if (text.includes(';')) return text.split(';');
  if (text.includes('|')) return text.split('|');
  if (/\sand\s/i.test(text)) return separateAtAnd(text);
  // R's paste() without a separator: "Adeli K.Lewis G. F."
  if (/\p{Lu}\.\p{Lu}\p{Ll}/u.test(text) && !text.includes(','))
    return text.split(/(?<=\p{Lu}\.)(?=\p{Lu}\p{Ll})/u);
  return separateAtCommas(text);
}

/** Python's list of strings: ['Marx, Karl', "O'Neill, Sue"]. */
function readList(text: string): string[] {
  return Array.from(
    text.matchAll(/'((?:[^'\\]|\\.|'(?!\s*[,\]])){0,300})'(?=\s*[,\]])|"((?:[^"\\]|\\.)*)"/g),
    ([, single, double]) => single ?? double,
  );
}

/** "A, B and C, D" as in BibTeX, and "Smith J, Jones K and Ray B" as in prose. */
function separateAtAnd(text: string): string[] {
  const parts = text.split(/,?\s+and\s+/i);
  return parts.flatMap((part, index) =>
    index < parts.length - 1 && isShortName(part.split(',')[0]) ? part.split(',') : [part],
  );
}

/** "Liu R., Adler D.G." is two names, "Smith, John" is one, "Silva, Ana, Costa, Rui" is two. */
function separateAtCommas(text: string): string[] {
  const pieces = text
    .split(',')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  if (pieces.length < 2 || text.includes(',,')) return [text];
  if (pieces.every(isShortName)) return pieces;
  if (pieces.length === 2) return [text];
  if (pieces.length > 2 && pieces.every((piece) => /\S\s+\S/.test(piece)) && pieces.length % 2 === 1)
    return pieces.map(givenFirst);
  if (pieces.length % 2 !== 0) return pieces.length === 3 ? [text] : pieces;
  return pieces.flatMap((piece, index) => (index % 2 === 0 ? [`${piece}, ${pieces[index + 1]}`] : []));
}

function isShortName(text: string): boolean {
  return endsInInitials(text.trim());
}

/** "Jane Doe" → "Doe, Jane". */
function givenFirst(text: string): string {
  const words = text.split(' ');
  return `${words[words.length - 1]}, ${words.slice(0, -1).join(' ')}`;
}
