import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  binomialCombination,
  combineP,
  directedTest,
  fisherCombination,
  oneSidedTest,
  signCombination,
  stoufferCombination,
  tippettCombination,
} from './combine-p.ts';

// Becker (1994, in Cooper and Hedges, The Handbook of Research Synthesis, ch. 15), five p values.
const becker = [0.016, 0.067, 0.25, 0.405, 0.871];

describe('the example of Becker (1994)', () => {
  const seen = combineP(becker.map(oneSidedTest));
  it('Fisher', () => {
    expect(seen.fisher!.chisq).toBeCloseTo(18.533, 3);
    expect(seen.fisher!.df).toBe(10);
    expect(seen.fisher!.p).toBeCloseTo(0.0466, 4);
  });
  it('Stouffer', () => {
    expect(seen.stouffer!.z).toBeCloseTo(1.5325, 4);
    expect(seen.stouffer!.p).toBeCloseTo(0.0627, 4);
  });
  it('Tippett', () => expect(seen.tippett!.p).toBeCloseTo(1 - 0.984 ** 5, 12));
  it('signs', () => expect(seen.sign).toEqual({ positive: 4, negative: 1, p: 0.375 }));
  it('binomial', () => {
    expect(seen.binomial).toMatchObject({ r: 1, k: 5, alpha: 0.05 });
    expect(seen.binomial!.p).toBeCloseTo(1 - 0.95 ** 5, 12);
  });
});

describe('at the ends', () => {
  it('one p is itself', () => {
    expect(fisherCombination([0.03])!.p).toBeCloseTo(0.03, 12);
    expect(tippettCombination([0.03])!.p).toBeCloseTo(0.03, 12);
    expect(combineP([oneSidedTest(0.03)]).stouffer!.p).toBeCloseTo(0.03, 12);
  });

  it('nothing combines to nothing', () => {
    expect(combineP([])).toEqual({
      k: 0,
      fisher: null,
      stouffer: null,
      tippett: null,
      sign: null,
      binomial: null,
    });
  });

  it('keeps the digits of small p values', () => {
    expect(tippettCombination([1e-30, 0.5])!.p / 2e-30).toBeCloseTo(1, 12);
    expect(combineP([directedTest(1e-20, -1), directedTest(1e-20, 1)]).stouffer!.z).toBeCloseTo(0, 12);
    expect(combineP([directedTest(1e-30, 1)]).stouffer!.p / 5e-31).toBeCloseTo(1, 9);
  });

  it('has no z for a p of 1, and no sign for one of .5', () => {
    expect(combineP([oneSidedTest(1), oneSidedTest(0.2)]).stouffer).toBeNull();
    expect(signCombination([0.5, 0.5])).toBeNull();
    expect(directedTest(1, -1)).toEqual({ p: 0.5, z: 0 });
  });

  it('refuses what is no p value, no weight, no level', () => {
    expect(() => oneSidedTest(0)).toThrow(RangeError);
    expect(() => directedTest(1.1, 1)).toThrow(RangeError);
    expect(() => fisherCombination([NaN])).toThrow(RangeError);
    expect(() => stoufferCombination([1, 2], [1])).toThrow(RangeError);
    expect(() => stoufferCombination([1, 2], [1, -1])).toThrow(RangeError);
    expect(() => binomialCombination([0.1], 1)).toThrow(RangeError);
    expect(stoufferCombination([1, 2], [0, 0])).toBeNull();
  });
});

describe('properties', () => {
  const p = fc.double({ min: 1e-12, max: 0.999, noNaN: true });
  const ps = fc.array(p, { minLength: 1, maxLength: 12 });
  const pOf = (values: number[]) => {
    const { fisher, stouffer, tippett } = combineP(values.map(oneSidedTest));
    return [fisher!.p, stouffer!.p, tippett!.p];
  };

  it('order does not matter', () => {
    fc.assert(
      fc.property(ps, (values) => {
        const back = pOf(values.toReversed());
        pOf(values).forEach((value, i) => expect(value).toBeCloseTo(back[i], 10));
      }),
    );
  });

  it('a smaller p never makes the whole larger', () => {
    fc.assert(
      fc.property(ps, ([first, ...rest]) => {
        const smaller = pOf([first / 2, ...rest]);
        pOf([first, ...rest]).forEach((value, i) => expect(smaller[i]).toBeLessThanOrEqual(value + 1e-12));
      }),
    );
  });

  it('equal weights are none', () => {
    fc.assert(
      fc.property(ps, (values) => {
        const tests = values.map(oneSidedTest);
        const weighted = combineP(tests, { weights: values.map(() => 3) });
        expect(weighted.stouffer!.z).toBeCloseTo(combineP(tests).stouffer!.z, 9);
      }),
    );
  });
});
