/** Where entries begin. The splitter falls back on this when the braces of an entry cannot be trusted. */

/** `@article{key,` and its like: what stands at the start of a line and can hardly be anything but the next entry. */
const entryStart =
  /[ \t]*@[ \t]*(?:(?:string|preamble|comment)\s{0,20}[{(]|[a-z_][\w:.+-]*\s{0,20}[{(]\s{0,20}(?:[^\s{}=,"]+\s{0,20},|,|[^\s{}=,"]+[ \t]*\n|[a-z]+\s{0,20}=|[})]))/iy;

function beginsEntry(text: string, offset: number): boolean {
  entryStart.lastIndex = offset;
  return entryStart.test(text);
}

/** Whether a line that begins after the newline at `newline` begins an entry. Cheap, because it is asked for every line. */
export function newlineBeginsEntry(text: string, newline: number): boolean {
  let offset = newline + 1;
  while (text.charCodeAt(offset) === 32 || text.charCodeAt(offset) === 9) offset += 1;
  return text.charCodeAt(offset) === 64 && beginsEntry(text, offset);
}

/** The offset of the next entry that begins a line, or follows a closing brace, at or after `from`; else the end. */
export function nextEntryStart(text: string, from: number): number {
  const at = /(?<=[\n}])[ \t]*@/g;
  at.lastIndex = from;
  for (let match = at.exec(text); match; match = at.exec(text)) {
    if (beginsEntry(text, match.index)) return match.index;
  }
  return text.length;
}

/**
 * An `@article{key,` inside a value is either the next entry, because a brace was forgotten, or a piece of text about
 * BibTeX. It is text when all open braces are closed before yet another entry begins.
 */
export function closesBeforeNextEntry(text: string, from: number, openBraces: number): boolean {
  let depth = openBraces;
  let isFirstLine = true;
  for (let offset = from; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code === 123) depth += 1;
    else if (code === 125) {
      depth -= 1;
      if (depth === 0) return true;
    } else if (code === 10) {
      if (!isFirstLine && newlineBeginsEntry(text, offset)) return false;
      isFirstLine = false;
    }
  }
  return false;
}
