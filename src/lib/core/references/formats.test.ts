import { describe, expect, it } from 'vitest';
import { decodeText } from './decode.ts';
import {
  formatById,
  formats,
  isFormatId,
  parseReferenceFiles,
  parseReferences,
  writeReferences,
  type FormatId,
} from './formats.ts';

describe('the format of a text', () => {
  it.each<[FormatId, string]>([
    ['bibtex', '% comment\n\n@article{k, title={T}, year=2002}'],
    ['bibtex', '@string{a = "b"}'],
    ['biblatex', '@online{k, title={T}, date={2002}}'],
    ['biblatex', '@Comment{jabref-meta: databaseType:biblatex;}\n@article{k, title={T}, year=2002}'],
    ['ris', '\n\nTY  - JOUR\nTI  - T\nAB  - see @article{x,\nER  - \n'],
    ['nbib', '\nPMID- 123\nTI  - T\n'],
    ['endnote-xml', '<?xml version="1.0"?>\n<xml><records><record></record></records></xml>'],
    ['enw', '%0 Journal Article\n%T T\n'],
    ['csl', '[\n  {"id": "a"}\n]'],
    ['csl', '{"items": []}'],
    ['csv', 'Title,Authors,Year\nT,A,2002\n'],
    ['csv', 'title;abstract\nT;A\n'],
    ['wos', 'FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU A\nER\n'],
  ])('is found: %s', (id, text) => {
    expect(parseReferences(text).format).toBe(id);
  });

  it.each([
    ['refs.bib', 'Dear colleague,\nthe references are attached.', /not a BibTeX file: no entry/],
    ['refs.bib', '<!DOCTYPE html><html><body>Log in</body></html>', /not a BibTeX file.*web page/],
    ['paper.ris', '\\documentclass{article}', /not a RIS file.*LaTeX document/],
    ['refs.csv', 'just words', /not a Table/],
    [undefined, 'just words', /any format known here/],
  ])('is not found in %s', (file, text, message) => {
    const { format, issues, counts } = parseReferences(text, { file });
    expect(format).toBeNull();
    expect(counts).toEqual({ found: 0, kept: 0, repaired: 0, lost: 0 });
    expect(issues).toMatchObject([
      { code: 'unknown-format', severity: 'error', outcome: 'lost', where: { line: 1 } },
    ]);
    expect(issues[0].message).toMatch(message);
  });

  it.each(formats.map(({ id }) => id))('is told to be %s and is not', (format) => {
    const { counts, issues } = parseReferences('just words', { format });
    expect(counts.found).toBe(0);
    expect(issues.map(({ severity }) => severity)).toEqual(['error']);
  });

  it.each(['', '  \n\n'])('says that an empty text is empty', (text) => {
    expect(parseReferences(text, { file: 'a.bib' }).issues.map(({ code }) => code)).toEqual(['empty-file']);
  });
});

describe('line ends and marks', () => {
  it.each(['\n', '\r\n', '\r'])('are all understood', (end) => {
    const text = `\ufeff${['@book{a,', ' title={A}}', '@book{b,', ' title={B}}'].join(end)}`;
    expect(parseReferences(text).references.map(({ csl, source }) => [csl.id, source.line])).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
  });
});

describe('bytes', () => {
  const utf16 = (text: string) =>
    Uint8Array.from(
      [...text].flatMap((character) => [character.charCodeAt(0) & 255, character.charCodeAt(0) >> 8]),
    );

  it.each([
    ['Latin-1', Uint8Array.from([...'@book{k, title={Größe}}'].map((character) => character.charCodeAt(0)))],
    ['UTF-16 with a mark', utf16('\ufeff@book{k, title={Größe}}')],
    ['UTF-16 without a mark', utf16('@book{k, title={Größe}}')],
    ['UTF-8 with a mark', new TextEncoder().encode('\ufeff@book{k, title={Größe}}')],
  ])('in %s are read to the end', (_name, bytes) => {
    expect(parseReferences(decodeText(bytes).text).references[0].csl.title).toBe('Größe');
  });
});

describe('several files', () => {
  it('give ids that are all different and issues with their file', () => {
    const {
      references,
      issues,
      counts,
      formats: found,
    } = parseReferenceFiles([
      { text: '@book{a, title={X}}', file: 'a.bib' },
      { text: 'TY  - BOOK\nID  - a\nTI  - Y\nER  - \n', file: 'b.ris' },
      { text: 'nothing', file: 'c.ris' },
    ]);
    expect(references.map(({ csl, source }) => [csl.id, source.file])).toEqual([
      ['a', 'a.bib'],
      ['a-2', 'b.ris'],
    ]);
    expect(issues.map(({ code, where }) => [code, where.file])).toEqual([
      ['duplicate-key', 'b.ris'],
      ['unknown-format', 'c.ris'],
    ]);
    expect(counts).toEqual({ found: 2, kept: 1, repaired: 1, lost: 0 });
    expect(found).toEqual(['bibtex', 'ris', null]);
  });
});

describe('the list of formats', () => {
  it('knows its members', () => {
    expect(isFormatId('ris')).toBe(true);
    expect(isFormatId('constructor')).toBe(false);
    expect(formatById('ris').extensions).toContain('ris');
    expect(() => formatById('x' as FormatId)).toThrow(RangeError);
  });

  it('refuses to write what is only read', () => {
    expect(() => writeReferences([], 'enw')).toThrow(RangeError);
  });

  it.each(formats.filter(({ write }) => write).map(({ id }) => id))('writes an empty list as %s', (id) => {
    expect(parseReferences(writeReferences([], id), { format: id }).references).toEqual([]);
  });
});
