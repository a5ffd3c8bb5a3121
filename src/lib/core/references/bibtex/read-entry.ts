/** From the `@` of an entry to its end: as BibTeX reads it where that works, with repairs where it does not. */
import type { BibEntry, BibField, Problem } from './blocks.ts';
import { newlineBeginsEntry, nextEntryStart } from './entry-starts.ts';
import { beginsField, readFieldHeader } from './field-header.ts';
import { ValueMender } from './mend-value.ts';
import { readValue } from './read-value.ts';

interface Body {
  fields: BibField[];
  problems: Problem[];
  end: number;
}

/** Reads the entry whose type is known and whose content begins at `content`, behind the opening delimiter. */
export function readEntry(text: string, start: number, type: string, content: number): BibEntry {
  const { key, end: afterKey } = readKey(text, content);
  const strict = readFields(text, afterKey, text[content - 1] === '(' ? ')' : '}');
  const body = 'brokenAt' in strict ? mendFields(text, afterKey, strict.brokenAt) : strict;
  const [first] = body.fields;
  if (key !== '' && first && text[skipGap(text, afterKey)] !== ',' && text[afterKey - 1] !== ',') {
    body.problems.unshift({ code: 'missing-comma', offset: first.offset, about: first.name });
  }
  return { kind: 'entry', type, key, start, ...body };
}

/** An entry whose opening delimiter was forgotten: `@article key,`. */
export function readEntryWithoutBrace(text: string, start: number, type: string, content: number): BibEntry {
  const { key, end } = readKey(text, content);
  const body = mendFields(text, end, end);
  body.problems.unshift({ code: 'missing-opening-brace', offset: start });
  return { kind: 'entry', type, key, start, ...body };
}

const keyPattern = /\s*([^,={}\n]*)/y;

/** The key ends at the first comma or line end. `@article{title = …` has none. */
function readKey(text: string, offset: number): { key: string; end: number } {
  keyPattern.lastIndex = offset;
  const candidate = keyPattern.exec(text)?.[1] ?? '';
  const end = keyPattern.lastIndex;
  if (text[end] === ',') return { key: candidate.trim(), end: end + 1 };
  if (text[end] === '=') {
    // The comma behind the key is missing, or the key is.
    const words = /^(.*\S)\s+\S+\s*$/.exec(candidate);
    return words
      ? { key: words[1], end: end - candidate.length + words[1].length }
      : { key: '', end: offset };
  }
  const key = candidate.replace(/\)\s*$/, '').trim();
  const afterKey = end - candidate.length + key.length;
  return { key, end: afterKey };
}

const gap = /(?:\s+|%[^\n]*(?:\n|$))*/y;

/** Skips space and the comments that biber allows between fields. */
function skipGap(text: string, offset: number): number {
  gap.lastIndex = offset;
  gap.test(text);
  return gap.lastIndex;
}

/** Reads fields up to the closing delimiter; gives up at the first thing that is not as it should be. */
export function readFields(text: string, start: number, closing: string): Body | { brokenAt: number } {
  const fields: BibField[] = [];
  const problems: Problem[] = [];
  let offset = skipGap(text, start);
  let mayBegin = true;
  for (;;) {
    const character = text[offset];
    if (character === '}' || character === ')') {
      const end = offset + 1;
      if (continuesBehind(text, end)) return { brokenAt: offset };
      if (character !== closing) {
        if (!/[\s@]|$/y.test(text[end] ?? '')) return { brokenAt: offset };
        problems.push({ code: 'wrong-delimiter', offset });
      }
      return { fields, problems, end };
    }
    if (character === ',') {
      mayBegin = true;
      offset = skipGap(text, offset + 1);
      continue;
    }
    const header = readFieldHeader(text, offset);
    if (!header) return { brokenAt: offset };
    if (!mayBegin) {
      // Behind a value without a comma only a new line tells that this is the next field.
      if (!text.slice(start, offset).endsWith('\n') && !beginsLine(text, offset)) return { brokenAt: offset };
      problems.push({ code: 'missing-comma', offset, about: header.name });
    }
    if (text[header.valueStart] === ',' || text[header.valueStart] === '}') {
      fields.push({ name: header.name, parts: [], offset });
      offset = header.valueStart;
      mayBegin = true;
      continue;
    }
    const value = readValue(text, header.valueStart);
    if (!value.sound) return { brokenAt: value.end };
    fields.push({ name: header.name, parts: value.parts, offset });
    offset = skipGap(text, value.end);
    mayBegin = false;
  }
}

function beginsLine(text: string, offset: number): boolean {
  let before = offset - 1;
  while (text[before] === ' ' || text[before] === '\t') before -= 1;
  return text[before] === '\n';
}

/** An entry that was closed by a brace too many goes on with a field. */
function continuesBehind(text: string, offset: number): boolean {
  const comma = /\s{0,200}(,?)/y;
  comma.lastIndex = offset;
  const separated = comma.exec(text)?.[1] === ',';
  return (separated || text[offset] === '\n') && beginsField(text, comma.lastIndex);
}

/** Reads what can be read, up to the next entry at the latest. */
function mendFields(text: string, start: number, brokenAt: number): Body {
  const limit = newlineBeginsEntry(text, brokenAt) ? brokenAt : nextEntryStart(text, brokenAt);
  const mender = new ValueMender(text, limit);
  const fields: BibField[] = [];
  const problems: Problem[] = [];
  let isClosed = false;
  let offset = start;
  while (offset < limit) {
    offset = skipGap(text, offset);
    if (offset >= limit) break;
    const character = text[offset];
    if (character === ',') {
      offset += 1;
      continue;
    }
    if (character === '}' || character === ')') {
      if (!continuesBehind(text, offset + 1)) {
        isClosed = true;
        offset += 1;
        break;
      }
      problems.push({ code: 'stray-brace', offset });
      offset += 1;
      continue;
    }
    const header = readFieldHeader(text, offset);
    if (!header || header.valueStart >= limit) {
      const end = endOfJunk(text, offset, limit);
      const about = text.slice(offset, Math.min(end, offset + 60)).trim();
      problems.push({ code: 'unreadable-text', offset, about });
      offset = end;
      continue;
    }
    const value = mender.read(header.valueStart);
    if (value.problem) problems.push({ code: value.problem, offset, about: header.name });
    fields.push({ name: header.name, parts: value.parts, offset });
    offset = Math.max(value.end, offset + 1);
  }
  if (!isClosed && !problems.some(({ code }) => code === 'unclosed-value')) {
    problems.push({ code: 'unclosed-entry', offset: start });
  }
  return { fields, problems, end: isClosed ? offset : limit };
}

/** Text that is no field ends at the next comma, closing brace or line that begins a field. */
function endOfJunk(text: string, offset: number, limit: number): number {
  for (let end = offset + 1; end < limit; end += 1) {
    const character = text[end];
    if (character === ',' || character === '}') return end;
    if (character === '\n' && beginsField(text, end + 1)) return end;
  }
  return limit;
}
