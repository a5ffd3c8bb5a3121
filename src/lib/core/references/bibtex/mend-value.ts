/**
 * Reading values where braces or quotes are known to be wrong somewhere in the entry. A closing brace or quote counts
 * only when something follows that can follow a value, and a value that never ends, ends before the next field.
 */
import type { Problem, ValuePart } from './blocks.ts';
import { beginsField } from './field-header.ts';

export interface MendedValue {
  parts: ValuePart[];
  end: number;
  problem?: Problem['code'];
}

/** How often a value may be searched to the end of its entry for the brace that closes it: keeps the work linear. */
const searchesAllowed = 20;

export class ValueMender {
  readonly #text: string;
  readonly #limit: number;
  #searches = 0;

  /** Nothing at or behind `limit` belongs to the entry. */
  constructor(text: string, limit: number) {
    this.#text = text;
    this.#limit = limit;
  }

  read(start: number): MendedValue {
    const parts: ValuePart[] = [];
    let problem: MendedValue['problem'];
    let offset = start;
    for (;;) {
      const part = this.#readPart(offset);
      parts.push(part.part);
      problem ??= part.problem;
      const joint = this.#skipSpace(part.end);
      if (this.#text[joint] !== '#' || joint >= this.#limit || part.problem)
        return { parts, end: part.end, problem };
      offset = this.#skipSpace(joint + 1);
    }
  }

  #readPart(offset: number): { part: ValuePart; end: number; problem?: MendedValue['problem'] } {
    if (this.#text[offset] === '{') return this.#readBraced(offset + 1);
    if (this.#text[offset] === '"') return this.#readQuoted(offset + 1);
    return this.#readBare(offset);
  }

  #readBraced(start: number): { part: ValuePart; end: number; problem?: MendedValue['problem'] } {
    let depth = 1;
    let problem: MendedValue['problem'];
    for (let offset = start; offset < this.#limit; offset += 1) {
      const character = this.#text[offset];
      if (character === '\\') offset += 1;
      else if (character === '{') depth += 1;
      else if (character === '}') {
        depth -= 1;
        if (depth > 0) continue;
        if (this.#canEndValue(offset + 1))
          return { part: this.#textPart(start, offset), end: offset + 1, problem };
        depth = 1;
        problem = 'stray-brace';
      } else if (character === '\n' && beginsField(this.#text, offset + 1)) {
        return { part: this.#cutPart(start, offset), end: offset, problem: 'unclosed-value' };
      }
    }
    return this.#cut(start, 'unclosed-value');
  }

  #readQuoted(start: number): { part: ValuePart; end: number; problem?: MendedValue['problem'] } {
    let problem: MendedValue['problem'];
    let depth = 0;
    for (let offset = start; offset < this.#limit; offset += 1) {
      const character = this.#text[offset];
      if (character === '"' && this.#canEndValue(offset + 1)) {
        if (depth !== 0) problem = 'unbalanced-quotes';
        return { part: this.#textPart(start, offset), end: offset + 1, problem };
      }
      if (character === '{') depth += 1;
      else if (character === '}') depth -= 1;
      else if (character === '"' && depth <= 0) problem = 'unbalanced-quotes';
      else if (character === '\n' && beginsField(this.#text, offset + 1)) {
        return { part: this.#cutPart(start, offset), end: offset, problem: 'unbalanced-quotes' };
      }
    }
    return this.#cut(start, 'unbalanced-quotes');
  }

  /** A word, or words that somebody forgot to put into braces. */
  #readBare(start: number): { part: ValuePart; end: number; problem?: MendedValue['problem'] } {
    let end = start;
    for (; end < this.#limit; end += 1) {
      const character = this.#text[end];
      if (character === '\n' && beginsField(this.#text, end + 1)) break;
      if ((character === ',' || character === '}' || character === '#') && this.#canEndValue(end)) break;
    }
    const words = this.#text.slice(start, end).trim();
    if (!/\s/.test(words)) return { part: { kind: 'bare', text: words }, end };
    return { part: { kind: 'text', text: words }, end, problem: 'unquoted-value' };
  }

  /** No end was found: the value ends before the first thing that looks like the next field on the same line. */
  #cut(start: number, problem: Problem['code']): { part: ValuePart; end: number; problem: Problem['code'] } {
    let end = this.#limit;
    this.#searches += 1;
    if (this.#searches <= searchesAllowed) {
      const fieldInside =
        /,\s*(?:author|editor|title|journal|booktitle|year|date|volume|number|pages|doi|url|publisher|abstract|keywords|issn|isbn|note|month)\s*=\s*[{"\w]/gi;
      fieldInside.lastIndex = start;
      const found = fieldInside.exec(this.#text);
      if (found && found.index < this.#limit) end = found.index;
    }
    return { part: this.#cutPart(start, end), end, problem };
  }

  /** Whether a value may end here: a comma and a field, a closing brace, a #, or a field on the next line follows. */
  #canEndValue(offset: number): boolean {
    const next = this.#skipSpace(offset);
    if (next >= this.#limit) return true;
    const character = this.#text[next];
    if (character === '#') return true;
    if (character === '}' || character === ')') return this.#endsEntry(next);
    if (character === ',') {
      const behind = this.#skipSpace(next + 1);
      if (behind >= this.#limit) return true;
      return (
        '},'.includes(this.#text[behind]) || this.#text[behind] === ')' || beginsField(this.#text, behind)
      );
    }
    return this.#text.slice(offset, next).includes('\n') && beginsField(this.#text, next);
  }

  /** A closing brace ends the entry, or is a stray one with another field behind it. */
  #endsEntry(brace: number): boolean {
    const next = this.#skipSpace(brace + 1);
    if (next >= this.#limit || '},)@'.includes(this.#text[next])) return true;
    return this.#text.slice(brace, next).includes('\n');
  }

  #skipSpace(offset: number): number {
    let next = offset;
    while (next < this.#limit && /\s/.test(this.#text[next])) next += 1;
    return next;
  }

  #textPart(start: number, end: number): ValuePart {
    return { kind: 'text', text: this.#text.slice(start, end) };
  }

  /** A value that was cut off keeps the comma, and perhaps the brace, that should have ended it. */
  #cutPart(start: number, end: number): ValuePart {
    return { kind: 'text', text: trimCut(this.#text.slice(start, end)) };
  }
}

function trimCut(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\n,}"'.includes(text[end - 1])) end -= 1;
  // Braces that are opened in what remains keep their partners.
  const kept = text.slice(0, end);
  const missing = kept.split('{').length - kept.split('}').length;
  return missing > 0 && missing < 50 ? kept + '}'.repeat(missing) : kept;
}
