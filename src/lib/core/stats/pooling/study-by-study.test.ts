import { describe, expect, it } from 'vitest';
import { cumulate } from './cumulative.ts';
import { fitOrThrow as fit } from './fit-or-throw.ts';
import { measureInfluence } from './influence.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { predictEffects } from './predict-effects.ts';
import { bcg } from './published-examples.ts';

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
