/** Rows of a delimited text (RFC 4180), each with the line it begins on. Quotes that never close cost one line only. */

export interface Row {
  cells: string[];
  line: number;
  raw: string;
  /** A quote was opened in it that is never closed. */
  brokenQuote: boolean;
}

export type Delimiter = ',' | ';' | '\t' | '|';

/** How many quotes may be searched to the end of the file for their partner: keeps the work linear. */
const searchesAllowed = 20;

export function* parseRows(text: string, delimiter: Delimiter): Generator<Row, void> {
  let offset = 0;
  let line = 1;
  let searches = 0;
  while (offset < text.length) {
    const start = offset;
    let row = searches < searchesAllowed ? readRow(text, start, delimiter) : undefined;
    const brokenQuote = row === undefined;
    if (!row) {
      searches += 1;
      const end = text.indexOf('\n', start);
      const cells = text.slice(start, end < 0 ? text.length : end).split(delimiter);
      row = {
        cells: cells.map((cell) => cell.trim().replace(/^"|"$/g, '').replaceAll('""', '"')),
        end: end < 0 ? text.length : end,
      };
    }
    const raw = text.slice(start, row.end);
    yield { cells: row.cells, line, raw, brokenQuote };
    line += raw.split('\n').length;
    offset = row.end + 1;
  }
}

/** Undefined when a quote stays open to the end of the text. */
function readRow(
  text: string,
  start: number,
  delimiter: Delimiter,
): { cells: string[]; end: number } | undefined {
  const cells: string[] = [];
  let offset = start;
  for (;;) {
    const cell = readCell(text, offset, delimiter);
    if (!cell) return undefined;
    cells.push(cell.text);
    if (text[cell.end] !== delimiter) return { cells, end: cell.end };
    offset = cell.end + 1;
  }
}

function readCell(
  text: string,
  start: number,
  delimiter: Delimiter,
): { text: string; end: number } | undefined {
  const opening = /[ ]*"/y;
  opening.lastIndex = start;
  if (!opening.test(text)) return readBareCell(text, start, delimiter);
  let content = '';
  let offset = opening.lastIndex;
  for (;;) {
    const quote = text.indexOf('"', offset);
    if (quote < 0) return undefined;
    content += text.slice(offset, quote);
    const next = text[quote + 1];
    if (next === '"') {
      content += '"';
      offset = quote + 2;
      continue;
    }
    const end = skipBlanks(text, quote + 1, delimiter);
    if (end >= text.length || text[end] === delimiter || text[end] === '\n') return { text: content, end };
    // A quote inside a quoted cell that nobody doubled.
    content += '"';
    offset = quote + 1;
  }
}

function skipBlanks(text: string, start: number, delimiter: Delimiter): number {
  let end = start;
  while (text[end] === ' ' || (text[end] === '\t' && delimiter !== '\t')) end += 1;
  return end;
}

function readBareCell(text: string, start: number, delimiter: Delimiter): { text: string; end: number } {
  const end = endOfBareCell(text, start, delimiter);
  return { text: text.slice(start, end), end };
}

function endOfBareCell(text: string, start: number, delimiter: Delimiter): number {
  for (let end = start; end < text.length; end += 1) {
    if (text[end] === delimiter || text[end] === '\n') return end;
  }
  return text.length;
}

/** The delimiter that makes the most cells of a header line. */
export function guessDelimiter(header: string): Delimiter {
  const unquoted = header.replace(/"[^"]*"/g, '');
  const counts = ([',', ';', '\t', '|'] as Delimiter[]).map((delimiter) => ({
    delimiter,
    count: unquoted.split(delimiter).length,
  }));
  return counts.reduce((best, candidate) => (candidate.count > best.count ? candidate : best)).delimiter;
}
