import { describe, expect, it } from 'vitest';
import { binomialLower, binomialUpper } from './distributions.ts';
import { clopperPearsonInterval, wilsonInterval } from './proportion-intervals.ts';

const near = (values: number[]) => values.map((value) => expect.closeTo(value, 6));

describe('intervals of a proportion', () => {
  // R 4.2.2: prop.test(k, n, correct = FALSE) and binom.test(k, n).
  it.each([
    [8, 10, [0.4901625, 0.9433178], [0.4439045, 0.9747893]],
    [18, 22, [0.6148339, 0.9269312], [0.5971542, 0.9481327]],
    [0, 10, [0, 0.2775328], [0, 0.3084971]],
    [10, 10, [0.7224672, 1], [0.6915029, 1]],
  ])('of %i in %i are those of R', (successes, trials, wilson, exact) => {
    expect(wilsonInterval(successes, trials)).toEqual(near(wilson));
    expect(clopperPearsonInterval(successes, trials)).toEqual(near(exact));
  });

  it('leave 2.5 % in each exact tail', () => {
    for (let trials = 1; trials <= 40; trials += 3) {
      for (let successes = 0; successes <= trials; successes++) {
        const [lower, upper] = clopperPearsonInterval(successes, trials);
        if (successes > 0) expect(binomialUpper(successes, trials, lower)).toBeCloseTo(0.025, 9);
        if (successes < trials) expect(binomialLower(successes, trials, upper)).toBeCloseTo(0.025, 9);
      }
    }
  });

  it('mirror each other for failures, and hold the share', () => {
    for (const interval of [wilsonInterval, clopperPearsonInterval]) {
      for (let successes = 0; successes <= 13; successes++) {
        const [lower, upper] = interval(successes, 13);
        const [mirrored, top] = interval(13 - successes, 13);
        expect(lower).toBeCloseTo(1 - top, 12);
        expect(upper).toBeCloseTo(1 - mirrored, 12);
        expect(lower).toBeLessThanOrEqual(successes / 13);
        expect(upper).toBeGreaterThanOrEqual(successes / 13);
      }
    }
  });

  it('widen with their level', () => {
    for (const interval of [wilsonInterval, clopperPearsonInterval]) {
      const [[low90, high90], [low99, high99]] = [interval(3, 10, 0.9), interval(3, 10, 0.99)];
      expect(low99).toBeLessThan(low90);
      expect(high99).toBeGreaterThan(high90);
    }
    expect(clopperPearsonInterval(3, 10, 0.9)).toEqual(near([0.08726443, 0.60662427]));
  });

  it.each([
    [1, 0],
    [-1, 3],
    [4, 3],
    [0.5, 3],
  ])('are not asked of %f in %f', (successes, trials) => {
    expect(() => wilsonInterval(successes, trials)).toThrow(RangeError);
    expect(() => clopperPearsonInterval(successes, trials)).toThrow(RangeError);
  });
});
