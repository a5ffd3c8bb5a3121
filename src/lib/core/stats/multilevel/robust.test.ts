import { describe, expect, it } from 'vitest';
import { aggregateEffects } from './aggregate.ts';
import { periodontalModel, requireFit, schoolsModel } from './examples.ts';
import { fitMultivariate } from './fit.ts';
import { compareFits, profileInterval, testComponent } from './profile.ts';
import { robustVariance, type RobustResult } from './robust.ts';
import { clusteredSampling } from './sampling.ts';

function robust(type: 'CR0' | 'CR1' | 'CR2'): RobustResult {
  const model = schoolsModel();
  const { fitted } = requireFit(fitMultivariate(model));
  const found = robustVariance(fitted, model.design, model.random[0].outer, type);
  if ('reason' in found) throw new Error(found.message);
  return found;
}

describe('robust variances of Konstantopoulos (2011)', () => {
  // clubSandwich 0.6.0: coef_test(rma.mv(yi, vi, random = ~ 1 | district/school), vcov = type)
  it.each([
    ['CR0', 0.0805697, 9.884045],
    ['CR1', 0.0845022, 9.884045],
    ['CR2', 0.084458, 9.863156],
  ] as const)('%s', (type, standardError, df) => {
    const { coefficients, clusters } = robust(type);
    expect(clusters).toBe(11);
    expect(coefficients[0].standardError).toBeCloseTo(standardError, 6);
    expect(coefficients[0].df).toBeCloseTo(df, 5);
  });
});

describe('robust tests of two outcomes', () => {
  // clubSandwich 0.6.0: coef_test and Wald_test(constrain_zero(1:2)) with CR2 on Berkey et al. (1998), struct "UN"
  it('CR2 and HTZ', () => {
    const model = periodontalModel('UN', 'REML');
    const { fitted } = requireFit(fitMultivariate(model));
    const found = robustVariance(fitted, model.design, model.random[0].outer, 'CR2');
    if ('reason' in found) throw new Error(found.message);
    expect(found.coefficients.map(({ standardError }) => standardError)).toEqual([
      expect.closeTo(0.0892, 4),
      expect.closeTo(0.0582, 4),
    ]);
    expect(found.coefficients.map(({ df }) => df)).toEqual([
      expect.closeTo(3.81, 2),
      expect.closeTo(3.79, 2),
    ]);
    expect(found.omnibus).toMatchObject({ F: expect.closeTo(40.8, 1), df: 2, df2: expect.closeTo(2.76, 2) });
    expect(found.omnibus.pValue).toBeCloseTo(0.00894, 5);
  });
});

describe('robust variances that do not exist', () => {
  const model = schoolsModel();
  const { fitted } = requireFit(fitMultivariate(model));

  it('clusters that cut through dependent effects', () => {
    const found = robustVariance(fitted, model.design, model.random[1].outer, 'CR2');
    expect(found).toMatchObject({ reason: 'not-nested' });
  });

  it('one cluster', () => {
    const found = robustVariance(fitted, model.design, model.effects.map(() => 'all'), 'CR2'); // prettier-ignore
    expect(found).toMatchObject({ reason: 'too-few-clusters' });
  });
});

describe('profiles', () => {
  const { fitted } = requireFit(fitMultivariate(schoolsModel()));

  // metafor: confint(rma.mv(yi, vi, random = ~ 1 | district/school)), whose root finder is accurate to about 1e-5
  it('intervals of the variances', () => {
    expect(profileInterval(fitted, 0)).toMatchObject({
      lower: expect.closeTo(0.0222, 3),
      upper: expect.closeTo(0.2072, 3),
    });
    expect(profileInterval(fitted, 1)).toMatchObject({
      lower: expect.closeTo(0.0163, 3),
      upper: expect.closeTo(0.0628, 3),
    });
  });

  it('an interval begins at 0 where 0 is not contradicted', () => {
    const effects = [0.1, 0.12, 0.3, 0.41, 0.2, 0.21];
    const model = schoolsModel();
    const two = requireFit(
      fitMultivariate({
        ...model,
        effects,
        sampling: clusteredSampling(new Array<number>(6).fill(0.05), ['a', 'a', 'b', 'b', 'c', 'c'], 0),
        design: { ...model.design, rows: effects.map(() => [1]) },
        random: [{ name: 'study', structure: 'intercept', outer: ['a', 'a', 'b', 'b', 'c', 'c'] }],
      }),
    );
    const interval = profileInterval(two.fitted, 0)!;
    expect(interval.lower).toBe(0);
    expect(interval.upper).toBeGreaterThan(interval.estimate);
  });

  it('likelihood-ratio test that districts do not differ', () => {
    expect(testComponent(fitted, 0)).toMatchObject({ statistic: expect.closeTo(17.77355, 4), df: 1 });
  });

  it('refuses to compare ML with REML, and factors of an unstructured matrix', () => {
    const ml = requireFit(fitMultivariate(schoolsModel('ML'))).fitted;
    expect(() => compareFits(fitted, ml)).toThrow(/same method/);
    const joint = requireFit(fitMultivariate(periodontalModel('UN', 'REML'))).fitted;
    expect(() => profileInterval(joint, 0)).toThrow(/no profile/);
  });

  it('unstructured beats diagonal by as much as metafor says', () => {
    const [un, diagonal] = (['UN', 'DIAG'] as const).map(
      (structure) => requireFit(fitMultivariate(periodontalModel(structure, 'ML'))).fitted,
    );
    expect(compareFits(un, diagonal)).toMatchObject({
      df: 1,
      statistic: expect.closeTo(2 * (5.840656885 - 5.165417641), 6),
    });
  });
});

describe('aggregated effects', () => {
  it('is the mean of equal effects with a common correlation', () => {
    const [found] = aggregateEffects([0.2, 0.4], clusteredSampling([0.04, 0.04], ['a', 'a'], 0.5), [
      'a',
      'a',
    ]);
    expect(found).toEqual({
      label: 'a',
      effect: expect.closeTo(0.3, 12),
      variance: expect.closeTo(0.03, 12),
      count: 2,
    });
  });

  it('throws where covariances cross groups', () => {
    expect(() => aggregateEffects([1, 2], clusteredSampling([1, 1], ['a', 'a'], 0.5), ['a', 'b'])).toThrow(
      /covary/,
    );
  });
});
