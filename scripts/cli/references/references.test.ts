import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../main.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'references-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function run(files: Record<string, string>, ...words: string[]) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, 'latin1');
  let out = '';
  const notes: string[] = [];
  const exit = await main(words, {
    print: (text) => void (out += text),
    note: (text) => void notes.push(text),
    folder,
    environment: {},
  });
  return { exit, out, notes };
}

const good =
  '@article{weiss2002,\n  author = {Weiss, Elisa},\n  title = {Making it work},\n  year = 2002\n}\n';

describe('references parse', () => {
  it('prints references, issues and counts', async () => {
    const { exit, out } = await run(
      { 'a.bib': `${good}@book{weiss2002, title={B}}` },
      'references',
      'parse',
      'a.bib',
      '--json',
    );
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toEqual({
      references: [
        {
          id: 'weiss2002',
          type: 'article-journal',
          title: 'Making it work',
          author: [{ family: 'Weiss', given: 'Elisa' }],
          issued: { 'date-parts': [[2002]] },
          outcome: 'kept',
          source: { file: 'a.bib', line: 1, raw: good.trimEnd() },
        },
        {
          id: 'weiss2002-2',
          type: 'book',
          title: 'B',
          outcome: 'repaired',
          source: { file: 'a.bib', line: 6, raw: '@book{weiss2002, title={B}}' },
        },
      ],
      issues: [
        {
          code: 'duplicate-key',
          severity: 'warning',
          outcome: 'repaired',
          message: expect.stringContaining('line 1'),
          where: { file: 'a.bib', line: 6, column: 1, key: 'weiss2002' },
        },
      ],
      counts: { found: 2, kept: 1, repaired: 1, lost: 0 },
    });
  });

  it('prints a table for people', async () => {
    const { exit, out } = await run({ 'a.bib': good }, 'references', 'parse', 'a.bib');
    expect(exit).toBe(0);
    expect(out).toMatch(/Weiss 2002 +Making it work +kept\n1 found: 1 kept, 0 repaired, 0 lost\n$/);
  });

  it.each<[string, Record<string, string>, string[], number]>([
    ['something was lost', { 'a.bib': `${good}@book{}` }, ['a.bib'], 1],
    ['one of two files is none', { 'a.bib': good, 'b.bib': 'words' }, ['a.bib', 'b.bib'], 1],
    ['the only file is none', { 'b.bib': 'words' }, ['b.bib'], 2],
    ['the file is empty', { 'b.bib': '' }, ['b.bib'], 2],
    ['the file is a PDF', { 'b.bib': '%PDF-1.7' }, ['b.bib'], 2],
    ['there is no such file', {}, ['none.bib'], 2],
    ['no file is named', {}, [], 2],
    ['the format is unknown', { 'a.bib': good }, ['a.bib', '--format', 'word'], 2],
    ['the file has abbreviations only', { 'a.bib': '@string{a = {b}}' }, ['a.bib'], 0],
  ])('tells by its exit code that %s', async (_name, files, words, code) => {
    expect((await run(files, 'references', 'parse', ...words, '--json')).exit).toBe(code);
  });

  it('says what is wrong with a file that is no BibTeX file, in JSON as well', async () => {
    const { out } = await run({ 'b.bib': 'words' }, 'references', 'parse', 'b.bib', '--json');
    expect(JSON.parse(out)).toMatchObject({
      references: [],
      issues: [
        {
          code: 'unknown-format',
          message: expect.stringContaining('not a BibTeX file'),
          where: { file: 'b.bib' },
        },
      ],
      counts: { found: 0, kept: 0, repaired: 0, lost: 0 },
    });
  });

  it('reads bytes in any encoding', async () => {
    const { out } = await run(
      { 'a.bib': '@book{k, title={Gr\xf6\xdfe}}' },
      'references',
      'parse',
      'a.bib',
      '--json',
    );
    expect(JSON.parse(out)).toMatchObject({ references: [{ title: 'Größe' }] });
  });

  it('reads several files together', async () => {
    const files = { 'strings.bib': '@string{j = {Journal}}', 'a.bib': '@article{k, title={T}, journal=j}' };
    const { out } = await run(files, 'references', 'parse', 'a.bib', 'strings.bib', '--json');
    expect(JSON.parse(out)).toMatchObject({
      references: [{ 'container-title': 'Journal' }],
      counts: { kept: 1 },
    });
  });
});

describe('references convert', () => {
  it('writes the other format, and the issues beside it', async () => {
    const { exit, out, notes } = await run(
      { 'a.bib': `${good}@book{, title={B}}` },
      'references',
      'convert',
      'a.bib',
      '--to',
      'ris',
    );
    expect(exit).toBe(0);
    expect(out).toBe(
      'TY  - JOUR\nID  - weiss2002\nTI  - Making it work\nAU  - Weiss, Elisa\nPY  - 2002\nER  - \n\nTY  - BOOK\nID  - b\nTI  - B\nER  - \n',
    );
    expect(notes).toEqual([expect.stringMatching(/^a\.bib:6:1: warning: b: This entry has no key/)]);
  });

  it.each(['bibtex', 'biblatex', 'ris', 'csl', 'csv', 'nbib', 'endnote-xml'])('knows %s', async (format) => {
    const { exit, out } = await run(
      { 'a.bib': good },
      'references',
      'convert',
      'a.bib',
      '--to',
      format,
      '--from',
      'bibtex',
    );
    expect(exit).toBe(0);
    expect(out).toContain('Making it work');
  });

  it.each([
    [['a.bib']],
    [['a.bib', '--to', 'word']],
    [['a.bib', '--to', 'enw']],
    [['none.bib', '--to', 'ris']],
  ])('refuses %j', async (words) => {
    const { exit, out } = await run({ 'a.bib': good }, 'references', 'convert', ...words);
    expect([exit, out]).toEqual([2, '']);
  });

  it('prints nothing of a file it cannot use', async () => {
    const { exit, out, notes } = await run(
      { 'b.bib': 'words' },
      'references',
      'convert',
      'b.bib',
      '--to',
      'csl',
    );
    expect([exit, out, notes.length]).toEqual([2, '', 1]);
  });
});
