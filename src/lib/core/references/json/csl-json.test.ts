import { describe, expect, it } from 'vitest';
import { parseReferences } from '../formats.ts';

const read = (text: string) => parseReferences(text, { format: 'csl', file: 'refs.json' });
const item = {
  id: 'a',
  type: 'article-journal',
  title: 'T',
  author: [{ family: 'Weiss', given: 'E.' }],
  issued: { 'date-parts': [[2002]] },
};

describe('CSL-JSON', () => {
  it.each([
    ['a list', [item]],
    ['an item', item],
    ['items in an object', { items: [item] }],
    ['references, as this program prints them', { references: [item], issues: [], counts: {} }],
    ['items by key', { a: item }],
  ])('is read from %s', (_name, value) => {
    const { references, counts } = read(JSON.stringify(value, null, 2));
    expect(references.map(({ csl }) => csl)).toEqual([item]);
    expect(counts).toEqual({ found: 1, kept: 1, repaired: 0, lost: 0 });
  });

  it('is read from lines', () => {
    expect(
      read(`${JSON.stringify(item)}\n${JSON.stringify({ ...item, id: 'b' })}\n`).references.map(
        ({ csl, source }) => [csl.id, source.line],
      ),
    ).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it.each([
    [
      'numbers as text',
      { issued: { 'date-parts': [['2002', '3', '']] } },
      { issued: { 'date-parts': [[2002, 3]] } },
    ],
    ['raw dates', { issued: { raw: '2002-03' } }, { issued: { 'date-parts': [[2002, 3]] } }],
    [
      'dates without the outer list',
      { issued: { 'date-parts': [2002, 3] } },
      { issued: { 'date-parts': [[2002, 3]] } },
    ],
    ['dates as text', { issued: '2002' }, { issued: { 'date-parts': [[2002]] } }],
    ['a volume as a number', { volume: 12 }, { volume: '12' }],
    [
      'Crossref’s lists and types',
      { type: 'journal-article', title: ['T'], 'container-title': ['J'] },
      { type: 'article-journal', title: 'T', 'container-title': 'J' },
    ],
    [
      'older names of variables',
      { journalAbbreviation: 'J.', shortTitle: 'S' },
      { 'container-title-short': 'J.', 'title-short': 'S' },
    ],
    [
      'names as text',
      { author: ['Weiss, E.', 'World Bank'] },
      { author: [{ family: 'Weiss', given: 'E.' }, { literal: 'World Bank' }] },
    ],
    [
      'nonsense where names should be',
      { author: { a: 1 }, editor: [1, null, {}] },
      { author: undefined, editor: undefined },
    ],
    ['two pages', { page: '10–13' }, { page: '10-13' }],
    ['a DOI as an address', { DOI: 'https://doi.org/10.1000/x' }, { DOI: '10.1000/x' }],
    [
      'addresses that are none',
      { URL: 'javascript:alert(1)', DOI: 'javascript:x' },
      { URL: undefined, DOI: undefined },
    ],
  ])('makes the best of %s', (_name, change, expected) => {
    const [{ csl }] = read(JSON.stringify([{ id: 'k', title: 'T', ...change }])).references;
    for (const [name, value] of Object.entries(expected))
      expect([name, csl[name as keyof typeof csl]]).toEqual([name, value]);
  });

  it('loses one broken item only', () => {
    const { references, issues, counts } = read(
      '[\n{"id": "a", "title": "A"},\n{"id": "b", "title": B},\n{"id": "c", "title": "C"}\n]',
    );
    expect(references.map(({ csl }) => csl.id)).toEqual(['a', 'c']);
    expect(counts).toEqual({ found: 3, kept: 2, repaired: 0, lost: 1 });
    expect(issues).toMatchObject([
      { code: 'invalid-json', outcome: 'lost', where: { file: 'refs.json', line: 3 } },
    ]);
  });

  it.each([
    [
      'a file that breaks off',
      '[{"id": "a", "title": "A"},\n{"id": "b", "title": "B", "abstract": "It',
      ['a', 'b'],
    ],
    ['commas too many', '[{"id": "a", "title": "A",},]', ['a']],
    ['line ends in texts', '[{"id": "a", "title": "A\nB"}]', ['a']],
  ])('mends %s', (_name, text, ids) => {
    const { references, counts } = read(text);
    expect(references.map(({ csl }) => csl.id)).toEqual(ids);
    expect(counts.repaired).toBe(1);
  });
});
