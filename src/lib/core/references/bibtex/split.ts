/**
 * Splits a BibTeX or BibLaTeX file into its entries and macro definitions. It never gives up: an entry with broken
 * syntax is mended from what is there, and costs no other entry. Text between entries is allowed, as it is in BibTeX.
 */
import type { BibBlock } from './blocks.ts';
import { newlineBeginsEntry } from './entry-starts.ts';
import { readFieldHeader } from './field-header.ts';
import { readEntry, readEntryWithoutBrace, readFields } from './read-entry.ts';

const command = /@[ \t\n]{0,20}([a-z_][\w:.+-]*)\s{0,20}([{(]?)/iy;

/** How many comments may be searched to the end of the file for the brace that closes them. */
const openCommentsAllowed = 8;

/** `from` is where to begin: the start of a block found before, to read it again. */
export function* splitBibtex(text: string, from = 0): Generator<BibBlock, void> {
  let openComments = 0;
  let offset = text.indexOf('@', from);
  while (offset >= 0) {
    command.lastIndex = offset;
    const match = mayBegin(text, offset) ? command.exec(text) : null;
    let next = offset + 1;
    if (match) {
      const type = match[1].toLowerCase();
      const content = offset + match[0].length;
      if (type === 'comment') {
        const end = openComments < openCommentsAllowed ? endOfComment(text, content) : undefined;
        if (end === undefined) openComments += 1;
        next = end ?? endOfLine(text, offset);
      } else if (match[2] === '') {
        const entry = withoutBrace(text, offset, type, content);
        if (entry) yield entry;
        next = entry?.end ?? content;
      } else if (type === 'string' || type === 'preamble') {
        const definition = readDefinitions(text, content);
        if (type === 'string') yield { kind: 'macro', fields: definition.fields, start: offset };
        next = definition.end;
      } else {
        const entry = readEntry(text, offset, type, content);
        yield entry;
        next = entry.end;
      }
    }
    offset = text.indexOf('@', next);
  }
}

/** No entry begins in an address (`me@example.org`) or on a line that is commented out. */
function mayBegin(text: string, at: number): boolean {
  if (at > 0 && /[\w.%+-]/.test(text[at - 1]) && !/[\s}]/.test(text[at - 1])) return false;
  for (let before = at - 1; before >= 0 && text[before] !== '\n' && text[before] !== '}'; before -= 1) {
    if (text[before] === '%' && text[before - 1] !== '\\') return false;
    if (at - before > 500) break;
  }
  return true;
}

function readDefinitions(text: string, content: number) {
  const read = readFields(text, content, text[content - 1] === '(' ? ')' : '}');
  if (!('brokenAt' in read)) return read;
  // A broken definition costs itself only.
  return { fields: [], end: endOfLine(text, content) };
}

/** A comment goes to its closing brace, entries in it included; undefined when it is never closed. */
function endOfComment(text: string, content: number): number | undefined {
  if (text[content - 1] !== '{') return endOfLine(text, content - 1);
  let depth = 1;
  for (let offset = content; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code === 123) depth += 1;
    else if (code === 125) {
      depth -= 1;
      if (depth === 0) return offset + 1;
    }
  }
  return undefined;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** `@article key,` with its fields below is an entry; `@` and a word in running text is not. */
function withoutBrace(text: string, start: number, type: string, content: number) {
  if (start > 0 && text[start - 1] !== '\n') return undefined;
  const end = endOfLine(text, content);
  const key = text.slice(content, end);
  if (!/^[^\s{}=,"@]+\s*,\s*$/.test(key) || newlineBeginsEntry(text, end)) return undefined;
  if (!readFieldHeader(text, end + (/\s*/.exec(text.slice(end, end + 200))?.[0].length ?? 0)))
    return undefined;
  return readEntryWithoutBrace(text, start, type, content);
}
