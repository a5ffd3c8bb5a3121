import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeDesign } from './design.ts';
import { periodontalModel, requireFit, schools, schoolsModel } from './examples.ts';
import { fitMultivariate, type EffectsModel } from './fit.ts';
import { evaluate } from './likelihood.ts';
import { nestedIntercepts } from './nested.ts';
import { clusteredSampling, independentSampling, samplingFromMatrix } from './sampling.ts';

describe('three levels', () => {
  // Konstantopoulos (2011), the worked example; digits as metafor prints them.
  it('agrees with Konstantopoulos (2011)', () => {
    const fit = requireFit(fitMultivariate(schoolsModel()));
    expect(fit.coefficients[0].estimate).toBeCloseTo(0.1847, 4);
    expect(fit.coefficients[0].standardError).toBeCloseTo(0.0846, 4);
    expect(fit.components.map(({ variances: [variance] }) => variance)).toEqual([
      expect.closeTo(0.0651, 4),
      expect.closeTo(0.0327, 4),
    ]);
    expect(fit.components.map(({ groups }) => groups)).toEqual([11, 56]);
    expect(fit.fitREML.logLik).toBeCloseTo(-7.9587, 4);
    expect(fit.QE!.statistic).toBeCloseTo(578.864, 3);
    expect(fit.heterogeneity!.levels![0]).toBeCloseTo(63.32, 2);
  });

  it('agrees with rma.mv where a third grouping adds nothing (its variance is at 0)', () => {
    const model = schoolsModel();
    const years = schools.map(([, , year]) => String(year));
    const fit = requireFit(
      fitMultivariate({
        ...model,
        random: [...model.random, { name: 'year', structure: 'intercept', outer: years }],
      }),
    );
    expect(fit.components[2].variances[0]).toBeLessThan(1e-9);
    expect(fit.components[0].variances[0]).toBeCloseTo(0.0650619425, 7);
    expect(fit.fitREML.logLik).toBeCloseTo(-7.9587240345, 8);
  });

  it('is compound symmetry in other words', () => {
    const model = schoolsModel();
    const [district, school] = model.random;
    const nested = requireFit(fitMultivariate(model));
    const joint = requireFit(
      fitMultivariate({
        ...model,
        random: [{ name: 'school | district', structure: 'CS', outer: district.outer, inner: school.outer }],
      }),
    );
    const [between, within] = nested.components.map(({ variances: [variance] }) => variance);
    expect(joint.components[0].variances[0]).toBeCloseTo(between + within, 6);
    expect(joint.components[0].correlations[0]).toBeCloseTo(between / (between + within), 6);
    expect(joint.fitREML.logLik).toBeCloseTo(nested.fitREML.logLik, 9);
  });
});

describe('several outcomes', () => {
  // metafor 3.8: rma.mv(yi, V, mods = ~ outcome - 1, random = ~ outcome | trial, struct, method), dat.berkey1998
  it.each([
    ['UN', 'REML', [0.032651, 0.011733], 0.608796, [-0.3392152, 0.3534284], 3.691767694],
    ['UN', 'ML', [0.026145, 0.007002], 0.69923, [-0.3379381, 0.3448393], 5.840656885],
    ['HCS', 'REML', [0.032651, 0.011733], 0.608798, [-0.3392152, 0.3534284], 3.691767694],
    ['HCS', 'ML', [0.026145, 0.007002], 0.69923, [-0.3379381, 0.3448393], 5.840656885],
    ['CS', 'REML', [0.02502], 0.529041, [-0.3379612, 0.3635942], 3.31056111],
    ['CS', 'ML', [0.01974], 0.553061, [-0.3368067, 0.3604717], 5.205557407],
    ['DIAG', 'REML', [0.032229, 0.011588], null, [-0.3529478, 0.3613388], 3.201244715],
    ['DIAG', 'ML', [0.025473, 0.007146], null, [-0.3538886, 0.3572563], 5.165417641],
  ] as const)(
    '%s by %s agrees with metafor',
    (structure, method, variances, correlation, estimates, logLik) => {
      const fit = requireFit(fitMultivariate(periodontalModel(structure, method)));
      const [component] = fit.components;
      expect(component.variances).toEqual(variances.map((variance) => expect.closeTo(variance, 5)));
      expect(component.correlations).toEqual(correlation === null ? [] : [expect.closeTo(correlation, 4)]);
      expect(fit.coefficients.map(({ estimate }) => estimate)).toEqual(
        estimates.map((estimate) => expect.closeTo(estimate, 5)),
      );
      expect((method === 'REML' ? fit.fitREML : fit.fitML).logLik).toBeCloseTo(logLik, 7);
      expect(fit.QE!.statistic).toBeCloseTo(128.2267162, 6);
    },
  );
});

describe('the top of the likelihood', () => {
  it.each(['ML', 'REML'] as const)('is higher than anything near it (%s)', (method) => {
    const { model, parameters, logLik } = requireFit(fitMultivariate(schoolsModel(method))).fitted;
    for (const factor of [0.98, 1.02]) {
      for (const at of parameters.keys()) {
        const moved = parameters.map((value, i) => (i === at ? value * factor : value));
        const there = evaluate(model, moved)!;
        expect(method === 'ML' ? there.logLikML : there.logLikREML).toBeLessThan(logLik);
      }
    }
  });
});

describe('edges', () => {
  const small = (effects: number[], groups: string[]): EffectsModel => ({
    effects,
    sampling: independentSampling(effects.map(() => 0.04)),
    design: makeDesign(effects.length),
    random: nestedIntercepts([
      { name: 'study', labels: groups },
      { name: 'effect', labels: effects.map((_, at) => String(at)) },
    ]),
    method: 'REML',
  });
  const three = ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c'];
  const nine = [0.1, 0.12, 0.11, 0.4, 0.41, 0.39, 0.2, 0.21, 0.22];

  // metafor 3.8 on the same numbers
  it('holds a component at 0', () => {
    const fit = requireFit(fitMultivariate(small(nine, three)));
    expect(fit.components[0].variances[0]).toBeCloseTo(0.008366651, 7);
    expect(fit.components[1].variances[0]).toBe(0);
    expect(fit.coefficients[0].standardError).toBeCloseTo(0.08504897, 6);
    expect(fit.fitREML.logLik).toBeCloseTo(4.02944994, 7);
  });

  it('holds the variance of a single cluster at 0 and says so', () => {
    const fit = requireFit(fitMultivariate(small(nine, new Array<string>(9).fill('a'))));
    expect(fit.components.map(({ variances: [variance] }) => variance)).toEqual([0, 0]);
    expect(fit.warnings.join()).toContain('study has one group only');
    expect(fit.fitREML.logLik).toBeCloseTo(3.88899503, 7);
  });

  it('takes identical effects', () => {
    const fit = requireFit(fitMultivariate(small(new Array<number>(9).fill(0.3), three)));
    expect(fit.coefficients[0].estimate).toBeCloseTo(0.3, 12);
    expect(fit.coefficients[0].standardError).toBeCloseTo(0.2 / 3, 12);
    expect(fit.QE!.statistic).toBeCloseTo(0, 12);
  });

  it('says that nothing is there, k = 0', () => {
    expect(fitMultivariate(small([], []))).toMatchObject({ converged: false, reason: 'too-few-effects' });
  });

  it('says that one effect tells no variance, k = 1', () => {
    const fit = requireFit(fitMultivariate(small([0.3], ['a'])));
    expect(fit.coefficients[0]).toMatchObject({
      estimate: expect.closeTo(0.3, 12),
      standardError: expect.closeTo(0.2, 12),
    });
    expect(fit.QE).toEqual({ statistic: expect.closeTo(0, 12), df: 0, pValue: 1 });
  });

  it('says that two groupings that are alike cannot be told apart', () => {
    expect(fitMultivariate(small([0.1, 0.5], ['a', 'b']))).toMatchObject({
      converged: false,
      reason: 'not-identified',
      message: expect.stringContaining('group the effects alike'),
    });
  });

  it('says that a moderator explains all that a grouping could', () => {
    const model = small(nine, three);
    const design = makeDesign(9, [{ name: 'study', values: three }]);
    expect(fitMultivariate({ ...model, design })).toMatchObject({
      converged: false,
      reason: 'not-identified',
      message: expect.stringContaining('study'),
    });
  });

  it('leaves out collinear moderators and names them', () => {
    const model = schoolsModel();
    const years = schools.map(([, , year]) => year);
    const design = makeDesign(schools.length, [
      { name: 'year', values: years },
      { name: 'again', values: years.map((year) => 2 * year - 3) },
    ]);
    const fit = requireFit(fitMultivariate({ ...model, design }));
    expect(fit.coefficients.map(({ term }) => term)).toEqual(['intrcpt', 'year']);
    expect(fit.warnings.join()).toContain('again');
  });

  it('has no number where as many coefficients as effects leave nothing', () => {
    const design = makeDesign(2, [{ name: 'x', values: [0, 1] }]);
    expect(fitMultivariate({ ...small([0.1, 0.5], ['a', 'a']), design })).toMatchObject({
      converged: false,
      reason: 'not-identified',
    });
  });

  it('fits with a sampling variance of 0, without QE', () => {
    const model = small(nine, three);
    const sampling = independentSampling([0, ...new Array<number>(8).fill(0.04)]);
    const fit = requireFit(fitMultivariate({ ...model, sampling }));
    expect(fit.QE).toBeNull();
    expect(fit.heterogeneity).toBeNull();
    expect(fit.warnings.join()).toContain('A sampling variance is 0');
    expect(fit.coefficients[0].standardError).toBeGreaterThan(0);
  });

  it('refuses a negative variance', () => {
    const sampling = independentSampling([-0.1, ...new Array<number>(8).fill(0.04)]);
    expect(fitMultivariate({ ...small(nine, three), sampling })).toMatchObject({
      reason: 'not-positive-definite',
      message: expect.stringContaining('effect 1 is -0.1'),
    });
  });

  it('names outcomes that no trial has together', () => {
    const random = [
      {
        name: 'outcome | study',
        structure: 'UN' as const,
        outer: three,
        inner: ['x', 'x', 'y', 'x', 'y', 'y', 'z', 'z', 'z'],
      },
    ];
    expect(fitMultivariate({ ...small(nine, three), random })).toMatchObject({
      reason: 'not-identified',
      message: expect.stringContaining('x with z, y with z'),
    });
  });

  it('throws on misuse', () => {
    expect(() => fitMultivariate({ ...small(nine, three), effects: [NaN, ...nine.slice(1)] })).toThrow(
      /effects\[0\]/,
    );
    expect(() => fitMultivariate({ ...small(nine, three), sampling: [] })).toThrow(/sampling/);
    expect(() => clusteredSampling([1], ['a'], 2)).toThrow(/correlation/);
    expect(() => samplingFromMatrix([[1, 0.5], [0.4, 1]])).toThrow(/symmetric/); // prettier-ignore
  });
});

describe('properties', () => {
  const data = fc
    .record({
      groups: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 6, maxLength: 14 }),
      seed: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 14, maxLength: 14 }),
      sizes: fc.array(fc.double({ min: 0.01, max: 0.2, noNaN: true }), { minLength: 14, maxLength: 14 }),
    })
    .filter(({ groups }) => new Set(groups).size > 1 && new Set(groups).size < groups.length);

  const model = (groups: number[], effects: number[], variances: number[]): EffectsModel => ({
    effects,
    sampling: independentSampling(variances),
    design: makeDesign(effects.length),
    random: nestedIntercepts([
      { name: 'study', labels: groups.map(String) },
      { name: 'effect', labels: groups.map((_, at) => String(at)) },
    ]),
    method: 'REML',
  });

  it('order and labels do not matter; a shift shifts; a unit scales; the estimate lies among the effects', () => {
    fc.assert(
      fc.property(data, ({ groups, seed, sizes }) => {
        const k = groups.length;
        const effects = seed.slice(0, k);
        const variances = sizes.slice(0, k);
        const fit = fitMultivariate(model(groups, effects, variances));
        if (!fit.converged) return; // alike groupings
        const [{ estimate, standardError }] = fit.coefficients;
        expect(estimate).toBeGreaterThanOrEqual(Math.min(...effects) - 1e-9);
        expect(estimate).toBeLessThanOrEqual(Math.max(...effects) + 1e-9);
        const turned = requireFit(
          fitMultivariate(
            model(groups.map((group) => 9 - group).reverse(), effects.toReversed(), variances.toReversed()),
          ),
        );
        expect(turned.fitREML.logLik).toBeCloseTo(fit.fitREML.logLik, 7);
        expect(turned.coefficients[0].estimate).toBeCloseTo(estimate, 5);
        const scaled = requireFit(
          fitMultivariate(
            model(
              groups,
              effects.map((effect) => 1000 * effect + 5),
              variances.map((variance) => 1e6 * variance),
            ),
          ),
        );
        expect((scaled.coefficients[0].estimate - 5) / 1000).toBeCloseTo(estimate, 5);
        expect(scaled.coefficients[0].standardError / 1000).toBeCloseTo(standardError, 5);
      }),
      { numRuns: 60 },
    );
  });

  it('imputed correlations of 0 are independence', () => {
    const { effects, random, design } = schoolsModel();
    const variances = schools.map(([, , , , variance]) => variance);
    const sampling = clusteredSampling(variances, random[0].outer, 0);
    const fit = requireFit(fitMultivariate({ effects, random, design, sampling, method: 'REML' }));
    expect(fit.fitREML.logLik).toBeCloseTo(requireFit(fitMultivariate(schoolsModel())).fitREML.logLik, 10);
  });
});
