import { describe, expect, it } from 'vitest';
import { decodeText } from './decode.ts';

const text = '@article{müller,\n  title = {Über Größe}\n}\n';

function utf16(value: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const units = [...(mark ? '\ufeff' : ''), ...value].map((character) => character.charCodeAt(0));
  return Uint8Array.from(
    units.flatMap((unit) => (littleEndian ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  );
}

function latin1(value: string): Uint8Array {
  return Uint8Array.from([...value].map((character) => character.charCodeAt(0)));
}

const utf8 = (value: string) => new TextEncoder().encode(value);

describe('decodeText', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-8', utf8(text), 'utf-8'],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 LE with a mark', utf16(text, true, true), 'utf-16le'],
    ['UTF-16 BE with a mark', utf16(text, false, true), 'utf-16be'],
    ['UTF-16 LE without a mark', utf16(text, true, false), 'utf-16le'],
    ['UTF-16 BE without a mark', utf16(text, false, false), 'utf-16be'],
    ['Latin-1', latin1(text), 'windows-1252'],
    ['CR line ends', utf8(text.replaceAll('\n', '\r')), 'utf-8'],
    ['CRLF line ends', utf8(text.replaceAll('\n', '\r\n')), 'utf-8'],
  ])('reads %s', (_name, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text, encoding, issues: [] });
  });

  it('reads what Windows-1252 has beyond Latin-1', () => {
    expect(decodeText(latin1('\x93quoted\x94 \x80')).text).toBe('“quoted” €');
  });

  it('follows the encoding that JabRef writes into its first line', () => {
    const bytes = latin1('% Encoding: ISO8859_2\n@article{k, author = {Wo\xbcniak}}');
    expect(decodeText(bytes)).toMatchObject({
      encoding: 'iso-8859-2',
      text: expect.stringContaining('Woźniak'),
    });
  });

  it('does not follow it when it lies', () => {
    const isUtf8 = decodeText(utf8(`% Encoding: Cp1252\n${text}`));
    expect(isUtf8.text).toContain('Größe');
    expect(isUtf8.issues.map(({ code }) => code)).toEqual(['encoding-header-wrong']);
    const isLatin1 = decodeText(latin1(`% Encoding: UTF-8\n${text}`), 'a.bib');
    expect(isLatin1.text).toContain('Größe');
    expect(isLatin1.issues).toMatchObject([
      { code: 'encoding-header-wrong', outcome: 'repaired', where: { file: 'a.bib' } },
    ]);
  });

  it('reads a file of two encodings line by line', () => {
    const bytes = Uint8Array.from([...utf8('title = {naïve},\n'), ...latin1('author = {Gómez}\n')]);
    const { text: mixed, issues } = decodeText(bytes);
    expect(mixed).toBe('title = {naïve},\nauthor = {Gómez}\n');
    expect(issues.map(({ code }) => code)).toEqual(['mixed-encodings']);
  });

  it('removes NULs and says so', () => {
    const { text: clean, issues } = decodeText(utf8('@book{k, title = {A\0B, and a good deal more of it}}'));
    expect(clean).toContain('AB');
    expect(issues.map(({ code }) => code)).toEqual(['nul-characters']);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['a PDF', utf8('%PDF-1.7\n%âãÏÓ'), /PDF/],
    ['a Word document', latin1('PK\x03\x04\x14\x00'), /Word/],
    ['a picture', latin1('\x89PNG\r\n\x1a\n'), /picture/],
    ['a gzip archive', latin1('\x1f\x8b\x08\x00'), /gzip/],
    ['a database', latin1('SQLite format 3\0'), /database/],
    ['noise', Uint8Array.from({ length: 500 }, (_, index) => (index * 7) % 31 || 1), /program/],
  ])('refuses %s', (_name, bytes, kind) => {
    const { text: none, issues } = decodeText(bytes, 'refs.bib');
    expect(none).toBe('');
    expect(issues).toMatchObject([
      { code: 'not-text', severity: 'error', outcome: 'lost', where: { file: 'refs.bib' } },
    ]);
    expect(issues[0].message).toMatch(kind);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \r\n\t\n'],
  ])('refuses a file with %s in it', (_name, value) => {
    expect(decodeText(utf8(value)).issues.map(({ code }) => code)).toEqual(['empty-file']);
  });
});
