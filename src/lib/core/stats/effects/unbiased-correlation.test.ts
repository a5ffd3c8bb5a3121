import { describe, expect, it } from 'vitest';
import { unbiasedCorrelation } from './unbiased-correlation.ts';

describe('unbiasedCorrelation', () => {
  // r · ₂F₁(½, ½; (n − 2)/2; 1 − r²), evaluated with 30 digits (mpmath 1.x).
  it.each([
    [1e-6, 5, 1.5707953267956818e-6],
    [0.01, 6, 0.012729535764534028],
    [0.3, 43, 0.3035030299756182],
    [0.7, 10, 0.725464447015742],
    [0.3, 500, 0.3002752273831977],
  ])('r = %d, n = %d', (r, n, expected) => {
    expect(Math.abs(unbiasedCorrelation(r, n) / expected - 1)).toBeLessThan(1e-13);
    expect(unbiasedCorrelation(-r, n)).toBe(-unbiasedCorrelation(r, n));
  });

  it('is nearly the approximation of Olkin and Pratt, r (1 + (1 − r²) / (2 (n − 4)))', () => {
    expect(unbiasedCorrelation(0.5, 100)).toBeCloseTo(0.5 * (1 + 0.75 / 192), 4);
  });

  it('leaves 0 and perfect correlations', () => {
    expect([0, 1, -1].map((r) => unbiasedCorrelation(r, 8))).toEqual([0, 1, -1]);
  });

  it('needs more than four observations and a correlation', () => {
    expect(() => unbiasedCorrelation(0.2, 4)).toThrow(RangeError);
    expect(() => unbiasedCorrelation(1.2, 40)).toThrow(RangeError);
  });
});
