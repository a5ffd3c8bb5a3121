import { describe, expect, it } from 'vitest';
import type { CslItem } from '../csl.ts';
import { parseReferences } from '../formats.ts';

const read = (text: string) => parseReferences(text, { format: 'ris', file: 'refs.ris' });
const record = (...lines: string[]) => ['TY  - JOUR', ...lines, 'ER  - ', ''].join('\n');
const first = (text: string): CslItem => read(text).references[0].csl;

describe('RIS', () => {
  it('becomes CSL-JSON', () => {
    const text = record(
      'ID  - w1',
      'TI  - Making partnerships work',
      'AU  - Weiss, Elisa S.',
      'AU  - World Bank,',
      'T2  - Health Education & Behavior',
      'J2  - Health Educ Behav',
      'PY  - 2002',
      'DA  - 2002/12/01/',
      'VL  - 29',
      'IS  - 6',
      'SP  - 683',
      'EP  - 698',
      'SN  - 1090-1981',
      'DO  - https://doi.org/10.1177/109019802237938',
      'UR  - https://example.org',
      'AB  - Long.',
      'KW  - a',
      'KW  - b',
      'N1  - first',
      'N1  - second',
      'LA  - en',
      'PB  - Sage',
      'DB  - Scopus',
    );
    const { references, issues, counts } = read(text);
    expect(references[0].csl).toEqual({
      id: 'w1',
      type: 'article-journal',
      title: 'Making partnerships work',
      author: [{ family: 'Weiss', given: 'Elisa S.' }, { literal: 'World Bank' }],
      'container-title': 'Health Education & Behavior',
      'container-title-short': 'Health Educ Behav',
      issued: { 'date-parts': [[2002, 12, 1]] },
      volume: '29',
      issue: '6',
      page: '683-698',
      ISSN: '1090-1981',
      DOI: '10.1177/109019802237938',
      URL: 'https://example.org',
      abstract: 'Long.',
      keyword: 'a, b',
      note: 'first\nsecond',
      language: 'en',
      publisher: 'Sage',
      source: 'Scopus',
    });
    expect(references[0].source).toEqual({ file: 'refs.ris', line: 1, raw: text.trimEnd() });
    expect({ issues, counts }).toEqual({ issues: [], counts: { found: 1, kept: 1, repaired: 0, lost: 0 } });
  });

  it.each<[string, string, Partial<CslItem>]>([
    [
      'lines that were wrapped',
      record('TI  - A long', 'title', '   that goes on'),
      { title: 'A long title that goes on' },
    ],
    [
      'keywords on lines of their own',
      record('TI  - T', 'KW  - one', 'two', 'three'),
      { keyword: 'one, two, three' },
    ],
    ['keywords with commas', record('TI  - T', 'KW  - a, b', 'KW  - c'), { keyword: 'a, b; c' }],
    [
      'tags with little white space',
      'TY - JOUR\nTI  -Title\nAU -A, B\nER  -\n',
      { title: 'Title', author: [{ family: 'A', given: 'B' }] },
    ],
    [
      'text that looks like a tag',
      record('TI  - T', 'AB  - The levels of', 'XX  - were raised'),
      { abstract: 'The levels of XX - were raised' },
    ],
    [
      'the labels of screening tools',
      record('TI  - T', 'N1  - ASReview_relevant'),
      { note: 'ASReview_relevant' },
    ],
    ['notes in HTML', record('TI  - T', 'N1  - <p>Cited&nbsp;by: 12<br/>x</p>'), { note: 'Cited by: 12 x' }],
    [
      'Zotero’s dates',
      record('TI  - T', 'DA  - 1999/08//undefined', 'PY  - 1999'),
      { issued: { 'date-parts': [[1999, 8]] } },
    ],
    [
      'ProQuest’s dates',
      record('TI  - T', 'Y1  - 2022/01//', 'PY  - 2022', 'DA  - Jan 2022'),
      { issued: { 'date-parts': [[2022, 1]] } },
    ],
    ['a range in the first page', record('TI  - T', 'SP  - 1535-41'), { page: '1535-41' }],
    ['pages that are none', record('TI  - T', 'SP  - No', 'EP  - Specified'), { page: undefined }],
    ['one page twice', record('TI  - T', 'SP  - 12', 'EP  - 12'), { page: '12' }],
    [
      'Scopus’ numbers',
      record('TI  - T', 'SN  - 03064530 (ISSN)', 'C7  - 104501'),
      { ISSN: '03064530', number: '104501' },
    ],
    [
      'both kinds of numbers',
      record('TI  - T', 'SN  - 0964-6906 (Print)0964-6906', 'SN  - 978-1-84946-324-9'),
      { ISSN: '0964-6906', ISBN: '978-1-84946-324-9' },
    ],
    [
      'first authors and authors',
      record('T1  - T', 'A1  - A, B', 'AU  - A, B', 'AU  - C, D'),
      {
        author: [
          { family: 'A', given: 'B' },
          { family: 'C', given: 'D' },
        ],
      },
    ],
    ['a DOI in an odd place', record('TI  - T', 'M3  - doi: 10.1000/x'), { DOI: '10.1000/x' }],
    [
      'a chapter',
      'TY  - CHAP\nTI  - T\nBT  - Book\nA2  - E, F\nER  - ',
      { type: 'chapter', 'container-title': 'Book', editor: [{ family: 'E', given: 'F' }] },
    ],
    [
      'a book in a series',
      'TY  - BOOK\nTI  - T\nT2  - Series\nER  - ',
      { type: 'book', 'collection-title': 'Series' },
    ],
    [
      'a chapter that Scopus calls a series',
      'TY  - SER\nTI  - T\nT2  - Series\nM3  - Book Chapter\nER  - ',
      { type: 'chapter', 'container-title': 'Series', genre: undefined },
    ],
    ['an article in press', 'TY  - INPR\nTI  - T\nPY  - 2019\nER  - ', { status: 'in press' }],
    [
      'a thesis',
      'TY  - THES\nTI  - T\nM3  - PhD\nPB  - MIT\nER  - ',
      { type: 'thesis', genre: 'PhD', publisher: 'MIT' },
    ],
    ['PubMed’s number', record('TI  - T', 'AN  - 21553931', 'DP  - NLM'), { PMID: '21553931' }],
    [
      'a script',
      record('TI  - </script><script>x</script>', 'AU  - <script>y</script>, Z'),
      { title: '</script><script>x</script>', author: [{ family: '<script>y</script>', given: 'Z' }] },
    ],
  ])('reads %s', (_name, text, expected) => {
    const csl = first(text);
    for (const [name, value] of Object.entries(expected))
      expect([name, csl[name as keyof CslItem]]).toEqual([name, value]);
  });

  it('ends a record where the next begins, and at the end of the file', () => {
    const { references, issues, counts } = read('TY  - JOUR\nTI  - A\n\nTY  - JOUR\nTI  - B\n');
    expect(references.map(({ csl }) => csl.title)).toEqual(['A', 'B']);
    expect(counts).toEqual({ found: 2, kept: 0, repaired: 2, lost: 0 });
    expect(issues.map(({ code, where }) => [code, where.line])).toEqual([
      ['missing-end', 1],
      ['missing-end', 4],
    ]);
  });

  it('keeps a record whose first line is missing', () => {
    const { references, issues } = read('\ufeff\nJF  - J\nT1  - T\nER  - \n');
    expect(references[0].csl).toMatchObject({ type: 'article-journal', 'container-title': 'J', title: 'T' });
    expect(issues).toMatchObject([{ code: 'missing-type', outcome: 'repaired' }]);
  });

  it('loses a record with nothing in it, and says so', () => {
    expect(read('TY  - JOUR\nER  - \n')).toMatchObject({
      counts: { found: 1, lost: 1 },
      issues: [{ code: 'empty-entry', where: { line: 1 } }],
    });
  });

  it('passes over numbers and other text between records', () => {
    const { counts, issues } = read(
      `1.\n${record('TI  - A')}NL  - x\n\nLink to the text: http://x\n2.\n${record('TI  - B')}`,
    );
    expect(counts.found).toBe(2);
    expect(issues.map(({ code }) => code)).toEqual(['text-between-records']);
  });

  it('takes apart several names in one field', () => {
    const { references, issues } = read(record('TI  - T', 'AU  - A, B; C, D'));
    expect(references[0].csl.author).toHaveLength(2);
    expect(issues).toMatchObject([{ code: 'names', outcome: 'repaired' }]);
  });

  it('keeps "in press" and drops addresses that are none', () => {
    const { references, issues } = read(record('TI  - T', 'PY  - in press', 'UR  - javascript:alert(1)'));
    expect(references[0].csl.issued).toEqual({ literal: 'in press' });
    expect(references[0].csl).not.toHaveProperty('URL');
    expect(issues.map(({ code }) => code)).toEqual(['no-year', 'unsafe-link']);
  });
});
