import { describe, expect, it } from 'vitest';
import { checkSmallStudies } from './small-studies.ts';
import { pOfCorrelation } from './p-values.ts';

/**
 * Conscientiousness and medication adherence: r and n of 16 studies, as metafor's dat.molloy2014 has them (Molloy, O'Carroll
 * and Ferguson 2014, Annals of Behavioral Medicine 47, 92–101).
 */
const molloy = [
  [0.187, 109],
  [0.162, 749],
  [0.34, 55],
  [0.32, 107],
  [0.27, 72],
  [0, 65],
  [0.175, 174],
  [0.05, 326],
  [0.26, 58],
  [0.01, 771],
  [-0.09, 56],
  [0.37, 91],
  [0, 116],
  [0.15, 537],
  [0.24, 158],
  [0.04, 65],
].map(([r, n], at) => ({
  z: Math.atanh(r),
  variance: 1 / (n - 3),
  study: { key: `S${at}`, label: `Study ${at}` },
}));

describe('small-study effects', () => {
  it('are not looked for in fewer than ten studies', () => {
    expect(checkSmallStudies(molloy.slice(0, 9))).toMatchObject({
      identified: false,
      reason: expect.stringContaining('and here are 9.'),
    });
  });

  it('count studies, not correlations', () => {
    const one = molloy.slice(0, 12).map((effect) => ({ ...effect, study: { key: 'S', label: 'S' } }));
    expect(checkSmallStudies(one).identified).toBe(false);
  });

  // metafor 3.8-1: f <- rma(yi, vi, test = "adhoc", control = list(threshold = 1e-12)); regtest(f); trimfill(f)
  it('agree with metafor', () => {
    const found = checkSmallStudies(molloy);
    expect(found.identified).toBe(true);
    if (!found.identified) return;
    expect(found.studies).toHaveLength(16);
    expect(Math.tanh(found.centre)).toBeCloseTo(0.1488040177, 7);
    expect(found.regression).toMatchObject({ p: expect.closeTo(0.3527895724, 6) });
    expect(found.fill).toMatchObject({ missing: 2, side: 'left', r: expect.closeTo(0.1281054272, 4) });
  });
});

describe('the p value of a correlation', () => {
  it('is that of its t test', () => {
    // R: 2 * pt(-.3 * sqrt(98 / (1 - .09)), 98)
    expect(pOfCorrelation(0.3, 100)).toBeCloseTo(0.002425733463, 10);
    expect(pOfCorrelation(-0.3, 100)).toBe(pOfCorrelation(0.3, 100));
    expect(pOfCorrelation(0, 50)).toBe(1);
  });
});
