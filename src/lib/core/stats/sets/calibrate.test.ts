import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrateIndirect } from './calibrate-indirect.ts';
import {
  calibrateBell,
  calibrateCrisp,
  calibrateEndPoints,
  calibrateLogistic,
  explainAnchors,
} from './calibrate.ts';

describe('direct calibration', () => {
  /**
   * Membership in the set of developed countries by income per head: Ragin (2008, Redesigning Social Inquiry, ch. 5, table
   * of the direct method), with anchors 2,500, 5,000 and 20,000. Ragin rounds the log odds of .95 to 3.
   */
  it.each([
    ['Switzerland', 40110, 1],
    ['Spain', 15320, 0.89],
    ['New Zealand', 13680, 0.85],
    ['Hungary', 4670, 0.4],
    ['Venezuela', 4100, 0.25],
    ['Panama', 3740, 0.18],
    ['Bolivia', 1000, 0.01],
    ['Burundi', 110, 0],
  ])('gives %s its published score', (_, income, published) => {
    const anchors = { exclusion: 2500, crossover: 5000, inclusion: 20000 };
    const [score] = calibrateLogistic(Float64Array.of(income), anchors, 1 / (1 + Math.exp(-3)));
    expect(Math.abs(score - published)).toBeLessThan(0.0051);
  });

  const anchors = { exclusion: 25, crossover: 50, inclusion: 65 };
  const raw = Float64Array.of(25, 50, 65, 40);

  it('meets its anchors, rising and falling', () => {
    const [out, half, within] = calibrateLogistic(raw, anchors);
    expect([out, half, within]).toEqual([
      expect.closeTo(0.05, 12),
      expect.closeTo(0.5, 12),
      expect.closeTo(0.95, 12),
    ]);
    const falling = { exclusion: 65, crossover: 50, inclusion: 25 };
    const down = calibrateLogistic(raw, falling);
    calibrateLogistic(raw, anchors).forEach((score, at) => expect(down[at]).toBeCloseTo(1 - score, 12));
    expect([...calibrateEndPoints(raw, anchors)]).toEqual([0, 0.5, 1, expect.closeTo(0.3, 12)]);
    expect([...calibrateEndPoints(raw, falling)]).toEqual([1, 0.5, 0, expect.closeTo(0.7, 12)]);
  });

  it('bends by its exponents', () => {
    // Below the crossover (15/25)² / 2, above it 1 − (7.5/15)³ / 2.
    const [below, above] = calibrateEndPoints(Float64Array.of(40, 57.5), anchors, { below: 2, above: 3 });
    expect(below).toBeCloseTo(0.18, 12);
    expect(above).toBeCloseTo(1 - 0.0625, 12);
  });

  it('never falls where the set rises', () => {
    const numbers = fc.array(fc.double({ min: -100, max: 200, noNaN: true }), {
      minLength: 2,
      maxLength: 20,
    });
    fc.assert(
      fc.property(numbers, (values) => {
        const sorted = Float64Array.from(values).sort();
        for (const scores of [calibrateLogistic(sorted, anchors), calibrateEndPoints(sorted, anchors)]) {
          expect(
            scores.every((score, at) => score >= 0 && score <= 1 && (at === 0 || score >= scores[at - 1])),
          ).toBe(true);
        }
      }),
    );
  });

  it('makes a bell, and the bell upside down', () => {
    const heights = Float64Array.of(150, 165, 170, 175, 180, 185, 200);
    const middling = {
      left: { exclusion: 155, crossover: 165, inclusion: 175 },
      right: { inclusion: 175, crossover: 185, exclusion: 195 },
    };
    expect([...calibrateBell(heights, middling)]).toEqual([0, 0.5, 0.75, 1, 0.75, 0.5, 0]);
    const extreme = {
      left: { inclusion: 155, crossover: 165, exclusion: 175 },
      right: { exclusion: 175, crossover: 185, inclusion: 195 },
    };
    expect([...calibrateBell(heights, extreme)]).toEqual([1, 0.5, 0.25, 0, 0.25, 0.5, 1]);
    expect(() => calibrateBell(heights, { left: middling.left, right: middling.left })).toThrow(RangeError);
  });

  it('makes crisp and multi-value sets, a threshold itself being in', () => {
    expect([...calibrateCrisp(Float64Array.of(1, 2, 3), [2])]).toEqual([0, 1, 1]);
    expect([...calibrateCrisp(Float64Array.of(1, 2, 3, 5), [4, 2])]).toEqual([0, 1, 1, 2]);
  });

  it('says why anchors make no set', () => {
    expect(explainAnchors({ exclusion: 1, crossover: 1, inclusion: 2 })).toMatch(/crossover/);
    expect(explainAnchors({ exclusion: 1, crossover: 5, inclusion: 2 })).toMatch(/crossover/);
    expect(explainAnchors({ exclusion: 1, crossover: NaN, inclusion: 2 })).toMatch(/number/);
    expect(explainAnchors(anchors)).toBeNull();
    expect(() => calibrateLogistic(raw, { exclusion: 2, crossover: 2, inclusion: 2 })).toThrow(RangeError);
    expect(() => calibrateLogistic(raw, anchors, 0.4)).toThrow(RangeError);
    expect(() => calibrateEndPoints(raw, anchors, { below: 0 })).toThrow(RangeError);
    expect(() => calibrateCrisp(raw, [])).toThrow(RangeError);
  });
});

describe('indirect calibration', () => {
  const income = [
    720, 1098, 586, 468, 590, 983, 795, 390, 424, 662, 517, 1008, 350, 320, 331, 367, 897, 1038,
  ];
  const urban = [
    33.4, 60.5, 69, 28.5, 22, 21.2, 56.5, 31.1, 36.3, 25, 31.4, 78.8, 37, 15.3, 21.9, 43, 34, 74,
  ];

  // R 4.2.2: round(fitted(glm(y ~ log(x) + sqrt(x) + x + I(x^2), quasibinomial)), 6), y the groups of the thresholds.
  it.each([
    [
      income,
      [350, 400, 550, 700, 900],
      [
        0.67856, 0.997863, 0.578193, 0.455207, 0.580203, 0.978334, 0.78202, 0.187196, 0.324682, 0.622695,
        0.531183, 0.986237, 0.05317, 0.010884, 0.021006, 0.10053, 0.919718, 0.992317,
      ],
    ],
    [
      [0, ...urban],
      [25, 35, 50, 65],
      [
        0, 0.344847, 0.821822, 0.986335, 0.128144, 0.002461, 0.001108, 0.690111, 0.247873, 0.42918, 0.025083,
        0.261655, 1, 0.443206, 0, 0.002237, 0.501116, 0.365988, 0.998883,
      ],
    ],
  ])('agrees with the fractional logit of R', (raw, thresholds, expected) => {
    const scores = calibrateIndirect(Float64Array.from(raw), thresholds);
    if ('reason' in scores) throw new TypeError(scores.reason);
    expected.forEach((score, at) => expect(Math.abs(scores[at] - score)).toBeLessThan(1e-6));
  });

  it('says why it can not', () => {
    expect(calibrateIndirect(Float64Array.of(-1, 2, 3, 4, 5), [2])).toMatchObject({ reason: /below 0/ });
    expect(calibrateIndirect(Float64Array.of(1, 1, 2, 2, 3), [2])).toMatchObject({ reason: /five/ });
    expect(() => calibrateIndirect(Float64Array.of(1), [])).toThrow(RangeError);
  });
});
