import { describe, expect, it } from 'vitest';
import { cumulate } from './cumulative.ts';
import { fitOrThrow as fit } from './fit-or-throw.ts';
import { poolMethods, type Effects, type PoolMethod, type PoolOptions } from './options.ts';
import { poolEffects } from './pool-effects.ts';
import { bcg } from './published-examples.ts';

function reason(effects: Effects, options: PoolOptions = {}): string {
  const result = poolEffects(effects, options);
  if (result.fitted) throw new Error('was fitted');
  return result.reason;
}

describe('the edges', () => {
  it('nothing to pool', () => {
    expect(reason({ yi: [], vi: [] })).toMatch(/no effect/);
  });

  it.each(poolMethods)('a single effect, %s', (method) => {
    const pooled = fit({ yi: [0.4], vi: [0.04] }, { method, test: 'knha' });
    expect(pooled.test).toBe('z');
    expect(pooled.coefficients[0]).toMatchObject({ estimate: 0.4, standardError: 0.2 });
    expect(pooled.tau2).toBe(method === 'EE' ? 0 : null);
    expect(pooled.predictionInterval).toBeNull();
  });

  // metafor 3.8: rma(c(.2, .6), c(.04, .05))
  it('two effects', () => {
    const pooled = fit({ yi: [0.2, 0.6], vi: [0.04, 0.05] });
    expect(pooled.coefficients[0].estimate).toBeCloseTo(0.3875, 10);
    expect(pooled.coefficients[0].standardError).toBeCloseTo(0.199608992783, 10);
    expect(pooled.tau2).toBeCloseTo(0.035, 10);
    expect(pooled.QE!.pValue).toBeCloseTo(0.182422439452, 10);
  });

  it.each(poolMethods.filter((method) => method !== 'SJ'))(
    'equal effects leave no heterogeneity, %s',
    (method) => {
      const pooled = fit({ yi: [0.3, 0.3, 0.3], vi: [0.01, 0.02, 0.04] }, { method });
      expect(pooled.tau2).toBe(0);
      expect(pooled.coefficients[0].standardError).toBeCloseTo(0.0755928946018, 12);
      expect(pooled.coefficients[0].estimate).toBeCloseTo(0.3, 14);
    },
  );

  it('effects that agree exactly have no Knapp and Hartung test', () => {
    const pooled = fit({ yi: [0.5, 0.5, 0.5], vi: [0.01, 0.02, 0.04] }, { test: 'knha' });
    expect(pooled.coefficients[0]).toMatchObject({ statistic: null, pValue: null, interval: null });
    expect(pooled.QM).toMatchObject({ statistic: null, pValue: null });
    expect(pooled.warnings.join()).toMatch(/agree exactly/);
  });

  const withZero = { yi: [0.1, 0.5, 0.3, 0.9], vi: [0, 0.02, 0.03, 0.01] };

  // metafor 3.8 with control = list(threshold = 1e-13)
  it.each([
    ['REML', 0.446573131691, 0.116130815995],
    ['ML', 0.444969237954, 0.0866271776046],
    ['HE', 0.445923937031, 0.101666666667],
    ['SJ', 0.446217319599, 0.107645262184],
    ['EB', 0.446289413583, 0.10924496479],
  ] as const)('a variance of 0, %s', (method, estimate, tau2) => {
    const pooled = fit(withZero, { method });
    expect(pooled.coefficients[0].estimate).toBeCloseTo(estimate, 9);
    expect(pooled.tau2).toBeCloseTo(tau2, 9);
    expect(pooled).toMatchObject({ QE: null, I2: null, H2: null, tau2Interval: null });
    expect(pooled.warnings.join()).toMatch(/variance is 0/);
  });

  it.each(['EE', 'DL', 'HS', 'HSk', 'PM', 'PMM'] as const)('a variance of 0 is refused by %s', (method) => {
    expect(reason(withZero, { method })).toMatch(/0/);
  });

  it('a variance of 0 without heterogeneity is refused', () => {
    expect(reason({ yi: [0.3, 0.3, 0.3], vi: [0, 0.1, 0.1] })).toMatch(/infinite weight/);
  });

  it('constant and collinear moderators are left out and named', () => {
    const pooled = fit({
      ...bcg,
      moderators: [
        { name: 'constant', values: bcg.yi.map(() => 7) },
        { name: 'latitude', values: bcg.latitude },
        { name: 'again', values: bcg.latitude.map((value) => 3 - 2 * value) },
      ],
    });
    expect(pooled.coefficients.map(({ term }) => term)).toEqual(['intrcpt', 'latitude']);
    expect(pooled.warnings.filter((warning) => /left out/.test(warning))).toHaveLength(2);
  });

  it('levels are coded against the first in alphabetical order', () => {
    const { coefficients } = fit({ ...bcg, moderators: [{ name: 'alloc', values: bcg.allocation }] });
    expect(coefficients.map(({ term }) => term)).toEqual(['intrcpt', 'allocrandom', 'allocsystematic']);
  });

  it('as many coefficients as effects are refused with random effects, fitted exactly with equal effects', () => {
    const effects = { yi: [0.1, 0.4], vi: [0.1, 0.2], moderators: [{ name: 'x', values: [1, 2] }] };
    expect(reason(effects)).toMatch(/too few/);
    const exact = fit(effects, { method: 'EE' });
    expect(exact.coefficients[1].estimate).toBeCloseTo(0.3, 12);
    expect(exact.QE).toEqual({ statistic: 0, df: 0, pValue: 1 });
  });

  it.each([
    [{ yi: [NaN, 1], vi: [1, 1] }, /Effect 1 is not a number/],
    [{ yi: [1, 1], vi: [1, Infinity] }, /variance of effect 2 is not a number/],
    [{ yi: [1, 1], vi: [-1, 1] }, /variance of effect 1 is negative/],
    [{ yi: [1, 2, 3], vi: [1, 1, 1], moderators: [{ name: 'm', values: [1, NaN, 2] }] }, /m of effect 2/],
  ])('bad effects are a reason, not a throw: %j', (effects, text) => {
    expect(reason(effects)).toMatch(text);
  });

  it('code that passes what cannot be is told so', () => {
    expect(() => poolEffects({ yi: [1], vi: [] })).toThrow(RangeError);
    expect(() => poolEffects({ yi: [1], vi: [1] }, { level: 95 })).toThrow(/level is 95/);
    expect(() => poolEffects({ yi: [1], vi: [1] }, { tau2: -1 })).toThrow(/tau2/);
    expect(() => poolEffects({ yi: [1], vi: [1] }, { method: 'FE' as PoolMethod })).toThrow(/no method FE/);
    expect(() => poolEffects({ yi: [1], vi: [1], moderators: [{ name: 'm', values: [] }] })).toThrow(
      RangeError,
    );
    expect(() => cumulate({ yi: [1], vi: [1] }, {}, [])).toThrow(RangeError);
  });

  it('of two peaks of the likelihood the higher is taken', () => {
    // Latitude and allocation: ML climbs to τ² = 0.0294 or ends at 0, which is lower by 0.2.
    const pooled = fit(
      {
        ...bcg,
        moderators: [
          { name: 'alloc', values: bcg.allocation },
          { name: 'ablat', values: bcg.latitude },
        ],
      },
      { method: 'ML' },
    );
    expect(pooled.tau2).toBeCloseTo(0.029389869437, 9);
  });
});
