/** From the bytes of a file to text, whatever encoding they are in. */
import type { ReferenceIssue } from './parsed-file.ts';
import { declaredEncoding } from './declared-encoding.ts';
import { recogniseBinary } from './recognise-binary.ts';

export interface DecodedText {
  /** Line ends are always LF. Empty when the file is no text. */
  text: string;
  /** `utf-8`, `utf-16le`, `windows-1252`, …; empty when the file is no text. */
  encoding: string;
  issues: ReferenceIssue[];
}

export function decodeText(bytes: Uint8Array, file?: string): DecodedText {
  const where = file === undefined ? {} : { file };
  if (bytes.length === 0) return unusable('empty-file', 'This file is empty.', where);
  const kind = recogniseBinary(bytes);
  if (kind) {
    const advice = 'Export the references as BibTeX, RIS or another text format and import that file.';
    return unusable('not-text', `This is not a text file: it looks like ${kind}. ${advice}`, where);
  }
  const issues: ReferenceIssue[] = [];
  const note = (code: string, message: string, severity: 'info' | 'warning' = 'info') =>
    issues.push({ code, severity, outcome: severity === 'info' ? 'kept' : 'repaired', message, where });
  const { text, encoding } = decode(bytes, note);
  const clean = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const withoutNuls = clean.includes('\0') ? clean.replaceAll('\0', '') : clean;
  if (withoutNuls.length < clean.length)
    note('nul-characters', 'NUL characters were removed from this file.', 'warning');
  if (withoutNuls.trim() === '')
    return unusable('empty-file', 'There is nothing but white space in this file.', where);
  return { text: withoutNuls, encoding, issues };
}

type Note = (code: string, message: string, severity?: 'info' | 'warning') => void;

function decode(bytes: Uint8Array, note: Note): { text: string; encoding: string } {
  const wide = wideEncoding(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide };
  const declared = declaredEncoding(bytes);
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== undefined) {
    if (declared?.startsWith('iso-2022'))
      return { text: new TextDecoder(declared).decode(bytes), encoding: declared };
    if (declared && declared !== 'utf-8' && /[^\0-\x7f]/.test(utf8)) {
      note('encoding-header-wrong', `The file says it is ${declared}, but it is UTF-8 and was read as that.`);
    }
    return { text: utf8, encoding: 'utf-8' };
  }
  if (declared && declared !== 'utf-8') {
    const text = decodeStrictly(bytes, declared);
    if (text !== undefined) return { text, encoding: declared };
  }
  return decodeByLine(bytes, declared, note);
}

/**
 * Neither UTF-8 nor what it says. Lines that are UTF-8 are read as that, the others as Windows-1252, which reads
 * Latin-1 as well: a Latin-1 line with an accented letter is practically never valid UTF-8.
 */
function decodeByLine(
  bytes: Uint8Array,
  declared: string | undefined,
  note: Note,
): { text: string; encoding: string } {
  const latin = new TextDecoder('windows-1252');
  const lines: string[] = [];
  let wideLines = 0;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    const line = bytes.subarray(start, end);
    const utf8 = decodeStrictly(line, 'utf-8');
    if (utf8 !== undefined && utf8.length < line.length) wideLines += 1;
    lines.push(utf8 ?? latin.decode(line));
    start = end;
  }
  if (declared === 'utf-8') {
    note(
      'encoding-header-wrong',
      'The file says it is UTF-8, but it is not. It was read as Windows-1252.',
      'warning',
    );
  }
  if (wideLines > 0) {
    const message =
      'Some lines of this file are UTF-8, others are not and were read as Windows-1252. Check the accents.';
    note('mixed-encodings', message, 'warning');
  }
  return { text: lines.join(''), encoding: 'windows-1252' };
}

/** UTF-16 by its byte order mark, or by the zeros that every second byte of European text is. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  });
  const enough = Math.max(2, sample.length / 20);
  if (odd > enough && odd > 8 * even) return 'utf-16le';
  if (even > enough && even > 8 * odd) return 'utf-16be';
  return undefined;
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function unusable(code: string, message: string, where: { file?: string }): DecodedText {
  return { text: '', encoding: '', issues: [{ code, severity: 'error', outcome: 'lost', message, where }] };
}
