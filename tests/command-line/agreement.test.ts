import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeRunner } from './run.ts';

/** Gwet's two abstractors, as in the tests of the coefficients: 100 pregnancies. */
const abstractors = [
  ['Ectopic', 'Ectopic', 13],
  ['AIU', 'AIU', 20],
  ['AIU', 'NIU', 7],
  ['NIU', 'AIU', 4],
  ['NIU', 'NIU', 56],
].flatMap(([a, b, count]) => Array.from({ length: Number(count) }, () => `${a},${b}`));
const csv = ['first,second', ...abstractors].join('\n');

function run(text: string, ...options: string[]) {
  const folder = makeFolder();
  writeFileSync(join(folder, 'ratings.csv'), text);
  return makeRunner(folder)('stats', 'agreement', 'ratings.csv', ...options);
}

describe('stats agreement', () => {
  it('gives every coefficient with its error and interval', async () => {
    const { code, json } = await run(csv, '--columns', 'first,second', '--json');
    expect(code).toBe(0);
    const { n, percent_agree, cohen, fleiss, gwet_ac1, gwet_ac2, krippendorff } = json();
    expect(n).toBe(100);
    expect(percent_agree.value).toBeCloseTo(89, 10);
    expect(cohen).toMatchObject({
      value: expect.closeTo(0.7964094, 7),
      se: expect.closeTo(0.05891072, 8),
      n: 100,
    });
    expect(cohen.ci_lb).toBeLessThan(cohen.value);
    expect(cohen.ci_ub).toBeGreaterThan(cohen.value);
    expect(fleiss.value).toBeCloseTo(0.7962397, 7);
    expect(gwet_ac1.value).toBeCloseTo(0.8493305, 7);
    expect(gwet_ac2).toBeNull();
    expect(krippendorff.value).toBeCloseTo(0.7972585, 7);
  });

  it('weighs categories in the order that is given', async () => {
    const words = ['--columns', 'first,second', '--weights', 'linear', '--json'];
    const here = (await run(csv, ...words, '--categories', 'Ectopic,AIU,NIU')).json();
    const there = (await run(csv, ...words, '--categories', 'AIU,Ectopic,NIU')).json();
    expect(here.categories).toEqual(['Ectopic', 'AIU', 'NIU']);
    expect(here.cohen.value).toBeGreaterThan(there.cohen.value);
    expect(here.gwet_ac2.value).toBeGreaterThan(here.gwet_ac1.value);
  });

  it('counts the items that two saw, and says why a coefficient is missing', async () => {
    const text = 'a,b,c\n1,1,2\n2,,NA\n3,3,\n,2,2\n';
    const { code, json } = await run(text, '--columns', 'a,b,c', '--level', 'interval', '--json');
    expect(code).toBe(0);
    expect(json()).toMatchObject({ n: 3, left_out: 1, raters: 3, cohen: null, level: 'interval' });
    expect(json().reasons.cohen).toContain('two raters');
  });

  it('prints a table', async () => {
    const { code, out } = await run(csv, '--columns', 'first,second');
    expect(code).toBe(0);
    expect(out).toContain('100 items, 2 raters');
    expect(out).toMatch(/cohen\s+0\.796409/);
  });

  it('is not identified where all say the same', async () => {
    const { code, json } = await run('a,b\nx,x\nx,x\n', '--columns', 'a,b', '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ cohen: null, fleiss: null, gwet_ac1: null, krippendorff: null });
    expect(json().reasons.cohen).toContain('one category');
    expect(json().percent_agree.value).toBe(100);
  });

  it('is not identified where there is one rater', async () => {
    expect((await run('a\nx\n', '--columns', 'a')).code).toBe(1);
  });

  it('needs a row', async () => {
    const ran = await run('a,b\n', '--columns', 'a,b');
    expect(ran).toMatchObject({ code: 2, notes: expect.stringMatching(/no row/) });
  });

  it.each([
    ['no columns', csv, [], /--columns/],
    ['a column that is not there', csv, ['--columns', 'first,third'], /no column "third"/],
    ['a column twice', csv, ['--columns', 'first,first'], /"first" twice/],
    ['an empty name', csv, ['--columns', 'first,'], /empty name/],
    ['unknown weights', csv, ['--columns', 'first,second', '--weights', 'cubic'], /"cubic"/],
    ['an unknown level', csv, ['--columns', 'first,second', '--level', 'ratio'], /"ratio"/],
    ['a bad confidence', csv, ['--columns', 'first,second', '--conf', '95'], /--conf/],
    [
      'words at the interval level',
      'a,b\n1,2\n1,two\n',
      ['--columns', 'a,b', '--level', 'interval'],
      /line 3, column "b": "two" is not a number/,
    ],
    [
      'a rating that is no category',
      'a,b\n1,2\n1,7\n',
      ['--columns', 'a,b', '--categories', '1,2'],
      /line 3, column "b": "7" is none/,
    ],
  ])('refuses %s', async (_, text, words, message) => {
    const { code, notes, out } = await run(text, ...words);
    expect(notes).toMatch(message);
    expect(code).toBe(2);
    expect(out).toBe('');
  });
});
