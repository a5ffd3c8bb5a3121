import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctForAttenuation, correctForRangeRestriction } from './attenuation.ts';
import { isRefusal, type Conversion, type Refusal } from './conversion.ts';
import {
  biserialFromPointBiserial,
  correlationFromBeta,
  correlationFromChiSquare,
  correlationFromD,
  correlationFromF,
  correlationFromLogOdds,
  correlationFromP,
  correlationFromT,
  pointBiserialFromCorrelation,
} from './correlation-conversions.ts';
import {
  differenceFromChiSquare,
  differenceFromCorrelation,
  differenceFromF,
  differenceFromLogOdds,
  differenceFromLogOddsNormal,
  differenceFromMeans,
  differenceFromP,
  differenceFromT,
  logOddsFromDifference,
  logOddsFromDifferenceNormal,
  unbiasedDifference,
} from './difference-conversions.ts';
import {
  correlationInterval,
  deviationFromInterval,
  deviationFromStandardError,
  logRatioFromInterval,
  varianceFromInterval,
  varianceFromStandardError,
} from './reported-precision.ts';
import { fromScale, logit, toFisherZ } from './scales.ts';

function known(result: Conversion | Refusal): Conversion {
  if (isRefusal(result)) throw new Error(result.reason);
  return result;
}
const groups = { n1: 50, n2: 50 };

describe('published worked examples', () => {
  // Borenstein, Hedges, Higgins and Rothstein (2009, Introduction to Meta-Analysis), chapters 4 and 7.
  it('two means', () => {
    const d = known(differenceFromMeans({ mean: 103, sd: 5.5, n: 50 }, { mean: 100, sd: 4.5, n: 50 }));
    expect(d.value).toBeCloseTo(0.597, 4);
    expect(d.variance).toBeCloseTo(0.0418, 4);
    const g = known(unbiasedDifference(d, 98));
    expect(g.value).toBeCloseTo(0.5924, 4);
    expect(g.variance).toBeCloseTo(0.0411, 4);
    expect(g.exact).toBe(true);
  });

  it('a log odds ratio and a difference', () => {
    const d = known(differenceFromLogOdds(0.9069, 0.0676));
    expect(d.value).toBeCloseTo(0.5, 4);
    expect(d.variance).toBeCloseTo(0.0205, 4);
    const back = known(logOddsFromDifference(0.5, 0.0205));
    expect(back.value).toBeCloseTo(0.9069, 4);
    expect(back.variance).toBeCloseTo(0.0674, 4);
    expect([d.exact, back.exact]).toEqual([false, false]);
  });

  it('a correlation and a difference', () => {
    const d = known(differenceFromCorrelation(0.5, null, 0.0058));
    expect(d.value).toBeCloseTo(1.1547, 4);
    expect(d.variance).toBeCloseTo(0.055, 4);
    const r = known(correlationFromD(1.1547, null, 0.055));
    expect(r.value).toBeCloseTo(0.5, 4);
    expect(r.variance).toBeCloseTo(0.0058, 4);
    expect(r.note).toMatch(/equal/);
  });

  // Peterson and Brown (2005): r = β + .05λ.
  it('a regression weight', () => {
    expect(known(correlationFromBeta(0.2, 100)).value).toBeCloseTo(0.25, 12);
    expect(known(correlationFromBeta(-0.2, 100)).value).toBe(-0.2);
    expect(known(correlationFromBeta(0, null))).toMatchObject({ value: 0.05, variance: null, exact: false });
  });
});

describe('roads to the same place', () => {
  const t = fc.double({ min: -8, max: 8, noNaN: true }).filter((value) => Math.abs(value) > 1e-3);
  const sizes = fc.record({ n1: fc.integer({ min: 3, max: 300 }), n2: fc.integer({ min: 3, max: 300 }) });
  const direction = (value: number) => (value < 0 ? -1 : 1);

  it('t, F and d give one correlation', () => {
    fc.assert(
      fc.property(t, sizes, (value, { n1, n2 }) => {
        const df = n1 + n2 - 2;
        const r = known(correlationFromT(value, df)).value;
        expect(known(correlationFromF(value ** 2, df, direction(value))).value).toBeCloseTo(r, 12);
        const d = known(differenceFromT(value, { n1, n2 })).value;
        expect(known(correlationFromD(d, { n1, n2 })).value).toBeCloseTo(r, 12);
        expect(known(differenceFromCorrelation(r, { n1, n2 })).value).toBeCloseTo(d, 9);
        expect(known(differenceFromF(value ** 2, { n1, n2 }, direction(value))).value).toBeCloseTo(d, 12);
      }),
    );
  });

  it('p gives back the t that it was made from', () => {
    // R: 2 * pt(-2.5, 48) and 2 * pt(-12, 48)
    const d = known(differenceFromT(2.5, { n1: 25, n2: 25 })).value;
    expect(known(differenceFromP(0.0158896909342, { n1: 25, n2: 25 }, 1)).value).toBeCloseTo(d, 10);
    const strong = known(correlationFromP(4.66913713217e-16, 50, -1)).value;
    expect(strong).toBeCloseTo(-12 / Math.sqrt(144 + 48), 10);
  });

  it('there and back is where one was', () => {
    fc.assert(
      fc.property(fc.double({ min: -4, max: 4, noNaN: true }), (d) => {
        expect(known(differenceFromLogOdds(known(logOddsFromDifference(d, 1)).value, 1)).value).toBeCloseTo(
          d,
          12,
        );
        const normal = known(logOddsFromDifferenceNormal(d, 2));
        const back = known(differenceFromLogOddsNormal(normal.value, normal.variance));
        expect(back.value).toBeCloseTo(d, 12);
        expect(back.variance).toBeCloseTo(2, 12);
      }),
    );
  });

  it('chi-squared goes by way of φ', () => {
    expect(known(correlationFromChiSquare(9, 100, -1))).toMatchObject({ value: -0.3, exact: true });
    expect(known(differenceFromChiSquare(9, 100, -1)).value).toBeCloseTo(-0.6 / Math.sqrt(0.91), 12);
  });

  it('a cut at the median costs a fifth of a correlation', () => {
    const cut = known(pointBiserialFromCorrelation(0.45));
    expect(cut.value).toBeCloseTo(0.45 * Math.sqrt(2 / Math.PI), 12);
    expect(known(biserialFromPointBiserial(cut.value)).value).toBeCloseTo(0.45, 12);
  });
});

describe('standard errors and intervals', () => {
  it('give variances', () => {
    expect(known(varianceFromStandardError(0.3)).value).toBeCloseTo(0.09, 12);
    expect(known(varianceFromInterval(1, 0.412, 1.588)).value).toBeCloseTo(0.09, 4);
    // Cochrane Handbook 6.5.2.2: n = 25, interval 30.0 to 34.2 of t, SD 5.09.
    expect(known(deviationFromInterval(30, 34.2, 25)).value).toBeCloseTo(5.09, 2);
    expect(known(deviationFromStandardError(0.5, 16)).value).toBe(2);
  });

  it('say when an interval belongs to another scale', () => {
    const ratio = known(logRatioFromInterval(2.1, 1.3, 3.4));
    expect(ratio).toMatchObject({ exact: true, note: null });
    expect(ratio.value).toBeCloseTo(Math.log(2.1), 12);
    expect(known(varianceFromInterval(2.1, 1.3, 3.4)).note).toMatch(/another scale/);
    expect(known(logRatioFromInterval(1.4, 1.3, 3.4))).toMatchObject({ exact: false });
  });

  it('enclose a correlation', () => {
    const [low, high] = correlationInterval(0.5, 100)!;
    expect(low).toBeCloseTo(0.3366433, 6);
    expect(high).toBeCloseTo(0.6341398, 6);
    expect(correlationInterval(0.5, 3)).toBeNull();
    expect(correlationInterval(1, 30)).toBeNull();
  });
});

describe('corrections', () => {
  it('for unreliability', () => {
    const corrected = known(correctForAttenuation(0.3, { x: 0.8, y: 0.7 }, 101));
    expect(corrected.value).toBeCloseTo(0.3 / Math.sqrt(0.56), 12);
    expect(corrected.variance).toBeCloseTo(0.91 ** 2 / 100 / 0.56, 12);
    expect(known(correctForAttenuation(0.3, { x: 1, y: 1 }, 50)).value).toBe(0.3);
    expect(known(correctForAttenuation(0.9, { x: 0.5, y: 0.5 }, null)).note).toMatch(/beyond 1/);
  });

  it('for range restriction, undone by its inverse', () => {
    const wide = known(correctForRangeRestriction(0.3, 0.6, 100)).value;
    expect(wide).toBeGreaterThan(0.3);
    expect(known(correctForRangeRestriction(wide, 1 / 0.6, null)).value).toBeCloseTo(0.3, 12);
    expect(known(correctForRangeRestriction(0.3, 1, 100)).value).toBeCloseTo(0.3, 12);
  });
});

describe('what was reported cannot be', () => {
  it.each<[string, Conversion | Refusal, string | null]>([
    ['df of 0', correlationFromT(2, 0), 'df'],
    ['t that is not a number', correlationFromT(NaN, 20), 't'],
    ['a negative F', correlationFromF(-2, 20, 1), 'f'],
    ['a p of 0', correlationFromP(0, 20, 1), 'p'],
    ['a p above 1', differenceFromP(1.2, groups, 1), 'p'],
    ['n of 2', correlationFromP(0.4, 2, 1), 'n'],
    ['chi-squared above n', correlationFromChiSquare(30, 20, 1), 'chiSquare'],
    ['chi-squared of n', differenceFromChiSquare(20, 20, 1), 'chiSquare'],
    ['a weight above .5', correlationFromBeta(0.51, 100), 'beta'],
    ['a perfect correlation', differenceFromCorrelation(1, null), 'r'],
    ['an empty group', differenceFromT(2, { n1: 0, n2: 20 }), 'n1'],
    ['no spread', differenceFromMeans({ mean: 1, sd: 0, n: 9 }, { mean: 2, sd: 0, n: 9 }), 'sd1'],
    ['a negative variance', correlationFromLogOdds(1, -1), 'variance'],
    ['an estimate outside its interval', varianceFromInterval(3, 1, 2), 'estimate'],
    ['limits the wrong way round', varianceFromInterval(null, 2, 1), 'high'],
    ['a ratio of 0', logRatioFromInterval(0, 1, 2), 'ratio'],
    ['a reliability of 0', correctForAttenuation(0.3, { x: 0, y: 0.7 }, 20), 'reliabilityX'],
    ['u of 0', correctForRangeRestriction(0.3, 0, 20), 'u'],
    ['a cut at the end', biserialFromPointBiserial(0.3, 1), 'share'],
  ])('%s', (_, result, field) => {
    expect(isRefusal(result)).toBe(true);
    expect((result as Refusal).field).toBe(field);
    expect((result as Refusal).reason).not.toMatch(/NaN|undefined/u);
  });
});

describe('scales', () => {
  it('are undone', () => {
    expect(fromScale('fisher z', toFisherZ(0.4))).toBeCloseTo(0.4, 12);
    expect(fromScale('logit', logit(0.2))).toBeCloseTo(0.2, 12);
    expect(fromScale('logit', -800)).toBe(0);
    expect(fromScale('log', Math.log(3))).toBeCloseTo(3, 12);
    expect(fromScale('arcsine', Math.asin(Math.sqrt(0.3)))).toBeCloseTo(0.3, 12);
    expect(fromScale('arcsine', -0.1)).toBe(0);
    expect(fromScale('as it is', -2)).toBe(-2);
  });

  // Miller (1978): 3 of 11, 6 of 17, 10 of 21, 1 of 6; as metafor's transf.ipft.hm of the mean.
  it('the double arcsine at the harmonic mean', () => {
    const n = 4 / (1 / 11 + 1 / 17 + 1 / 21 + 1 / 6);
    expect(fromScale('double arcsine', 0.613091009497, n)).toBeCloseTo(0.316436101593, 10);
    expect(fromScale('double arcsine', 1.2, n)).toBeCloseTo(0.899171021, 8);
    expect(fromScale('double arcsine', 0.1, n)).toBe(0);
    expect(fromScale('double arcsine', 1.5, n)).toBe(1);
    expect(() => fromScale('double arcsine', 0.5)).toThrow(RangeError);
  });
});
