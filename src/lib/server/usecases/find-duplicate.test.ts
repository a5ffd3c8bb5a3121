import { describe, expect, it } from 'vitest';
import type { CslItem } from '#lib/core/references/csl.ts';
import { KnownWorks } from './find-duplicate.ts';

const work = (title: string | undefined, year: number | null, doi?: string): CslItem => ({
  id: 'x',
  type: 'article-journal',
  title,
  DOI: doi,
  issued: year === null ? undefined : { 'date-parts': [[year]] },
});

const library = [
  {
    id: 'r1',
    label: 'Weiss 2002',
    doi: '10.1000/a',
    titleKey: 'making the most of collaboration',
    year: 2002,
  },
  { id: 'r2', label: 'Editorial 2001', doi: '10.1000/b', titleKey: 'editorial', year: 2001 },
  { id: 'r3', label: 'No DOI 1999', doi: null, titleKey: 'trust', year: 1999 },
];
const meet = (csl: CslItem) => new KnownWorks(library).meet(csl, 'Entry', 7);

describe('a work that is in the library already', () => {
  it.each([
    [
      'has its DOI, however written',
      work('Other', 1990, 'https://doi.org/10.1000/A'),
      'r1',
      'Same DOI as Weiss 2002',
    ],
    [
      'has its title and year',
      work('Making the Most of <i>Collaboration</i>.', 2002),
      'r1',
      'Same title and year as Weiss 2002',
    ],
    [
      'has its title and year, and a DOI that the library lacks',
      work('Trust', 1999, '10.1000/c'),
      'r3',
      'Same title and year as No DOI 1999',
    ],
  ])('%s', (_what, csl, of, reason) => {
    expect(meet(csl)).toEqual({ of, reason });
  });

  it.each([
    ['has another year', work('Trust', 2000)],
    ['has no year', work('Trust', null)],
    ['has no title', work(undefined, 1999)],
    ['has a title of signs alone', work('***', 1999)],
    ['has the same title and another DOI, as editorials do', work('Editorial', 2001, '10.1000/z')],
  ])('is not one that %s', (_what, csl) => {
    expect(meet(csl)).toBeNull();
  });
});

describe('a work that stood in the file already', () => {
  it('is named with its line', () => {
    const known = new KnownWorks([]);
    expect(known.meet(work('Trust', 1999), 'Author 1999', 3)).toBeNull();
    expect(known.meet(work('trust', 1999), 'Author 1999', 9)).toEqual({
      of: null,
      reason: 'Same title and year as Author 1999, line 3 of this file',
    });
    expect(known.meet(work('Power', 1999), 'B 1999', null)).toBeNull();
    expect(known.meet(work('Power', 1999), 'B 1999', null)?.reason).toBe('Same title and year as B 1999');
  });

  it('is known by all that its doubles say of it', () => {
    const known = new KnownWorks(library);
    expect(known.meet(work('Trust', 1999, '10.1000/new'), 'Author 1999', 3)?.of).toBe('r3');
    expect(known.meet(work('Trust: a study', 1999, '10.1000/new'), 'Author 1999', 9)).toEqual({
      of: 'r3',
      reason: 'Same DOI as No DOI 1999',
    });
  });

  it('lends its double no lack of a DOI: two DOIs stay two works', () => {
    const known = new KnownWorks(library);
    expect(known.meet(work('Editorial', 2001), 'Editorial 2001', 3)?.of).toBe('r2');
    expect(known.meet(work('Editorial', 2001, '10.1000/z'), 'Editorial 2001', 9)).toBeNull();
  });

  it('is found in time that grows with the file, not with its square', () => {
    const known = new KnownWorks([]);
    const started = performance.now();
    let doubles = 0;
    for (let at = 0; at < 30_000; at++) {
      if (known.meet(work('Editorial', 2001, `10.1000/${at}`), 'Editorial', at)) doubles++;
    }
    expect(doubles).toBe(0);
    // By the square it would take ten seconds and more.
    expect(performance.now() - started).toBeLessThan(2500);
  });
});
