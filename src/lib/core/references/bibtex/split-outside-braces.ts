/** Splits LaTeX at a separator, but not inside braces. The separator is a sticky pattern. */
export function splitOutsideBraces(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let offset = 0;
  while (offset < text.length) {
    const character = text[offset];
    if (character === '\\') {
      // "\&" may be a separator itself.
      separator.lastIndex = offset;
      const match = depth === 0 ? separator.exec(text) : null;
      if (!match || match[0] === '') {
        offset += 2;
        continue;
      }
      parts.push(text.slice(start, offset));
      start = offset += match[0].length;
      continue;
    }
    if (character === '{') depth += 1;
    else if (character === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      separator.lastIndex = offset;
      const match = separator.exec(text);
      if (match && match[0] !== '') {
        parts.push(text.slice(start, offset));
        start = offset += match[0].length;
        continue;
      }
    }
    offset += 1;
  }
  parts.push(text.slice(start));
  return parts;
}
