import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { CodebookIndex } from '../codebook/codebook.ts';
import { certaintyDomains, gradeLevel, ratingLabel } from './certainty-domains.ts';
import { certaintyDots, certaintyLevels, certaintyRank, showCertainty } from './certainty.ts';
import { readCertaintyFacts } from './read-certainty.ts';
import { readReviewTables } from './review-folder.ts';
import { emptyCertaintyTexts, writeCertaintyTexts } from './write-certainty.ts';

const codebook = new CodebookIndex(makeDataset([]).codebook);
const studies = new Set(['A', 'B']);
const read = (texts: Record<string, string>) => readCertaintyFacts(texts, codebook, studies);
const codes = (texts: Record<string, string>) =>
  read(texts).issues.map(({ code, where }) => `${where?.field} ${code}`);

const cell = { approach: 'grade', factor: 'trust', outcome: 'process' };
const noConcern = {
  risk_of_bias: '0',
  inconsistency: '0',
  indirectness: '0',
  imprecision: '0',
  publication_bias: '0',
};
const whole = { ...cell, start: 'low', ...noConcern };
const finding = { approach: 'cerqual', factor: 'trust', statement: 'It grew slowly.', studies: 'A;B' };

describe('a level in dots and words', () => {
  it.each([
    ['high', '●●●● high'],
    ['moderate', '●●●○ moderate'],
    ['low', '●●○○ low'],
    ['very_low', '●○○○ very low'],
    [null, 'not judged'],
  ] as const)('%s is %s', (level, words) => {
    expect(showCertainty(level)).toBe(words);
  });

  it('has no dots where nothing is judged: open ones would read as a judgement', () => {
    expect(certaintyDots(null)).toBe('');
  });
});

describe('the level of GRADE', () => {
  const rate = (texts: Record<string, string>) => read({ ...whole, ...texts }).facts!.level;
  const serious = (name: string, rating = '-1') => ({ [name]: rating, [`${name}_reason`]: 'why' });

  it.each([
    [{}, 'low'],
    [{ start: 'high' }, 'high'],
    [{ start: 'high', ...serious('imprecision') }, 'moderate'],
    [{ start: 'high', ...serious('imprecision', '-2') }, 'low'],
    [{ start: 'high', ...serious('imprecision', '-2'), ...serious('risk_of_bias', '-2') }, 'very_low'],
    [serious('inconsistency'), 'very_low'],
    [{ ...serious('inconsistency', '-2'), ...serious('indirectness', '-2') }, 'very_low'],
    [serious('large_effect', '+1'), 'moderate'],
    [serious('large_effect', '+2'), 'high'],
    [{ ...serious('large_effect', '+2'), ...serious('dose_response', '+1') }, 'high'],
    [{ ...serious('imprecision', '-1'), ...serious('large_effect', '+1') }, 'low'],
  ])('with %j is %s', (texts, level) => {
    expect(rate(texts)).toBe(level);
  });

  it('is not judged until the start and all five downgrades are decided', () => {
    expect(rate({ start: '' })).toBeNull();
    for (const name of Object.keys(noConcern)) expect(rate({ [name]: 'not_stated' }), name).toBeNull();
  });

  it('never rises with a downgrade, never falls with an upgrade, and does not depend on their order', () => {
    const start = fc.constantFrom('high' as const, 'low' as const);
    const ratings = fc.tuple(
      ...certaintyDomains.grade.map(({ key, ratings }) =>
        fc.constantFrom(...ratings.map((rating) => ({ domain: key, rating: rating.key }))),
      ),
    );
    fc.assert(
      fc.property(start, ratings, fc.nat(7), (from, rated, at) => {
        const level = gradeLevel(from, rated)!;
        expect(certaintyLevels).toContain(level);
        expect(gradeLevel(from, [...rated].reverse())).toBe(level);
        const without = rated.map((one, place) => (place === at ? { ...one, rating: '0' } : one));
        const change = certaintyRank(level) - certaintyRank(gradeLevel(from, without)!);
        if (certaintyDomains.grade[at].effect === 'down') expect(change).toBeLessThanOrEqual(0);
        else expect(change).toBeGreaterThanOrEqual(0);
      }),
    );
    expect.hasAssertions();
  });
});

describe('a judgement', () => {
  it.each([
    [{}, ['approach unknown-code', 'factor missing-factor', 'outcome missing-outcome']],
    [cell, ['start nothing-judged']],
    [{ ...cell, start: 'not_stated', risk_of_bias: 'not_stated' }, ['start nothing-judged']],
    [{ ...whole, factor: 'leadership.shared' }, ['factor not-top-level']],
    [{ ...whole, outcome: 'nowhere' }, ['outcome unknown-outcome']],
    [{ ...whole, start: 'middling' }, ['start unknown-code']],
    [{ ...whole, imprecision: '-3' }, ['imprecision unknown-code']],
    [{ ...whole, imprecision: '+1' }, ['imprecision unknown-code']],
    [{ ...whole, imprecision: '-1' }, ['imprecision_reason missing-reason']],
    [{ ...whole, imprecision: '', imprecision_reason: 'few' }, ['imprecision missing-rating']],
    [{ approach: 'cerqual', factor: 'trust' }, ['statement missing-statement', 'studies missing-studies']],
    [{ ...finding, studies: 'A;C' }, ['studies unknown-study']],
    [{ ...finding, coherence: 'serious' }, ['coherence_reason missing-reason']],
    [{ ...finding, level: 'enormous' }, ['level unknown-code']],
    [
      { ...finding, level: 'low', coherence: 'none', adequacy: 'none', relevance: 'none' },
      ['methodological_limitations missing-domain', 'level_reason missing-reason'],
    ],
  ] as [Record<string, string>, string[]][])('is refused with the reason: %j', (texts, wanted) => {
    expect(read(texts).facts).toBeNull();
    expect(codes(texts)).toEqual(wanted);
  });

  it('says where GRADE would not rate up, and keeps what people decided', () => {
    const up = (name: string, rating: string) => ({ [name]: rating, [`${name}_reason`]: 'why' });
    expect(codes({ ...whole, ...up('large_effect', '+2') })).toEqual([]);
    expect(codes({ ...whole, ...up('dose_response', '+2') })).toEqual(['dose_response two-levels-up']);
    expect(codes({ ...whole, start: 'high', ...up('large_effect', '+1') })).toEqual([
      'large_effect rated-up-and-down',
    ]);
    expect(read({ ...whole, ...up('dose_response', '+2') }).facts?.level).toBe('high');
  });

  it('reads the signs that spreadsheets and people leave', () => {
    const texts = {
      ...whole,
      imprecision: '−1',
      imprecision_reason: 'few',
      large_effect: '1',
      large_effect_reason: 'so it is',
    };
    const rating = (name: string) => read(texts).facts!.domains.find(({ domain }) => domain === name)!.rating;
    expect([rating('imprecision'), rating('large_effect')]).toEqual(['-1', '+1']);
  });

  it('says when a table’s level is not what its domains give', () => {
    expect(codes({ ...whole, level: 'high' })).toEqual(['level level-disagrees']);
    expect(codes({ ...whole, level: 'low' })).toEqual([]);
  });

  it('is written and read again as the same, from forms and from tables', () => {
    const reasons = { imprecision: '-1', imprecision_reason: 'N = 90' };
    for (const texts of [
      whole,
      { ...whole, ...reasons },
      { ...cell, start: 'high' },
      finding,
      { ...finding, coherence: 'minor', coherence_reason: 'One study says otherwise.' },
    ]) {
      const { facts } = read(texts);
      expect(facts).not.toBeNull();
      expect(read(writeCertaintyTexts(facts!)).facts).toEqual(facts);
      expect(read(writeCertaintyTexts(facts!, 'not_stated')).facts).toEqual(facts);
    }
  });

  it('begins with nothing decided', () => {
    const texts = emptyCertaintyTexts({ approach: 'grade', factor: 'trust', outcome: 'process' });
    expect(texts).toMatchObject({ start: 'not_stated', imprecision: 'not_stated', coherence: '' });
    expect(codes(texts)).toEqual(['start nothing-judged']);
  });

  it('never makes its reader throw', () => {
    const anything = fc.dictionary(
      fc.constantFrom(...Object.keys(writeCertaintyTexts(read(whole).facts!))),
      fc.oneof(fc.string(), fc.constantFrom('grade', 'cerqual', 'trust', 'process', 'high', '-1', 'minor')),
    );
    fc.assert(fc.property(anything, (texts) => void read(texts)));
    expect(ratingLabel('grade', 'no such domain', '-1')).toBe('-1');
  });
});

describe('certainty.csv', () => {
  const table = (rows: string) =>
    readReviewTables({ certainty: `judgement_id,approach,factor,outcome,start\n${rows}` }, codebook);

  it('is read without a study, and a bad row costs only itself', () => {
    const { certainty, issues } = table(
      'J001,grade,trust,process,low\n,grade,power,process,low\nJ003,grade,no,process,low\n',
    );
    expect(certainty.map(({ key, study, facts }) => [key, study, facts.start])).toEqual([
      ['J001', '', 'low'],
    ]);
    expect(issues.map(({ code, where }) => [where?.line, code])).toEqual([
      [3, 'missing-key'],
      [4, 'unknown-factor'],
    ]);
  });

  it('needs its key column', () => {
    const { issues } = readReviewTables({ certainty: 'approach\ngrade\n' }, codebook);
    expect(issues).toMatchObject([{ code: 'missing-column' }]);
  });
});
