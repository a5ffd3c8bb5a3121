/** Every lens of `review weigh`, by the names of the contract. */
import { describe, expect, it } from 'vitest';
import { weighLenses } from '../../scripts/cli/review/weigh/lenses.ts';
import { makeRunner } from './run.ts';

const weigh = (...words: string[]) => makeRunner()('review', 'weigh', ...words);
const share = expect.any(Number);

describe('the lenses of correlations', () => {
  it('have R’s names, on a review with correlation matrices', async () => {
    const { code, json } = await weigh(
      'craft-2003',
      '--json',
      '--lens',
      'size,unique,head-to-head',
      '--draws',
      '100',
    );
    expect(code).toBe(0);
    const { size, unique, head_to_head } = json().lenses;
    expect(size.find(({ factor }: { factor: string }) => factor === 'self_confidence')).toMatchObject({
      numbers: 9,
      k: 9,
      estimates: 9,
      estimate: expect.closeTo(0.2693, 4),
      ci_lb: expect.closeTo(0.0296, 4),
      ci_ub: expect.closeTo(0.4797, 4),
      pi_lb: expect.closeTo(-0.398, 4),
      pi_ub: expect.closeTo(0.7502, 4),
      tau2: share,
      I2: expect.closeTo(83.25, 1),
      outcomes: [{ outcome: 'performance', k: 9 }],
      partial: null,
      reason: null,
    });
    expect(unique).toMatchObject({ outcome: 'performance', model: 'random-diag', k: 10, warnings: [] });
    expect(unique.R2 + unique.unexplained).toBeCloseTo(1, 12);
    expect(unique.R2_ci_lb).toBeLessThan(unique.R2);
    const parts = unique.factors.map(({ share }: { share: number }) => share);
    expect(parts.reduce((sum: number, part: number) => sum + part, 0)).toBeCloseTo(unique.R2, 10);
    expect(unique.factors[0]).toMatchObject({
      factor: 'self_confidence',
      ci_lb: share,
      band_ub: share,
      beta: share,
      se: share,
      k: 9,
    });
    expect(unique.pooled).toHaveLength(4);
    expect(head_to_head[0]).toMatchObject({
      rival: 'cognitive_anxiety',
      k: 9,
      estimate: expect.closeTo(0.1684, 4),
      compared: 9,
      verdicts: { ahead: 3, behind: 4 },
      reason: null,
    });
  });

  it('take a model and the number of draws', async () => {
    const words = ['craft-2003', '--json', '--lens', 'unique', '--draws', '0'];
    const [fixed, random] = [await weigh(...words, '--model', 'fixed'), await weigh(...words)];
    expect(fixed.json().lenses.unique.model).toBe('fixed');
    expect(fixed.json().lenses.unique.R2).not.toBeCloseTo(random.json().lenses.unique.R2, 4);
    expect(random.json().lenses.unique.factors[0].ci_lb).toBeNull();
    expect(random.notes).toBe('');
  });
});

describe('lenses that are printed where they are named', () => {
  it('are trajectory, moderators, coverage, multiverse and change', async () => {
    const { code, json, notes } = await weigh(
      'sample',
      '--json',
      '--lens',
      'trajectory,moderators,coverage,multiverse,change',
      '--draws',
      '50',
      '--limit',
      '200',
    );
    expect(code).toBe(0);
    const { trajectory, moderators, coverage, multiverse, change } = json().lenses;
    expect(trajectory).toMatchObject({ focal: 'leadership', n: 91, pval: share });
    expect(trajectory.stages[0]).toMatchObject({ group: 'pre_formation', k: 0, n: 0, share: null });
    expect(moderators.overall).toBeCloseTo(0.336857, 6);
    expect(moderators.fields.map(({ field }: { field: string }) => field)).toContain('setting');
    expect(coverage.studies).toHaveLength(91);
    expect(coverage.factors[0]).toMatchObject({ factor: 'leadership', measured: 23, claimed: 26 });
    expect(multiverse.said).toMatchObject({ specifications: 200, crossed: 4608, sampled: true });
    expect(multiverse.supported.moves_most).toEqual(expect.any(String));
    expect(change.said).toMatchObject({ rank: 1, by: 'context', n: 91 });
    expect(change.said.removed).toHaveLength(24);
    expect(change.cell).toMatchObject({ k: 1, deviation: share });
    expect(notes).toMatch(/multiverse of said: 200 of 200/);
  });

  it('are left out otherwise; what needs numbers is no loss where nobody asked for it', async () => {
    const { code, json } = await weigh('sample', '--json', '--draws', '20');
    expect(code).toBe(0);
    const { lenses } = json();
    expect(Object.keys(lenses)).toEqual(
      weighLenses.filter(({ shown }) => shown !== 'asked').map(({ key }) => key),
    );
    expect(lenses.unique).toMatchObject({ identified: false, reason: expect.stringMatching(/plain corr/) });
    expect((await weigh('sample', '--lens', 'unique')).code).toBe(1);
  });

  it('say why not, each of them, where nothing is left', async () => {
    const all = weighLenses.map(({ key }) => key);
    const { code, json } = await weigh(
      'craft-2003',
      '--json',
      '--view',
      'tier=S4',
      '--lens',
      all.filter((key) => key !== 'multiverse').join(),
    );
    expect(code).toBe(1);
    for (const [key, lens] of Object.entries(json().lenses)) {
      expect(lens, key).toMatchObject({ identified: false, reason: expect.stringMatching(/\S/) });
    }
  });
});

it('prints a table of each lens for people', async () => {
  const { out } = await weigh(
    'craft-2003',
    '--lens',
    weighLenses.map(({ key }) => key).join(),
    '--limit',
    '50',
  );
  for (const heading of ['size', 'unique', 'head_to_head', 'moderators', 'coverage', 'multiverse', 'change'])
    expect(out).toMatch(new RegExp(`^${heading}$`, 'm'));
  expect(out).toMatch(/^trajectory: not identified\./m);
  expect(out).not.toMatch(/NaN|undefined|null/);
  expect((await weigh('--help')).out).toMatch(/multiverse +\* /);
});

it.each([
  ['--draws', '-1'],
  ['--draws', '2.5'],
  ['--limit', '0'],
  ['--limit', 'many'],
  ['--model', 'crystal'],
  ['--outcome', 'nothing'],
  ['--lens', 'said,crystal'],
])('refuses %s %s', async (option, value) => {
  const { code, notes } = await weigh('sample', `${option}=${value}`);
  expect(code).toBe(2);
  expect(notes).toMatch(/\S/);
});
