import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { tetrachoricCorrelation } from './tetrachoric.ts';

it('is sin(π/2 (2p − 1)) where both variables are cut at their medians', () => {
  // Sheppard (1899): P(X ≤ 0, Y ≤ 0) = ¼ + asin ρ / 2π.
  for (const same of [10, 35, 49.9]) {
    const { correlation } = tetrachoricCorrelation(same, 50 - same, 50 - same, same);
    expect(correlation).toBeCloseTo(Math.sin(2 * Math.PI * (same / 100 - 0.25)), 13);
  }
});

// The root of P(X ≤ h, Y ≤ k) with 30 digits (mpmath 1.x).
it.each([
  [1, 2, 3, 4, -0.1500224840693317],
  [1, 30, 40, 2, -0.9920382651999715],
  [3, 1, 1, 900, 0.9766101991001558],
  [5, 6, 1, 8, 0.6044620852135189],
])('of %d, %d, %d, %d', (a, b, c, d, expected) => {
  expect(tetrachoricCorrelation(a, b, c, d).correlation).toBeCloseTo(expected, 12);
});

it('has the variance of the maximum of its likelihood', () => {
  // metafor 3.8-1, escalc(measure = "RTET"): its optimiser leaves four digits.
  expect(tetrachoricCorrelation(15, 35, 28, 22).variance).toBeCloseTo(0.01945, 5);
  // ρ = 0 in even cells: the delta method is π²/(4n), Pearson's probable error.
  expect(tetrachoricCorrelation(25, 25, 25, 25).variance).toBeCloseTo(Math.PI ** 2 / 4 / 100, 12);
});

it('does not change when the table is turned over, and turns its sign with one variable', () => {
  const count = fc.integer({ min: 1, max: 500 });
  fc.assert(
    fc.property(count, count, count, count, (a, b, c, d) => {
      const { correlation, variance } = tetrachoricCorrelation(a, b, c, d);
      expect(tetrachoricCorrelation(a, c, b, d).correlation).toBeCloseTo(correlation!, 10);
      expect(tetrachoricCorrelation(b, a, d, c).correlation).toBeCloseTo(-correlation!, 10);
      expect(tetrachoricCorrelation(d, c, b, a).variance! / variance!).toBeCloseTo(1, 6);
      expect(Math.abs(correlation!)).toBeLessThan(1);
    }),
    { numRuns: 60 },
  );
});
