import { describe, expect, it } from 'vitest';
import { fitNecessity, fitSufficiency } from './fit.ts';

describe('parameters of fit', () => {
  const x = Float64Array.of(0.8, 0.4, 0.2);
  const y = Float64Array.of(0.6, 0.7, 0.1);

  // Σ min(x, y) = .6 + .4 + .1 = 1.1; Σ x = 1.4; Σ y = 1.4; Σ min(x, y, 1 − y) = .4 + .3 + .1 = .8
  it('are those computed by hand', () => {
    const { inclS, PRI, covS } = fitSufficiency(x, y);
    expect(inclS).toBeCloseTo(1.1 / 1.4, 14);
    expect(PRI).toBeCloseTo(0.3 / 0.6, 14);
    expect(covS).toBeCloseTo(1.1 / 1.4, 14);
    const { inclN, RoN, covN } = fitNecessity(x, y);
    expect(inclN).toBeCloseTo(1.1 / 1.4, 14);
    expect(RoN).toBeCloseTo(1.6 / 1.9, 14);
    expect(covN).toBeCloseTo(1.1 / 1.4, 14);
  });

  it('are unknown, not 0, where nobody is in the set', () => {
    const none = new Float64Array(3);
    expect(fitSufficiency(none, y)).toEqual({ inclS: null, PRI: null, covS: 0 });
    expect(fitSufficiency(x, none)).toMatchObject({ inclS: 0, covS: null });
    expect(fitNecessity(Float64Array.of(1, 1), Float64Array.of(1, 1)).RoN).toBeNull();
    // Every case is as much in y as out of it, so that x is consistent with both.
    expect(fitSufficiency(Float64Array.of(0.3), Float64Array.of(0.5))).toMatchObject({ inclS: 1, PRI: null });
  });

  it('throw where x and y are of different cases', () => {
    expect(() => fitSufficiency(x, Float64Array.of(1))).toThrow(RangeError);
  });
});
