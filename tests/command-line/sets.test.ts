import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeRunner } from './run.ts';

/** Writes a table and runs one of the two verbs on it. */
function runOn(rows: string[]) {
  const folder = makeFolder();
  writeFileSync(join(folder, 'cases.csv'), `${rows.join('\n')}\n`);
  const run = makeRunner(folder);
  return {
    sets: (...words: string[]) =>
      run('stats', 'sets', 'cases.csv', '--outcome', 'Y', '--permutations', '200', ...words),
    nca: (...words: string[]) => run('stats', 'nca', 'cases.csv', '--permutations', '200', ...words),
  };
}

const crisp = [
  'case,A,B,C,Y',
  'one,1,1,0,1',
  'two,1,0,0,1',
  'three,0,1,1,1',
  'four,0,1,0,0',
  'five,0,0,0,0',
  'six,0,0,1,0',
];
const main = ['--conditions', 'A,B,C', '--incl', '0.8', '--ncut', '1'];

describe('stats sets', () => {
  it('prints the truth table, necessity and the three solutions', async () => {
    const { code, json } = await runOn(crisp).sets(...main, '--expect', 'A,B,C', '--json');
    expect(code).toBe(0);
    const result = json();
    expect(result.truth_table).toHaveLength(8);
    expect(result.truth_table[0]).toMatchObject({ A: 0, B: 0, C: 0, OUT: 0, n: 1, incl: 0, cases: ['five'] });
    expect(result.truth_table[5]).toMatchObject({
      row: 6,
      A: 1,
      B: 0,
      C: 1,
      OUT: '?',
      n: 0,
      incl: null,
      PRI: null,
    });
    expect(result.necessity[0]).toMatchObject({ term: 'A', inclN: 2 / 3, covN: 1 });
    expect(result.necessity[1].term).toBe('~A');
    expect(result.complex.solutions).toEqual([['A*~C', '~A*B*C']]);
    expect(result.parsimonious.solutions).toEqual([['A', 'B*C']]);
    expect(result.intermediate.solutions).toEqual([['A', 'B*C']]);
    const { inclS, PRI, covS, terms, total, permutation } = result.parsimonious;
    expect({ inclS, PRI, covS, total }).toEqual({ inclS: 1, PRI: 1, covS: 1, total: 1 });
    expect(terms[0]).toEqual({
      term: 'A',
      inclS: 1,
      PRI: 1,
      covS: expect.closeTo(2 / 3, 12),
      covU: expect.closeTo(2 / 3, 12),
      cases: ['two', 'one'],
    });
    expect(permutation).toMatchObject({ permutations: 200, seed: 1 });
    expect(permutation.p_search).toBeGreaterThanOrEqual(permutation.p);
  });

  it('explains the absence of the outcome, by flag or by tilde', async () => {
    const cases = runOn(crisp);
    const flagged = await cases.sets(...main, '--negate', '--json');
    const tilde = await cases.sets(...main, '--outcome', '~Y', '--json');
    expect(flagged.json()).toEqual(tilde.json());
    expect(flagged.json().outcome).toBe('~Y');
    expect(flagged.json().parsimonious.solutions).toEqual([
      ['~A*~B', '~A*~C'],
      ['~A*~C', '~B*C'],
    ]);
  });

  it('writes multi-value terms in brackets and tells ties', async () => {
    const rows = ['C,F,Y', '0,0,0', '1,0,1', '2,1,1', '0,1,1', '2,0,0'];
    const { code, json } = await runOn(rows).sets(
      '--conditions',
      'C,F',
      '--incl',
      '1',
      '--ncut',
      '1',
      '--json',
    );
    expect(code).toBe(0);
    expect(json().parsimonious.solutions).toEqual([['C[1]', 'F[1]']]);
    expect(json().truth_table[0].cases).toEqual(['line 2']);
  });

  it('prints a table for people', async () => {
    const { code, out } = await runOn(crisp).sets(...main);
    expect(code).toBe(0);
    expect(out).toContain('A + B*C → Y');
    expect(out).toContain('6 of 8 rows hold cases');
  });

  it('says that there is no solution where no row passes, or all do', async () => {
    const none = await runOn(crisp).sets('--conditions', 'A,B,C', '--ncut', '2', '--json');
    expect(none.code).toBe(1);
    expect(none.json().complex).toEqual({ solutions: [], inclS: null, PRI: null, covS: null, terms: [] });
    expect(none.json().reason).toContain('no row');
    const all = await runOn(crisp).sets('--conditions', 'A,B,C', '--incl', '0', '--json');
    expect(all.code).toBe(1);
    expect(all.notes).toContain('every row');
  });

  it('says that a case is at exactly 0.5', async () => {
    const { notes } = await runOn([...crisp, 'seven,0.5,1,1,1']).sets(...main);
    expect(notes).toContain('A is exactly 0.5 for one case (seven)');
  });

  it('lists the first thousand of many ties, and says so', async () => {
    // Five cases with four conditions each of their own, and one case with none: each of the four will do, 4⁵ = 1,024 ways.
    const at = Array.from({ length: 20 }, (_, index) => index);
    const rows = [0, 1, 2, 3, 4].map((block) => at.map((index) => (Math.floor(index / 4) === block ? 1 : 0)));
    const { code, json, notes } = await runOn([
      [...at.map((index) => `C${index}`), 'Y'].join(','),
      ...rows.map((row) => `${row.join(',')},1`),
      `${at.map(() => 0).join(',')},0`,
    ]).sets('--conditions', at.map((index) => `C${index}`).join(), '--permutations', '0', '--json');
    const { parsimonious, truth_table } = json();
    expect(code).toBe(1);
    expect(parsimonious).toMatchObject({ total: 1024, complete: true, minimal: true, permutation: null });
    expect(parsimonious.solutions).toHaveLength(1000);
    expect(parsimonious.solutions[0]).toEqual(['C0', 'C4', 'C8', 'C12', 'C16']);
    expect(notes).toContain('1,024 parsimonious models tie; the first 1,000 are shown.');
    // A million rows are not printed; those with cases are.
    expect(truth_table).toHaveLength(6);
    expect(json().rows).toBe(2 ** 20);
  });

  it.each<[string, string[], string[], RegExp]>([
    ['a value above 1', ['case,A,B,C,Y', 'one,1,1.5,0,1'], main, /line 2, column B: 1\.5 is above 1/],
    [
      'a negative value',
      ['case,A,B,C,Y', 'one,1,1,0,1', 'two,-1,1,0,1'],
      main,
      /line 3, column A: -1 is below 0/,
    ],
    ['a missing value', ['case,A,B,C,Y', 'one,1,,0,1'], main, /line 2, column B: the value is missing/],
    ['a missing outcome', ['case,A,B,C,Y', 'one,1,0,0,NA'], main, /line 2, column Y: the value is missing/],
    ['a text', ['case,A,B,C,Y', 'one,1,high,0,1'], main, /line 2, column B: "high" is not a number/],
    ['a column that is not there', ['case,A,B,Y', 'one,1,1,1'], main, /no column "C"/],
    ['two columns of a name', ['A,A,B,C,Y', '1,1,1,1,1'], main, /two columns "A"/],
    ['a row too short', ['case,A,B,C,Y', 'one,1,1'], main, /Line 2 has 3 cells/],
    ['no row', ['case,A,B,C,Y'], main, /no row/],
    ['no conditions', crisp, [], /--conditions/],
    ['a cut above 1', crisp, ['--conditions', 'A', '--incl', '80'], /--incl/],
    ['a cut that is no number', crisp, ['--conditions', 'A', '--incl', 'high'], /--incl/],
    ['a count of cases that is none', crisp, ['--conditions', 'A', '--ncut', '0'], /--ncut/],
    ['an expectation of no condition', crisp, [...main, '--expect', 'A,~X'], /"X" is none of the conditions/],
    ['the outcome as a condition', crisp, ['--conditions', 'A,Y'], /the outcome is a condition/],
  ])('refuses %s', async (_, rows, words, message) => {
    const { code, notes, out } = await runOn(rows).sets(...words);
    expect(code).toBe(2);
    expect(notes).toMatch(message);
    expect(out).toBe('');
  });
});

describe('stats nca', () => {
  const points = ['case,X,Y', 'a,0,0', 'b,1,1', 'c,2,2', 'd,2,0', 'e,1,0'];

  it('prints both ceilings with effect and p', async () => {
    const { code, json } = await runOn(points).nca('--x', 'X', '--y', 'Y', '--json');
    expect(code).toBe(0);
    const { ce_fdh, cr_fdh, n, scope } = json();
    expect(n).toBe(5);
    expect(ce_fdh.d).toBe(0.75);
    expect(cr_fdh.d).toBeCloseTo(0.5, 12);
    expect(ce_fdh.p).toBeGreaterThan(0);
    expect(cr_fdh.p).toBeLessThanOrEqual(1);
    expect(scope).toEqual({ x_min: 0, x_max: 2, y_min: 0, y_max: 2 });
  });

  it('prints a table for people', async () => {
    const { out } = await runOn(points).nca('--x', 'X', '--y', 'Y');
    expect(out).toContain('CE-FDH');
    expect(out).toContain('0.750000');
  });

  it('leaves out rows with a hole and says so', async () => {
    const { code, json, notes } = await runOn([...points, 'f,,2']).nca('--x', 'X', '--y', 'Y', '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ n: 5, left_out: 1, ce_fdh: { d: 0.75 } });
    expect(notes).toContain('line 7');
  });

  it('gives no number where x or y never changes', async () => {
    const { code, json } = await runOn(['X,Y', '1,1', '1,2']).nca('--x', 'X', '--y', 'Y', '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({
      ce_fdh: { d: null, p: null },
      cr_fdh: { d: null, p: null },
      reason: 'x is the same in every case',
    });
  });

  it.each<[string, string[], RegExp]>([
    ['no columns', [], /--x COLUMN/],
    ['one column twice', ['--x', 'X', '--y', 'X'], /same column/],
    ['a column that is not there', ['--x', 'X', '--y', 'Z'], /no column "Z"/],
    ['a column of texts', ['--x', 'case', '--y', 'Y'], /line 2, column case: "a" is not a number/],
    ['half a permutation', ['--x', 'X', '--y', 'Y', '--permutations', '1.5'], /--permutations/],
    ['a negative seed', ['--x', 'X', '--y', 'Y', '--seed=-1'], /--seed/],
  ])('refuses %s', async (_, words, message) => {
    const { code, notes } = await runOn(points).nca(...words);
    expect(code).toBe(2);
    expect(notes).toMatch(message);
  });
});
