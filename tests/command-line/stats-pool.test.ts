import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bcg } from '#lib/core/stats/pooling/published-examples.ts';
import { makeFolder, makeRunner } from './run.ts';

const rows = bcg.yi.map(
  (yi, i) => `trial ${i + 1},${yi},${bcg.vi[i]},${bcg.latitude[i]},${bcg.year[i]},${bcg.allocation[i]}`,
);
const table = ['trial,yi,vi,ablat,year,alloc', ...rows].join('\n');

function withFile(text: string) {
  const folder = makeFolder();
  writeFileSync(join(folder, 'effects.csv'), text);
  const run = makeRunner(folder);
  return (verb: string, ...words: string[]) => run('stats', verb, 'effects.csv', ...words);
}

describe('stats pool', () => {
  // Viechtbauer (2010, Journal of Statistical Software 36(3)), section 3
  it('pools the BCG trials', async () => {
    const { code, json, notes } = await withFile(table)('pool', '--method', 'REML', '--json');
    expect(code).toBe(0);
    expect(notes).toBe('');
    const result = json();
    expect(result).toMatchObject({ k: 13, p: 1, method: 'REML', test: 'z', converged: true, warnings: [] });
    expect(result.coef).toHaveLength(1);
    expect(result.coef[0]).toMatchObject({ term: 'intrcpt', df: null });
    expect(result.coef[0].estimate).toBeCloseTo(-0.7145, 4);
    expect(result.coef[0].se).toBeCloseTo(0.1798, 4);
    expect(result.tau2).toBeCloseTo(0.3132, 4);
    expect(result.se_tau2).toBeCloseTo(0.1664, 4);
    expect(result.tau2_ci_lb).toBeCloseTo(0.1197, 4);
    expect(result.tau2_ci_ub).toBeCloseTo(1.1115, 4);
    expect(result.I2).toBeCloseTo(92.22, 2);
    expect(result.QE).toBeCloseTo(152.233, 3);
    expect(result.QE_df).toBe(12);
    expect(result.QMdf).toEqual([1, null]);
    expect(result.pi_lb).toBeCloseTo(-1.8667, 3);
    expect(result.R2).toBeNull();
  });

  it('takes moderators, levels against the first in alphabetical order', async () => {
    const { code, json } = await withFile(table)('pool', '--mods', 'alloc,ablat', '--test', 'knha', '--json');
    expect(code).toBe(0);
    const { coef, QM, QMdf, R2, pi_lb } = json();
    expect(coef.map(({ term }: { term: string }) => term)).toEqual([
      'intrcpt',
      'allocrandom',
      'allocsystematic',
      'ablat',
    ]);
    expect(QMdf).toEqual([3, 9]);
    expect(QM).toBeCloseTo(3.4471, 3);
    expect(R2).toBeCloseTo(53.84, 2);
    expect(pi_lb).toBeNull();
  });

  it('computes effects from counts', async () => {
    const counts = 'tpos,tneg,cpos,cneg\n4,119,11,128\n6,300,29,274\n3,228,11,209\n';
    const { code, json } = await withFile(counts)(
      'pool',
      '--measure',
      'RR',
      '--map',
      'ai=tpos,bi=tneg,ci=cpos,di=cneg',
      '--method',
      'EE',
      '--json',
    );
    expect(code).toBe(0);
    expect(json().k).toBe(3);
    const weights = bcg.vi.slice(0, 3).map((variance) => 1 / variance);
    const mean =
      weights.reduce((sum, weight, i) => sum + weight * bcg.yi[i], 0) /
      weights.reduce((sum, w) => sum + w, 0);
    expect(json().coef[0].estimate).toBeCloseTo(mean, 12);
  });

  it('prints a table for people', async () => {
    const { out } = await withFile(table)('pool', '--pi', 'riley');
    expect(out).toMatch(/REML, z, k = 13/);
    expect(out).toMatch(/intrcpt +-0\.714532 +0\.179782/);
    expect(out).toMatch(/prediction interval +– +-2\.00838 +0\.579311/);
    expect(out).not.toMatch(/NaN|undefined/);
  });

  it('leaves rows out that lack a value, and names them', async () => {
    const { code, json, notes } = await withFile(`${table}\nx,,0.1,1,2,random\ny,0.2,NA,1,2,random\n`)(
      'pool',
      '--json',
    );
    expect(code).toBe(1);
    expect(json().k).toBe(13);
    expect(json().warnings).toEqual(['2 rows were left out: lines 15 (no yi), 16 (no vi).']);
    expect(notes).toMatch(/lines 15/);
  });

  it('leaves a collinear moderator out, and says so', async () => {
    const { code, json } = await withFile(table)('pool', '--mods', 'ablat,ablat', '--json');
    expect(code).toBe(1);
    expect(json().coef).toHaveLength(2);
    expect(json().warnings.join()).toMatch(/ablat was left out/);
  });

  it('says why a model is not fitted', async () => {
    const { code, json } = await withFile('yi,vi,x\n0.1,0.2,1\n0.3,0.1,2\n')('pool', '--mods', 'x', '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ k: 2, coef: [], tau2: null, QMp: null, converged: false });
    expect(json().reason).toMatch(/too few/);
  });

  it('pools nothing where no row is whole', async () => {
    const { code, json } = await withFile('yi,vi\n,0.2\n')('pool', '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ k: 0, converged: false });
  });

  it('an impossible row is left out with its reason', async () => {
    const { code, json } = await withFile('ri,ni\n0.3,50\n1.4,60\n0.2,40\n')(
      'pool',
      '--measure',
      'ZCOR',
      '--json',
    );
    expect(code).toBe(1);
    expect(json().k).toBe(2);
    expect(json().warnings[0]).toMatch(/1 row was left out: line 3 \(/);
  });

  it.each([
    ['no column vi', 'yi,v\n1,2\n', [], /no column "vi"/],
    ['a text where a number belongs', 'yi,vi\n0.1,0.2\nabout 1,0.1\n', [], /line 3, column yi: "about 1"/],
    ['a negative variance', 'yi,vi\n0.1,0.2\n0.3,-0.1\n', [], /line 3, column vi: .* -0.1/],
    [
      'a text among the inputs of a measure',
      'ri,ni\n0.1,many\n',
      ['--measure', 'ZCOR'],
      /line 2: ni is "many"/,
    ],
    ['an empty file', '', [], /empty/],
    ['no moderator of that name', 'yi,vi\n1,2\n', ['--mods', 'x'], /no column "x"/],
    ['an unknown method', 'yi,vi\n1,2\n', ['--method', 'reml'], /--method takes EE, DL/],
    ['an unknown test', 'yi,vi\n1,2\n', ['--test', 'F'], /--test takes z/],
    ['an unknown prediction interval', 'yi,vi\n1,2\n', ['--pi', 'wide'], /--pi takes default, riley/],
    ['an unknown measure', 'yi,vi\n1,2\n', ['--measure', 'HR'], /no measure "HR"/],
    ['a map without a measure', 'yi,vi\n1,2\n', ['--map', 'ri=r'], /--map goes with --measure/],
    ['a level beyond 1', 'yi,vi\n1,2\n', ['--level', '95'], /--level takes/],
  ])('refuses %s', async (_, text, words, message) => {
    const { code, notes, out } = await withFile(text)('pool', ...words);
    expect(code).toBe(2);
    expect(notes).toMatch(message);
    expect(out).toBe('');
  });

  it('refuses a file that is not there', async () => {
    const { code, notes } = await makeRunner()('stats', 'pool', 'absent.csv');
    expect(code).toBe(2);
    expect(notes).toMatch(/no such file/);
  });
});

describe('stats influence', () => {
  it('gives a row a study, with leave-one-out', async () => {
    const { code, json } = await withFile(table)('influence', '--json');
    expect(code).toBe(0);
    const [first] = json();
    expect(json()).toHaveLength(13);
    expect(first).toMatchObject({ line: 2, label: 'trial 1', inf: false });
    expect(first.rstudent).toBeCloseTo(-0.21814, 4);
    expect(first['cook.d']).toBeCloseTo(0.0017165, 6);
    expect(first['cov.r']).toBeCloseTo(1.11645, 4);
    expect(first.dfbs.intrcpt).toBeCloseTo(-0.040266, 5);
    expect(first.leave1out.estimate).toBeCloseTo(-0.7070837847, 8);
    expect(first.leave1out.I2).toBeCloseTo(93.225934, 4);
  });

  it('a study that a coefficient hangs on has an empty row', async () => {
    const alone = table.replace(/random/, 'alone');
    const { code, json, out } = await withFile(alone)('influence', '--mods', 'alloc', '--json');
    expect(code).toBe(1);
    expect(json()[0]).toMatchObject({ rstudent: null, leave1out: null });
    expect(out).not.toMatch(/NaN/);
  });

  it('says why there is none', async () => {
    const { code, json } = await withFile('yi,vi\n1,2\n')('influence', '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ converged: false, reason: expect.stringMatching(/single effect/) });
  });

  it('prints a table for people', async () => {
    const { out } = await withFile(table)('influence');
    expect(out.split('\n')).toHaveLength(16);
    expect(out).toMatch(/rstudent +dffits/);
  });
});

describe('stats cumulative', () => {
  it('pools study after study in the order of a column', async () => {
    const { code, json } = await withFile(table)('cumulative', '--order', 'year', '--json');
    expect(code).toBe(0);
    expect(json().map(({ line }: { line: number }) => line)).toEqual([
      2, 3, 7, 4, 11, 10, 13, 6, 8, 12, 14, 5, 9,
    ]);
    expect(json()[0]).toMatchObject({ k: 1, tau2: null });
    expect(json()[12].estimate).toBeCloseTo(-0.7145, 4);
  });

  it.each([
    ['an order that is not there', ['--order', 'month'], /no column "month"/],
    ['an order that is a text', ['--order', 'alloc'], /column alloc: "random" is not a number/],
  ])('refuses %s', async (_, words, message) => {
    const { code, notes } = await withFile(table)('cumulative', ...words);
    expect(code).toBe(2);
    expect(notes).toMatch(message);
  });
});

describe('stats bias', () => {
  it('answers every way', async () => {
    const { code, json } = await withFile(table)('bias', '--steps', '0.025,0.5', '--json');
    expect(code).toBe(0);
    const { egger, egger_lm, rank, trimfill, petpeese, selection, warnings } = json();
    expect(warnings).toEqual([]);
    expect(egger.stat).toBeCloseTo(-0.80333, 4);
    expect(egger).toMatchObject({ df: null });
    expect(egger.limit).toBeCloseTo(-0.51043, 4);
    expect(egger_lm.stat).toBeCloseTo(-1.401282, 6);
    expect(egger_lm.df).toBe(11);
    expect(rank.tau).toBeCloseTo(0.025641, 6);
    expect(rank.pval).toBeCloseTo(0.952362, 6);
    expect(trimfill).toMatchObject({ k0: 1, side: 'right', estimator: 'L0' });
    expect(trimfill.estimate).toBeCloseTo(-0.65708, 4);
    expect(petpeese.chosen).toBe('pet');
    expect(petpeese.estimate).toBeCloseTo(-0.190929, 6);
    expect(selection).toMatchObject({ alternative: 'less', LRTdf: 2 });
    expect(selection.delta[1]).toBeCloseTo(0.63155, 3);
    expect(selection.ll).toBeCloseTo(-12.49162, 4);
  });

  it('a part that can’t be said is null, with its reason', async () => {
    const equal = 'yi,vi\n0.1,0.04\n0.5,0.04\n0.3,0.04\n0.9,0.04\n';
    const { code, json } = await withFile(equal)('bias', '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ egger: null, rank: null, trimfill: null, petpeese: null });
    expect(json().warnings.join('\n')).toMatch(/Egger, meta-regression: .*one precision/);
  });

  it('names few studies', async () => {
    const few = table.split('\n').slice(0, 8).join('\n');
    const { notes } = await withFile(few)('bias', '--side', 'left', '--estimator', 'R0');
    expect(notes).toMatch(/With 7 effects/);
  });

  it.each([
    [['--steps', '2']],
    [['--steps', '']],
    [['--side', 'up']],
    [['--estimator', 'Q0']],
    [['--alternative', 'bigger']],
  ])('refuses %j', async (words) => {
    const { code, notes } = await withFile(table)('bias', ...words);
    expect(code).toBe(2);
    expect(notes).toMatch(/takes/);
  });
});
