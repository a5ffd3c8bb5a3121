import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from './quantile.ts';

describe('quantiles of type 7', () => {
  // R 4.2.2: quantile(c(1, 2, 3, 4, 10), p) and quantile(c(7.5, -3, 2.25), p).
  it.each([
    [[1, 2, 3, 4, 10], 0, 1],
    [[1, 2, 3, 4, 10], 0.1, 1.4],
    [[1, 2, 3, 4, 10], 0.25, 2],
    [[4, 1, 10, 3, 2], 0.5, 3],
    [[10, 4, 3, 2, 1], 0.975, 9.4],
    [[1, 2, 3, 4, 10], 1, 10],
    [[7.5, -3, 2.25], 0.025, -2.7375],
    [[7.5, -3, 2.25], 0.4, 1.2],
    [[5], 0.3, 5],
    [[2, 2, 2], 0.7, 2],
  ])('of %j at %f is %f', (values, p, wanted) => {
    expect(quantile(Float64Array.from(values), p)).toBeCloseTo(wanted, 12);
  });

  it('are those of the sorted values, whatever the order', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (given, p) => {
        const sorted = given.toSorted((a, b) => a - b);
        const at = (sorted.length - 1) * p;
        const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
        const seen = quantile(Float64Array.from(given), p);
        expect(seen).toBeCloseTo(low + (at - Math.floor(at)) * (high - low), 6);
        expect(seen).toBeGreaterThanOrEqual(sorted[0]);
        expect(seen).toBeLessThanOrEqual(sorted.at(-1)!);
      }),
    );
    expect.hasAssertions();
  });

  it('are not asked for without values or outside [0, 1]', () => {
    expect(() => quantile(new Float64Array(), 0.5)).toThrow(RangeError);
    for (const p of [-0.1, 1.1, Number.NaN]) {
      expect(() => quantile(Float64Array.of(1), p)).toThrow(`quantile: p is ${p}`);
    }
  });
});
