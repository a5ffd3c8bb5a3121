import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cumulate } from './cumulative.ts';
import { measureInfluence } from './influence.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { poolMethods, type Effects, type PoolMethod, type PoolOptions } from './options.ts';
import { poolEffects } from './pool-effects.ts';
import { predictEffects } from './predict-effects.ts';
import { bcg, borenstein } from './published-examples.ts';
import type { PoolFit } from './result.ts';

function fit(effects: Effects, options: PoolOptions = {}): PoolFit {
  const result = poolEffects(effects, options);
  if (!result.fitted) throw new Error(result.reason);
  return result;
}

function reason(effects: Effects, options: PoolOptions = {}): string {
  const result = poolEffects(effects, options);
  if (result.fitted) throw new Error('was fitted');
  return result.reason;
}

describe('published examples', () => {
  // Borenstein et al. (2009, Introduction to Meta-Analysis), p. 88–91, 118 and 131
  it('equal effects', () => {
    const { coefficients, QE } = fit(borenstein, { method: 'EE' });
    expect(coefficients[0].estimate).toBeCloseTo(0.4143, 4);
    expect(coefficients[0].standardError).toBeCloseTo(0.064, 4);
    expect(coefficients[0].statistic).toBeCloseTo(6.4739, 3);
    expect(QE!.statistic).toBeCloseTo(12.0033, 4);
  });

  it('DerSimonian and Laird', () => {
    const pooled = fit(borenstein, { method: 'DL', predictionInterval: 'riley' });
    const [{ estimate, standardError, interval }] = pooled.coefficients;
    expect(pooled.tau2).toBeCloseTo(0.0373, 4);
    expect(estimate).toBeCloseTo(0.3582, 4);
    expect(standardError).toBeCloseTo(0.1052, 4);
    expect(interval![0]).toBeCloseTo(0.152, 3);
    expect(interval![1]).toBeCloseTo(0.5645, 4);
    expect(pooled.I2).toBeCloseTo(58.34, 2);
    // 0.3582 ± 2.7764 · √(0.0373 + 0.0111), equation 17.8
    expect(pooled.predictionInterval![0]).toBeCloseTo(-0.252, 2);
    expect(pooled.predictionInterval![1]).toBeCloseTo(0.969, 2);
  });

  // Viechtbauer (2010, JSS 36(3)), p. 17–19
  it('restricted maximum likelihood', () => {
    const pooled = fit(bcg);
    const [{ estimate, standardError, interval }] = pooled.coefficients;
    expect(estimate).toBeCloseTo(-0.7145, 4);
    expect(standardError).toBeCloseTo(0.1798, 4);
    expect(interval![0]).toBeCloseTo(-1.0669, 4);
    expect(interval![1]).toBeCloseTo(-0.3622, 4);
    expect(pooled.tau2).toBeCloseTo(0.3132, 4);
    expect(pooled.tau2StandardError).toBeCloseTo(0.1664, 4);
    expect(pooled.I2).toBeCloseTo(92.22, 2);
    expect(pooled.H2).toBeCloseTo(12.86, 2);
    expect(pooled.QE!.statistic).toBeCloseTo(152.233, 3);
    expect(pooled.tau2Interval![0]).toBeCloseTo(0.1197, 4);
    expect(pooled.tau2Interval![1]).toBeCloseTo(1.1115, 4);
  });

  // Viechtbauer (2010), p. 20–21: absolute latitude and year
  it('meta-regression', () => {
    const pooled = fit({
      ...bcg,
      moderators: [
        { name: 'ablat', values: bcg.latitude },
        { name: 'year', values: bcg.year },
      ],
    });
    const [intercept, latitude, year] = pooled.coefficients;
    expect(intercept.estimate).toBeCloseTo(-3.5455, 3);
    expect(latitude.estimate).toBeCloseTo(-0.028, 4);
    expect(latitude.standardError).toBeCloseTo(0.0102, 4);
    expect(year.estimate).toBeCloseTo(0.0019, 4);
    expect(pooled.tau2).toBeCloseTo(0.1108, 4);
    expect(pooled.QM.statistic).toBeCloseTo(12.2043, 3);
    expect(pooled.QM.df).toEqual([2, null]);
    expect(pooled.QE!.statistic).toBeCloseTo(28.3251, 4);
    expect(pooled.predictionInterval).toBeNull();
  });

  // metafor 3.8: rma(yi, vi, method = …, control = list(threshold = 1e-13, tol = 1e-14))
  it.each([
    ['HE', 0.328563857995769],
    ['HS', 0.228362863676907],
    ['HSk', 0.249169930280965],
    ['SJ', 0.345515701598595],
    ['ML', 0.280028137269],
    ['EB', 0.318068452205],
    ['PM', 0.318068452205],
  ] as const)('%s', (method, tau2) => {
    expect(Math.abs(fit(bcg, { method }).tau2! - tau2)).toBeLessThan(1e-11);
  });

  it('PMM puts Q at the median of χ²', () => {
    const { tau2 } = fit(bcg, { method: 'PMM' });
    const { QE } = fit({ yi: bcg.yi, vi: bcg.vi.map((variance) => variance + tau2!) }, { method: 'EE' });
    // qchisq(0.5, 12)
    expect(QE!.statistic).toBeCloseTo(11.34032238, 7);
  });

  // metafor 3.8: rma(yi, vi, method = "DL", test = "knha") and test = "adhoc"
  it('Knapp and Hartung, and its floor', () => {
    const plain = fit(borenstein, { method: 'DL' });
    const adjusted = fit(borenstein, { method: 'DL', test: 'knha' });
    const [{ standardError, df }] = adjusted.coefficients;
    expect(df).toBe(5);
    expect(standardError).toBeCloseTo(
      plain.coefficients[0].standardError * Math.sqrt(adjusted.varianceFactor),
      12,
    );
    expect(adjusted.varianceFactor).toBeLessThan(1);
    const floored = fit(borenstein, { method: 'DL', test: 'adhoc' });
    expect(floored.varianceFactor).toBe(1);
    expect(floored.coefficients[0].standardError).toBe(plain.coefficients[0].standardError);
  });
});

describe('one study at a time', () => {
  // metafor 3.8: leave1out(rma(yi, vi, control = list(threshold = 1e-13)))
  it('leave-one-out', () => {
    const estimates = leaveOneOut(bcg).map((result) =>
      result.fitted ? result.coefficients[0].estimate : NaN,
    );
    [
      -0.707083784699, -0.654031200294, -0.685554410837, -0.628409369808, -0.76417009514, -0.710876555564,
      -0.655247599785, -0.794767604516, -0.741197299304, -0.653032915306, -0.757858626724, -0.759812099334,
      -0.777536184894,
    ].forEach((expected, i) => expect(estimates[i]).toBeCloseTo(expected, 9));
  });

  // metafor 3.8: influence(rma(yi, vi, control = list(threshold = 1e-13))), first trial
  it('influence', () => {
    const result = measureInfluence(bcg);
    if (!result.fitted) throw new Error(result.reason);
    const [first] = result.rows;
    expect(first.rstudent).toBeCloseTo(-0.218142, 5);
    expect(first.dffits).toBeCloseTo(-0.0407075, 6);
    expect(first.cooksDistance).toBeCloseTo(0.00171654, 7);
    expect(first.covarianceRatio).toBeCloseTo(1.116449, 5);
    expect(result.rows.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 9);
    expect(result.rows.reduce((sum, { hat }) => sum + hat, 0)).toBeCloseTo(1, 12);
  });

  it('influence with moderators: hat values sum to p, and a level of one study is not fitted without it', () => {
    const levels = bcg.allocation.map((level, i) => (i === 0 ? 'alone' : level));
    const result = measureInfluence({ ...bcg, moderators: [{ name: 'allocation', values: levels }] });
    if (!result.fitted) throw new Error(result.reason);
    expect(result.rows.reduce((sum, { hat }) => sum + hat, 0)).toBeCloseTo(4, 10);
    expect(result.rows[0].rstudent).toBeNull();
    expect(result.rows[1].rstudent).not.toBeNull();
  });

  it('cumulative: the last step is the whole, in the order asked for', () => {
    const steps = cumulate(bcg, {}, bcg.year);
    expect(steps.map(({ added }) => bcg.year[added])).toEqual([...bcg.year].sort((a, b) => a - b));
    const last = steps[12].result;
    expect(last.fitted && last.coefficients[0].estimate).toBeCloseTo(fit(bcg).coefficients[0].estimate, 10);
  });

  it('predicted effects lie between the effect and the mean', () => {
    const pooled = fit(bcg);
    const mean = pooled.coefficients[0].estimate;
    predictEffects(bcg, pooled).forEach(({ estimate }, i) => {
      expect(estimate).toBeGreaterThanOrEqual(Math.min(mean, bcg.yi[i]));
      expect(estimate).toBeLessThanOrEqual(Math.max(mean, bcg.yi[i]));
    });
  });
});

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

describe('properties', () => {
  const effects = fc
    .array(
      fc.tuple(
        fc.integer({ min: -3000, max: 3000 }).map((thousandth) => thousandth / 1000),
        fc.double({ min: 0.001, max: 2, noNaN: true }),
      ),
      {
        minLength: 3,
        maxLength: 12,
      },
    )
    .filter((rows) => new Set(rows.map(([effect]) => effect)).size > 1)
    .map((rows) => ({ yi: rows.map(([effect]) => effect), vi: rows.map(([, variance]) => variance) }));
  const method = fc.constantFrom<PoolMethod>(...poolMethods);

  it('the estimate lies within the range of the effects', () => {
    fc.assert(
      fc.property(effects, method, ({ yi, vi }, chosen) => {
        const { estimate } = fit({ yi, vi }, { method: chosen }).coefficients[0];
        expect(estimate).toBeGreaterThanOrEqual(Math.min(...yi) - 1e-12);
        expect(estimate).toBeLessThanOrEqual(Math.max(...yi) + 1e-12);
      }),
    );
  });

  it('order does not matter', () => {
    fc.assert(
      fc.property(effects, method, ({ yi, vi }, chosen) => {
        const one = fit({ yi, vi }, { method: chosen });
        const other = fit({ yi: [...yi].reverse(), vi: [...vi].reverse() }, { method: chosen });
        expect(other.coefficients[0].estimate).toBeCloseTo(one.coefficients[0].estimate, 7);
        expect(other.tau2).toBeCloseTo(one.tau2!, 6);
      }),
    );
  });

  it('a shift shifts the estimate and leaves τ² and Q', () => {
    fc.assert(
      fc.property(effects, method, fc.integer({ min: -50, max: 50 }), ({ yi, vi }, chosen, shift) => {
        const one = fit({ yi, vi }, { method: chosen });
        const other = fit({ yi: yi.map((effect) => effect + shift), vi }, { method: chosen });
        expect(other.coefficients[0].estimate).toBeCloseTo(one.coefficients[0].estimate + shift, 6);
        expect(other.tau2).toBeCloseTo(one.tau2!, 6);
        expect(other.QE!.statistic / one.QE!.statistic).toBeCloseTo(1, 6);
      }),
    );
  });

  it('the Q-profile interval holds the Paule–Mandel estimate unless it is 0 alone', () => {
    fc.assert(
      fc.property(effects, ({ yi, vi }) => {
        const { tau2, tau2Interval } = fit({ yi, vi }, { method: 'PM' });
        const [lower, upper] = tau2Interval!;
        expect(lower).toBeLessThanOrEqual(tau2! + 1e-9);
        if (upper > 0) expect(upper).toBeGreaterThanOrEqual(tau2! - 1e-9);
      }),
    );
  });

  it('no other τ² on a grid is likelier than that of ML and REML', () => {
    fc.assert(
      fc.property(effects, fc.constantFrom('ML', 'REML'), ({ yi, vi }, chosen) => {
        const best = fit({ yi, vi }, { method: chosen });
        for (const tau2 of [0, 0.001, 0.01, 0.1, 0.3, 1, 3, 10]) {
          const other = fit({ yi, vi }, { method: chosen, tau2 });
          expect(best.fitStatistics[chosen].logLikelihood).toBeGreaterThanOrEqual(
            other.fitStatistics[chosen].logLikelihood - 1e-8,
          );
        }
      }),
    );
  });

  it('a moderator on another scale gives the same test', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.integer({ min: -1000, max: 1000 }),
        (scale, shift) => {
          const asked = (values: number[]) => fit({ ...bcg, moderators: [{ name: 'latitude', values }] });
          const one = asked(bcg.latitude);
          const other = asked(bcg.latitude.map((value) => shift + scale * value));
          expect(other.QM.statistic).toBeCloseTo(one.QM.statistic!, 6);
          expect(other.tau2).toBeCloseTo(one.tau2!, 8);
        },
      ),
    );
  });
});
