import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noiseBand, noiseBandInSteps, quickNoiseBand } from './noise-band.ts';

/** The band by going through every way in which each study may or may not name the factor. */
function bandByEnumeration(named: number[], factors: number, level: number): [number, number] {
  const outcomes = new Map<number, number>();
  for (let way = 0; way < 2 ** named.length; way++) {
    let share = 0;
    let probability = 1;
    for (const [study, m] of named.entries()) {
      const names = Math.min(1, m / factors);
      const isNamed = (way >> study) % 2 === 1;
      probability *= isNamed ? names : 1 - names;
      if (isNamed) share += 1 / m / named.length;
    }
    const key = Math.round(share * 1e9) / 1e9;
    outcomes.set(key, (outcomes.get(key) ?? 0) + probability);
  }
  const sorted = [...outcomes].sort(([a], [b]) => a - b);
  const quantile = (q: number) => {
    let total = 0;
    for (const [share, probability] of sorted) {
      total += probability;
      if (total >= q - 1e-12) return share;
    }
    return sorted.at(-1)![0];
  };
  return [quantile((1 - level) / 2), quantile((1 + level) / 2)];
}

describe('where a share would fall by chance', () => {
  it('is what going through all ways gives', () => {
    const named = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(
        named,
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(0.5, 0.8, 0.95),
        (m, factors, level) => {
          const [low, high] = noiseBand(m, factors, level)!;
          const [wantedLow, wantedHigh] = bandByEnumeration(m, factors, level);
          expect(low).toBeCloseTo(wantedLow, 8);
          expect(high).toBeCloseTo(wantedHigh, 8);
        },
      ),
    );
    expect.hasAssertions();
  });

  it('is binomial where every study names one factor', () => {
    // R: qbinom(c(.025, .975), 50, 1/5) / 50.
    expect(noiseBand(Array(50).fill(1), 5)).toEqual([expect.closeTo(0.1, 12), expect.closeTo(0.32, 12)]);
  });

  it('leaves nothing to chance where a study names all factors there are', () => {
    expect(noiseBand([4, 4, 4], 4)).toEqual([0.25, 0.25]);
    expect(noiseBand([1], 1)).toEqual([1, 1]);
  });

  it('narrows with the number of studies, around one share in F', () => {
    const width = (studies: number) => {
      const named = Array.from({ length: studies }, (_, at) => 1 + (at % 4));
      const [low, high] = noiseBand(named, 10)!;
      expect(low).toBeLessThanOrEqual(0.1);
      expect(high).toBeGreaterThanOrEqual(0.1);
      return high - low;
    };
    expect(width(400)).toBeLessThan(width(100));
    expect(width(100)).toBeLessThan(width(25));
  });

  it('does not depend on the order of the studies', () => {
    expect(noiseBand([3, 1, 2, 2, 5, 1], 7)).toEqual(noiseBand([1, 1, 2, 2, 3, 5], 7));
  });

  it('is undefined without a study or a factor', () => {
    expect(noiseBand([], 5)).toBeNull();
    expect(noiseBand([1], 0)).toBeNull();
  });

  it.each([0, 1.5, -1, Number.NaN])('refuses a study that names %f factors', (m) => {
    expect(() => noiseBand([1, m], 5)).toThrow(RangeError);
  });

  it('of 2,000 studies of two kinds is where the normal distribution puts it', () => {
    // Mean 1/F; variance of a study's part: (m/F)(1 − m/F)/m².
    const named = Array.from({ length: 2000 }, (_, at) => 1 + (at % 2));
    const variance = ((1 / 10) * 0.9 + ((2 / 10) * 0.8) / 4) / 2 / 2000;
    const [low, high] = noiseBand(named, 10)!;
    expect(low).toBeCloseTo(0.1 - 1.96 * Math.sqrt(variance), 3);
    expect(high).toBeCloseTo(0.1 + 1.96 * Math.sqrt(variance), 3);
  });

  it('comes near the normal band for thousands of studies that name anything from one to fifteen factors', () => {
    const named = Array.from({ length: 2000 }, (_, i) => 1 + ((i * 7919) % 15));
    const [low, high] = noiseBand(named, 30)!;
    const variance = named.reduce((sum, m) => sum + ((m / 30) * (1 - m / 30)) / m ** 2, 0);
    const half = (1.959964 * Math.sqrt(variance)) / 2000;
    expect(low).toBeCloseTo(1 / 30 - half, 3);
    expect(high).toBeCloseTo(1 / 30 + half, 3);
  });
});

describe('a band that may not take long', () => {
  const many = Array.from({ length: 900 }, (_, at) => 1 + (at % 11));

  it('is left out until it is known', () => {
    expect(quickNoiseBand(many, 17)).toBeUndefined();
    const band = noiseBand(many, 17);
    expect(quickNoiseBand(many, 17)).toEqual(band);
    expect(quickNoiseBand(many, 18)).toBeUndefined();
    expect(quickNoiseBand([], 18)).toBeNull();
  });

  it('is computed at once for few studies', () => {
    expect(quickNoiseBand([1, 2, 2], 5)).toEqual(noiseBand([2, 1, 2], 5));
  });

  it('pauses on its way', () => {
    const steps = noiseBandInSteps(many, 19);
    let pauses = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) pauses++;
    expect(pauses).toBeGreaterThan(10);
    expect(step.value).toEqual(noiseBand(many, 19));
  });
});
