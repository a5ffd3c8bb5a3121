import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schools } from '#lib/core/stats/multilevel/examples.ts';
import { makeFolder, makeRunner } from './run.ts';

const schoolsCsv = [
  'district,school,year,era,yi,vi',
  ...schools.map(([district, school, year, effect, variance]) =>
    [district, school, year, year < 1990 ? 'early' : 'late', effect, variance].join(),
  ),
].join('\n');

/** Berkey et al. (1998), Statistics in Medicine 17, 2537–2550, the five trials. */
const periodontalCsv = `trial,outcome,yi,v1,v2
1,PD,0.47,0.0075,0.003
1,AL,-0.32,0.003,0.0077
2,PD,0.2,0.0057,0.0009
2,AL,-0.6,0.0009,0.0008
3,PD,0.4,0.0021,0.0007
3,AL,-0.12,0.0007,0.0014
4,PD,0.26,0.0029,0.0009
4,AL,-0.31,0.0009,0.0015
5,PD,0.56,0.0148,0.0072
5,AL,-0.39,0.0072,0.0304
`;

async function run(csv: string, ...words: string[]) {
  const folder = makeFolder();
  writeFileSync(join(folder, 'table.csv'), csv);
  return makeRunner(folder)('stats', 'multilevel', 'table.csv', ...words);
}

const nested = ['--random', 'district/school'];

describe('stats multilevel', () => {
  it('fits three levels, with robust tests, as metafor and clubSandwich', async () => {
    const { code, json } = await run(
      schoolsCsv,
      ...nested,
      '--robust',
      'CR2',
      '--cluster',
      'district',
      '--json',
    );
    expect(code).toBe(0);
    const fit = json();
    expect(fit).toMatchObject({
      k: 56,
      p: 1,
      method: 'REML',
      test: 'z',
      s_names: ['district', 'district/school'],
      s_nlevels: [11, 56],
      tau2: null,
      QE_df: 55,
      converged: true,
      warnings: [],
    });
    expect(fit.coef[0].term).toBe('intrcpt');
    expect(fit.coef[0].estimate).toBeCloseTo(0.184713, 6);
    expect(fit.coef[0].se).toBeCloseTo(0.084556, 6);
    expect(fit.coef[0].df).toBeNull();
    expect(fit.sigma2[0]).toBeCloseTo(0.065062, 5);
    expect(fit.sigma2[1]).toBeCloseTo(0.032737, 5);
    expect(fit.I2_levels[0]).toBeCloseTo(63.3248, 3);
    expect(fit.QE).toBeCloseTo(578.864, 3);
    expect(fit.pi_lb).toBeCloseTo(-0.450231, 5);
    expect(fit.robust.coef[0].se).toBeCloseTo(0.084458, 6);
    expect(fit.robust.coef[0].df).toBeCloseTo(9.863156, 5);
    expect(fit.robust.n_clusters).toBe(11);
  });

  it('takes moderators, numbers and words, with t tests', async () => {
    const { code, json } = await run(schoolsCsv, ...nested, '--mods', 'year', '--test', 't', '--json');
    expect(code).toBe(0);
    expect(json().coef.map(({ term }: { term: string }) => term)).toEqual(['intrcpt', 'year']);
    expect(json().coef[1].estimate).toBeCloseTo(0.00531182, 7);
    expect(json().QMdf).toEqual([1, 54]);
    const words = await run(schoolsCsv, ...nested, '--mods', 'era', '--json');
    expect(words.json().coef.map(({ term }: { term: string }) => term)).toEqual(['intrcpt', 'eralate']);
    const factor = await run(schoolsCsv, ...nested, '--mods', 'factor(year)', '--no-intercept', '--json');
    expect(factor.json().coef[0].term).toBe('factor(year)1976');
  });

  it('fits two outcomes with the covariances of the table', async () => {
    const { code, json } = await run(
      periodontalCsv,
      ...['--random', 'outcome|trial', '--struct', 'UN', '--vcov', 'columns=v1+v2,cluster=trial'],
      ...['--mods', 'outcome', '--no-intercept', '--json'],
    );
    expect(code).toBe(0);
    expect(json().tau2).toEqual([expect.closeTo(0.032651, 5), expect.closeTo(0.011733, 5)]);
    expect(json().rho).toEqual([expect.closeTo(0.608798, 5)]);
    expect(json().sigma2).toEqual([]);
    expect(json().coef[0]).toMatchObject({ term: 'outcomeAL', estimate: expect.closeTo(-0.339215, 5) });
  });

  it('puts in a correlation of the sampling errors', async () => {
    const { code, json } = await run(schoolsCsv, ...nested, '--vcov', 'rho=0.6,cluster=district', '--json');
    expect(code).toBe(0);
    expect(json().QE).not.toBeCloseTo(578.864, 0);
  });

  it('gives profiles', async () => {
    const { json } = await run(schoolsCsv, ...nested, '--profile', '--json');
    expect(json().profile[0]).toMatchObject({
      name: 'district',
      ci_lb: expect.closeTo(0.0222, 3),
      ci_ub: expect.closeTo(0.2072, 3),
      LRT: expect.closeTo(17.7736, 3),
    });
  });

  it('prints a table for people', async () => {
    const { code, out } = await run(schoolsCsv, ...nested, '--profile', '--robust', 'CR2');
    expect(code).toBe(0);
    expect(out).toContain('intrcpt');
    expect(out).toContain('district/school');
    expect(out).toContain('Robust, CR2 by district');
  });

  it('leaves out rows with a missing value and names their lines', async () => {
    const { code, json } = await run(schoolsCsv.replace('0.118\n', 'NA\n'), ...nested, '--json');
    expect(code).toBe(0);
    expect(json().k).toBe(55);
    expect(json().warnings.join()).toContain('line 2');
  });

  it('says why nothing is estimated', async () => {
    const alike = 'a,yi,vi\nx,0.1,0.04\ny,0.2,0.04\nz,0.4,0.04\n';
    const { code, json } = await run(alike, '--random', 'a,a', '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ converged: false, reason: 'not-identified', coef: null, sigma2: null });
  });

  it('says why nothing is robust', async () => {
    const { code, json } = await run(
      schoolsCsv,
      ...nested,
      '--robust',
      'CR2',
      '--cluster',
      'school',
      '--json',
    );
    expect(code).toBe(1);
    expect(json().robust).toMatchObject({ coef: null, reason: 'not-nested' });
    expect(json().coef).toHaveLength(1);
  });

  it.each([
    ['text in numbers', schoolsCsv.replace('-0.18,', 'low,'), nested, /line 2, column yi: "low"/],
    ['a negative variance', schoolsCsv.replace(',0.118', ',-0.118'), nested, /line 2, column vi/],
    ['a missing column', schoolsCsv, ['--random', 'town'], /no column "town".*district/],
    ['no effects column', 'a,b\n1,2\n', ['--random', 'a'], /no column "yi"/],
    ['an empty file', '', nested, /empty/],
    ['no --random', schoolsCsv, [], /needs --random/],
    ['an unknown method', schoolsCsv, [...nested, '--method', 'DL'], /--method takes REML, ML/],
    ['an unknown type', schoolsCsv, [...nested, '--robust', 'CR9'], /--robust takes/],
    ['a bad --vcov', schoolsCsv, [...nested, '--vcov', 'rho=2,cluster=district'], /rho lies between/],
    ['half a --vcov', schoolsCsv, [...nested, '--vcov', 'rho=0.5'], /--vcov takes/],
    ['a bad level', schoolsCsv, [...nested, '--level', '95'], /--level/],
    [
      'covariances that are not symmetric',
      periodontalCsv.replace('0.0009,0.0008', '0.0019,0.0008'),
      ['--random', 'outcome|trial', '--vcov', 'columns=v1+v2,cluster=trial'],
      /trial 2 are not symmetric/,
    ],
  ])('refuses %s', async (_, csv, words, message) => {
    const { code, notes, out } = await run(csv, ...words);
    expect(code).toBe(2);
    expect(notes).toMatch(message);
    expect(out).toBe('');
  });
});
