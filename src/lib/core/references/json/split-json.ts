/** Finds the items of a CSL-JSON file without parsing it as a whole, so that one broken item costs no other. */

export interface JsonPiece {
  raw: string;
  start: number;
  /** False when its closing brace is missing. */
  closed: boolean;
}

/** How many items may be searched to the end of the file for their brace: keeps the work linear. */
const searchesAllowed = 20;

/** `from` is where the first item may begin: behind the bracket of the list. */
export function splitJson(text: string, from: number): JsonPiece[] {
  const pieces: JsonPiece[] = [];
  let searches = 0;
  let offset = text.indexOf('{', from);
  while (offset >= 0) {
    const end = searches < searchesAllowed ? endOfObject(text, offset) : undefined;
    if (end !== undefined) {
      pieces.push({ raw: text.slice(offset, end), start: offset, closed: true });
      if (/\s*\]/y.test(text.slice(end, end + 50)) && pieces.length > 0) break;
      offset = text.indexOf('{', end);
      continue;
    }
    searches += 1;
    // The next line that opens an object, or the next item on the same line.
    const nextItem = /\n\s{0,40}\{|\}\s{0,40},\s{0,40}\{/g;
    nextItem.lastIndex = offset + 1;
    const next = nextItem.exec(text);
    const limit = next ? text.indexOf('{', next.index) : text.length;
    pieces.push({ raw: text.slice(offset, limit).replace(/[\s,\]]+$/, ''), start: offset, closed: false });
    offset = next ? limit : -1;
  }
  return pieces;
}

function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let offset = start; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (inString) {
      if (code === 92) offset += 1;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 123) depth += 1;
    else if (code === 125) {
      depth -= 1;
      if (depth === 0) return offset + 1;
    }
  }
  return undefined;
}

/**
 * Mends what people and simple programs get wrong: line ends and tabs inside strings, a comma before a closing bracket,
 * an object that breaks off.
 */
export function mendJson(raw: string): string {
  let mended = '';
  let inString = false;
  const open: string[] = [];
  for (let offset = 0; offset < raw.length; offset += 1) {
    const character = raw[offset];
    if (inString) {
      if (character === '\\') {
        mended += character + (raw[offset + 1] ?? '');
        offset += 1;
        continue;
      }
      if (character === '"') inString = false;
      mended += character < ' ' ? ' ' : character;
      continue;
    }
    if (character === '"') inString = true;
    else if (character === '{') open.push('}');
    else if (character === '[') open.push(']');
    else if (character === '}' || character === ']') open.pop();
    if (character === ',' && /^\s*(?:[}\]]|$)/.test(raw.slice(offset + 1, offset + 200))) continue;
    mended += character;
  }
  if (inString) mended += '"';
  return mended + open.reverse().join('');
}
