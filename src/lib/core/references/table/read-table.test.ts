import { describe, expect, it } from 'vitest';
import type { CslItem } from '../csl.ts';
import { parseReferences, writeReferences } from '../formats.ts';
import { readAuthorCell } from './author-cell.ts';

const read = (text: string) => parseReferences(text, { format: 'csv', file: 'refs.csv' });

describe('tables', () => {
  it.each([
    ['commas', 'title,authors,year\n"A, B","Weiss, E.; Gash, A.",2002\n'],
    ['semicolons', 'Title;Author;Publication Year\nA, B;"Weiss, E.; Gash, A.";2002\n'],
    ['the delimiter told by Excel', 'sep=;\ntitle;authors;year\nA, B;"Weiss, E.; Gash, A.";2002\n'],
    ['tabs', 'TI\tAU\tPY\nA, B\tWeiss, E.; Gash, A.\t2002\n'],
  ])('are read with %s', (_name, text) => {
    const { references, counts } = read(text);
    expect(references[0].csl).toEqual({
      id: 'weiss2002b',
      type: 'document',
      title: 'A, B',
      author: [
        { family: 'Weiss', given: 'E.' },
        { family: 'Gash', given: 'A.' },
      ],
      issued: { 'date-parts': [[2002]] },
    });
    expect(counts.kept).toBe(1);
  });

  it('know the columns of databases', () => {
    const { references } = read(
      'ID,ENTRYTYPE,title,author,year,journal,volume,number,pages,doi,abstract\nid_1,article,T,"Zuber, J and Le Quintrec, M",2011.0,J,7,1,23-35,10.1000/x,Abs\n',
    );
    expect(references[0].csl).toEqual({
      id: 'id_1',
      type: 'article-journal',
      title: 'T',
      author: [
        { family: 'Zuber', given: 'J' },
        { family: 'Le Quintrec', given: 'M' },
      ],
      issued: { 'date-parts': [[2011]] },
      'container-title': 'J',
      volume: '7',
      issue: '1',
      page: '23-35',
      DOI: '10.1000/x',
      abstract: 'Abs',
    });
  });

  it('keep their lines when cells run over several', () => {
    const { references } = read('title,abstract\n"One","a\nb"\n\n"Two","c"\n');
    expect(references.map(({ csl, source }) => [csl.title, source.line])).toEqual([
      ['One', 2],
      ['Two', 5],
    ]);
  });

  it.each([
    [
      'a quote that is never closed',
      'title,year\n"One,2001\nTwo,2002\n',
      ['One', 'Two'],
      'unbalanced-quotes',
    ],
    ['quotes that are not doubled', 'title,year\n"The "good" life",2001\n', ['The "good" life'], undefined],
    [
      'a text with commas that is not in quotes',
      'title,doi\nOne,10.1000/x,two,three\n',
      ['One'],
      'extra-cells',
    ],
    ['a row with too few cells', 'title,year,doi\nOne\n', ['One'], undefined],
  ])('survive %s', (_name, text, titles, code) => {
    const { references, issues } = read(text);
    expect(references.map(({ csl }) => csl.title)).toEqual(titles);
    expect(issues.map((issue) => issue.code)).toEqual(code ? [code] : []);
  });

  it('lose a row in which nothing tells about a reference', () => {
    expect(read('title,year,included\n,,1\n')).toMatchObject({
      counts: { found: 1, lost: 1 },
      issues: [{ code: 'empty-entry', where: { line: 2 } }],
    });
  });

  it('need names of columns', () => {
    expect(read('1,2,3\n4,5,6\n')).toMatchObject({
      counts: { found: 0 },
      issues: [{ code: 'no-header', severity: 'error' }],
    });
  });

  it('guard cells that spreadsheets would run, and take the guard off again', () => {
    const titles = ['=HYPERLINK("http://evil","x")', '+1+1', '-2+3', '@SUM(A1)', "'=1", '-0.25'];
    const items = titles.map((title, index): CslItem => ({ id: `k${index}`, type: 'book', title }));
    const text = writeReferences(items, 'csv');
    const cells = text
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',')[2]);
    expect(cells.map((cell) => cell.replace(/^"/, '')[0])).toEqual(["'", "'", "'", "'", "'", '-']);
    expect(read(text).references.map(({ csl }) => csl.title)).toEqual(titles);
  });
});

describe('readAuthorCell', () => {
  it.each([
    ['Blum, Gabriela; Bins, Rafael', ['Blum', 'Bins']],
    ['Liu R., Adler D.G.', ['Liu', 'Adler']],
    ["['Marx, Karl', 'Lindgren, Astrid', \"O'Neill, Sue\"]", ['Marx', 'Lindgren', "O'Neill"]],
    ['Silva, Ana, Costa, Rui', ['Silva', 'Costa']],
    ['Adeli K.Lewis G. F.', ['Adeli', 'Lewis']],
    ['Smith J, Jones K and Ray B', ['Smith', 'Jones', 'Ray']],
    ['García Márquez, Gabriel José', ['García Márquez']],
    ['Jane Doe, John Roe, Ann Poe', ['Doe', 'Roe', 'Poe']],
    ['World Health Organization', ['World Health Organization']],
    ['', []],
  ])('reads %s', (cell, families) => {
    expect(readAuthorCell(cell).map(({ family, literal }) => family ?? literal)).toEqual(families);
  });
});
