import { describe, expect, it } from 'vitest';
import { fitOrThrow as fit } from './fit-or-throw.ts';
import { bcg, borenstein } from './published-examples.ts';

describe('published examples', () => {
  // Borenstein et al. (2009, Introduction to Meta-Analysis), ch. 14, 16 and 17
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
    // 0.3582 ± 2.7764 · √(0.0373 + 0.0111)
    expect(pooled.predictionInterval![0]).toBeCloseTo(-0.252, 2);
    expect(pooled.predictionInterval![1]).toBeCloseTo(0.969, 2);
  });

  // Viechtbauer (2010, JSS 36(3)), section 3, the random-effects model
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

  // Viechtbauer (2010), section 3, the mixed-effects model with absolute latitude and year
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
