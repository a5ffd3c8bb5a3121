import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeRunner } from './run.ts';

function makeTable(text: string) {
  const folder = makeFolder();
  writeFileSync(join(folder, 'studies.csv'), text);
  return makeRunner(folder);
}
const effects = (text: string, ...words: string[]) =>
  makeTable(text)('stats', 'effects', 'studies.csv', ...words);
const combine = (text: string, ...words: string[]) =>
  makeTable(text)('stats', 'combine', 'studies.csv', ...words);

describe('stats effects', () => {
  const table = 'study,correlation,sample\nOne,0.5,100\n007,−.2,28\n';

  it('gives the rows with yi and vi', async () => {
    const { code, json } = await effects(
      table,
      '--measure',
      'zcor',
      '--map',
      'ri=correlation,ni=sample',
      '--json',
    );
    expect(code).toBe(0);
    const [one, two] = json();
    expect(one).toMatchObject({ study: 'One', correlation: 0.5, sample: 100, yi_issue: null });
    expect(one.yi).toBeCloseTo(0.549306, 6);
    expect(one.vi).toBeCloseTo(1 / 97, 12);
    expect(two.study).toBe('007');
    expect(two.yi).toBeCloseTo(Math.atanh(-0.2), 12);
  });

  it('prints a table to read', async () => {
    const { code, out } = await effects(table, '--measure', 'ZCOR', '--map', 'ri=correlation,ni=sample');
    expect(code).toBe(0);
    expect(out).toMatch(/study\s+yi\s+vi/);
    expect(out).toMatch(/One\s+0\.549306\s+0\.0103093/);
  });

  it('finds columns of escalc’s own names, and mixes estimates with tests', async () => {
    const { json } = await effects('ri,ti,ni\n.3,,50\n,2.5,50\n', '--measure', 'COR', '--json');
    expect(json().map(({ yi }: { yi: number }) => yi.toFixed(4))).toEqual(['0.3000', '0.3394']);
  });

  it('keeps the other rows where one is impossible, and says which line it is', async () => {
    const text = 'ri,ni\n0.3,50\n1.2,50\nNA,20\nsome,20\n0.1,3\n';
    const { code, json, notes } = await effects(text, '--measure', 'COR', '--json');
    expect(code).toBe(1);
    const rows = json();
    expect(rows.map(({ yi }: { yi: number | null }) => yi)).toEqual([0.3, null, null, null, 0.1]);
    expect(rows[4].vi).toBeNull();
    expect(rows[1].yi_issue).toMatch(/between -1 and 1/);
    expect(notes).toMatch(/studies\.csv, line 3: ri is 1\.2/);
    expect(notes).toMatch(/line 4: ri is missing/);
    expect(notes).toMatch(/line 5: ri is "some", not a number/);
    expect(notes).toMatch(/line 6: ni is 3/);
  });

  it('adds to empty cells as asked', async () => {
    const text = 'ai,n1i,ci,n2i\n0,20,4,20\n';
    const half = await effects(text, '--measure', 'RD', '--json');
    expect(half.json()[0].yi).toBeCloseTo(-4 / 21, 12);
    const none = await effects(text, '--measure', 'RD', '--to', 'none', '--json');
    expect(none.json()[0].yi).toBeCloseTo(-0.2, 12);
    const refused = await effects(text, '--measure', 'OR', '--add', '0', '--json');
    expect(refused.code).toBe(1);
  });

  it.each<[string, string[], RegExp]>([
    ['ri,ni\n.3,20\n', [], /needs --measure/],
    ['ri,ni\n.3,20\n', ['--measure', 'HAZARD'], /no measure "HAZARD"/],
    ['ri\n.3\n', ['--measure', 'COR'], /needs the columns ri, ni.*has ri/],
    ['ri,ni\n.3,20\n', ['--measure', 'COR', '--map', 'ri=r'], /no column "r"/],
    ['ri,ni\n.3,20\n', ['--measure', 'COR', '--map', 'm1i=ri'], /no input m1i/],
    ['ri,ni\n.3,20\n', ['--measure', 'COR', '--map', 'ri'], /name=column/],
    ['ri,ri,ni\n.3,.2,20\n', ['--measure', 'COR'], /two columns "ri"/],
    ['ri,ni\n', ['--measure', 'COR'], /no row/],
    ['', ['--measure', 'COR'], /is empty/],
    ['ai,bi,ci,di\n1,2,3,4\n', ['--measure', 'OR', '--to', 'some'], /--to takes/],
    ['ai,bi,ci,di\n1,2,3,4\n', ['--measure', 'OR', '--add=-1'], /--add takes/],
  ])('refuses %j with %j', async (text, words, message) => {
    const { code, notes, out } = await effects(text, ...words);
    expect(code).toBe(2);
    expect(notes).toMatch(message);
    expect(out).toBe('');
  });

  it('refuses a file that is not there, and two at once', async () => {
    const run = makeRunner();
    expect((await run('stats', 'effects', 'none.csv', '--measure', 'COR')).code).toBe(2);
    expect((await run('stats', 'effects', 'a.csv', 'b.csv', '--measure', 'COR')).code).toBe(2);
    expect((await run('stats', 'effects', '--measure', 'COR')).code).toBe(2);
  });
});

describe('stats combine', () => {
  // Becker (1994, in Cooper and Hedges, The Handbook of Research Synthesis, ch. 15).
  const becker = 'p\n0.016\n0.067\n0.25\n0.405\n0.871\n';

  it('combines by every method', async () => {
    const { code, json } = await combine(becker, '--json');
    expect(code).toBe(0);
    const { k, fisher, stouffer, tippett, sign, binomial } = json();
    expect(k).toBe(5);
    expect(fisher.chisq).toBeCloseTo(18.533, 3);
    expect(fisher).toMatchObject({ df: 10 });
    expect(stouffer.p).toBeCloseTo(0.0627, 4);
    expect(tippett.p).toBeCloseTo(0.07748, 5);
    expect(sign).toEqual({ positive: 4, negative: 1, p: 0.375 });
    expect(binomial).toMatchObject({ r: 1, k: 5, alpha: 0.05 });
  });

  it('prints a table to read', async () => {
    expect((await combine(becker)).out).toMatch(/Fisher, chi-squared \(10 df\)\s+18\.5330\s+0\.0466111/);
  });

  it('halves two-sided p values in their direction', async () => {
    const { json } = await combine(
      'p,direction,w\n0.04,1,2\n0.04,-1,2\n',
      '--two-sided',
      '--weights',
      'w',
      '--json',
    );
    expect(json().stouffer.z).toBeCloseTo(0, 12);
    expect(json().sign).toMatchObject({ positive: 1, negative: 1 });
  });

  it('leaves out what is no exact p value, and names its line', async () => {
    const { code, json, notes } = await combine('p\n0.01\n<.05\n0\n1.2\n\n0.2\n', '--json');
    expect(code).toBe(1);
    expect(json().k).toBe(2);
    expect(notes).toMatch(/line 3: p is "<\.05", not an exact p value/);
    expect(notes).toMatch(/line 4: p is 0/);
    expect(notes).toMatch(/line 5: p is 1\.2/);
  });

  it('gives null where a method has no value', async () => {
    const { code, json, notes } = await combine('p\n1\n0.2\n', '--json');
    expect(code).toBe(1);
    expect(json().stouffer).toBeNull();
    expect(json().fisher.p).toBeGreaterThan(0);
    expect(notes).toMatch(/Stouffer/);
  });

  it.each<[string, string[], RegExp]>([
    ['q\n.3\n', [], /no column "p".*q/],
    ['p\n.3\n', ['--two-sided'], /no column "direction"/],
    ['p\n.3\n', ['--weights', 'n'], /no column "n"/],
    ['p\n.3\n', ['--alpha', '5'], /--alpha takes/],
    ['', [], /is empty/],
  ])('refuses %j with %j', async (text, words, message) => {
    const { code, notes } = await combine(text, ...words);
    expect(code).toBe(2);
    expect(notes).toMatch(message);
  });

  it('leaves out a row whose direction or weight is none', async () => {
    const { code, notes } = await combine(
      'p,direction,w\n.3,up,1\n.2,1,-1\n.1,1,1\n',
      '--two-sided',
      '--weights',
      'w',
    );
    expect(code).toBe(1);
    expect(notes).toMatch(/line 2: direction is "up"/);
    expect(notes).toMatch(/line 3: w is "-1"/);
  });
});
