/** Reading values as BibTeX does: braces must balance, quotes end at the first quote outside braces. */
import type { ValuePart } from './blocks.ts';
import { closesBeforeNextEntry, newlineBeginsEntry } from './entry-starts.ts';

export interface ReadValue {
  parts: ValuePart[];
  /** Where reading stopped. */
  end: number;
  /** False when the value never ends, or what stands there is no value. */
  sound: boolean;
}

const bare = /[^\s{}"=,#%()@]+/y;
const afterPart = /\s*(#\s*)?/y;

export function readValue(text: string, start: number): ReadValue {
  const parts: ValuePart[] = [];
  let offset = start;
  for (;;) {
    const part = readPart(text, offset);
    if (!part) return { parts, end: offset, sound: false };
    parts.push(part.part);
    afterPart.lastIndex = part.end;
    const joined = afterPart.exec(text)?.[1] !== undefined;
    if (!joined) return { parts, end: part.end, sound: part.sound };
    if (!part.sound) return { parts, end: part.end, sound: false };
    offset = afterPart.lastIndex;
  }
}

function readPart(
  text: string,
  offset: number,
): { part: ValuePart; end: number; sound: boolean } | undefined {
  const first = text.charCodeAt(offset);
  if (first === 123 || first === 34) {
    const { end, closed } = first === 123 ? skipBraces(text, offset) : skipQuotes(text, offset);
    return {
      part: { kind: 'text', text: text.slice(offset + 1, closed ? end - 1 : end) },
      end,
      sound: closed,
    };
  }
  bare.lastIndex = offset;
  const word = bare.exec(text)?.[0];
  return word === undefined
    ? undefined
    : { part: { kind: 'bare', text: word }, end: bare.lastIndex, sound: true };
}

/**
 * From an opening brace to behind its closing one. Escaped braces count, as they do for BibTeX. Stops, unclosed, where
 * the next entry begins.
 */
function skipBraces(text: string, opening: number): { end: number; closed: boolean } {
  let depth = 0;
  for (let offset = opening; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code === 123) depth += 1;
    else if (code === 125) {
      depth -= 1;
      if (depth === 0) return { end: offset + 1, closed: true };
    } else if (code === 10 && newlineBeginsEntry(text, offset)) {
      // The entry itself is one brace more.
      if (!closesBeforeNextEntry(text, offset + 1, depth + 1)) return { end: offset, closed: false };
    }
  }
  return { end: text.length, closed: false };
}

function skipQuotes(text: string, opening: number): { end: number; closed: boolean } {
  let depth = 0;
  for (let offset = opening + 1; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code === 123) depth += 1;
    else if (code === 125) {
      depth -= 1;
      if (depth < 0) return { end: offset, closed: false };
    } else if (code === 34 && depth === 0) return { end: offset + 1, closed: true };
    else if (code === 10 && newlineBeginsEntry(text, offset)) return { end: offset, closed: false };
  }
  return { end: text.length, closed: false };
}
