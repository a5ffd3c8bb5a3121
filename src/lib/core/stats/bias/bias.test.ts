import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bcg } from '../pooling/published-examples.ts';
import { testKendall } from './kendall.ts';
import { estimatePetPeese } from './pet-peese.ts';
import { isProblem, type Problem } from './problem.ts';
import { testRankCorrelation } from './rank-test.ts';
import { testByMetaRegression, testByWeightedLine } from './regression-test.ts';
import { makeStepLikelihood } from './step-likelihood.ts';
import { fitStepSelection } from './step-selection.ts';
import { trimAndFill } from './trim-and-fill.ts';

function answer<T extends object>(value: T | Problem): T {
  if (isProblem(value)) throw new Error(value.problem);
  return value;
}

/**
 * Environmental tobacco smoke and lung cancer, log odds ratios of 37 studies (Hackshaw, Law and Wald 1997, BMJ 315,
 * 980–988), from their odds ratios and 95 % limits.
 */
const hackshaw = {
  yi: [
    0.165514438477573, 0.371563556432483, 0.703097511413113, 0.182321556793955, -0.287682072451781,
    0.727548607277278, 0.756121979721334, -0.22314355131421, -0.23572233352107, 0.698134722070984,
    0.207014169384326, 0.182321556793955, 0.418710334858185, 0.0295588022415444, 0.438254930931155,
    0.0295588022415444, 0.85015092936961, 0.500775287912489, 0.173953307123438, 0.418710334858185,
    0.770108221696074, 0.0769610411361284, 0.936093359170335, 0.482426149244293, 0.0582689081239758,
    -0.23572233352107, -0.301105092783922, 0.819779831493311, -0.0304592074847086, 0.470003629245736,
    0.173953307123438, 0.506817602368452, 0.231111720963387, 0.0953101798043249, 0.506817602368452,
    0.148420005118273, 0.104360015324243,
  ],
  vi: [
    0.0187768854850681, 0.033044038905788, 0.540195865342449, 0.0312676144886663, 0.0796556541020111,
    0.227320591670482, 0.0889215627069803, 0.192679603117081, 0.339016347538589, 0.0980662024387636,
    0.0455555485775347, 0.231749969641464, 0.0796429220192453, 0.217395024672567, 0.0769579740386881,
    0.0715017635257731, 0.292565772065689, 0.0324375074298712, 0.0362733466418536, 0.483851241822467,
    0.123816201921842, 0.071085191722119, 0.398195433354185, 0.089623124068944, 0.0337198883325506,
    0.0161294909173902, 0.180233473435612, 0.317147722864399, 0.0125468451490273, 0.113696292350967,
    0.0893367804165667, 0.175985594791832, 0.0100290474315282, 0.0862143558865863, 0.0398749675436979,
    0.0363997555696295, 0.0664195066219777,
  ],
};

describe('Kendall', () => {
  // Hollander and Wolfe (1973, Nonparametric Statistical Methods), p. 187: tuna and Hunter L values; R's cor.test
  it('the tuna example is exact', () => {
    const seen = testKendall(
      [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1],
      [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8],
    )!;
    expect(seen.exact).toBe(true);
    expect(seen.tau).toBeCloseTo(4 / 9, 12);
    expect(seen.pValue).toBeCloseTo(0.1194389, 6);
  });

  // R 4.2.2: cor.test(x, z, method = "kendall", exact = TRUE), which says that it can't be exact
  it('ties make it normal', () => {
    const seen = testKendall([1, 2, 2, 4, 5, 5, 7, 8], [3, 1, 1, 4, 6, 5, 2, 9])!;
    expect(seen.exact).toBe(false);
    expect(seen.tau).toBeCloseTo(0.528395949267, 10);
    expect(seen.pValue).toBeCloseTo(0.0763570041784, 10);
  });

  it('the exact distribution is whole: every order of four', () => {
    // Of the 24 orders, 1, 3, 5, 6, 5, 3, 1 have 0 to 6 concordant pairs.
    expect(testKendall([1, 2, 3, 4], [1, 2, 3, 4])!.pValue).toBeCloseTo(2 / 24, 12);
    expect(testKendall([1, 2, 3, 4], [2, 1, 3, 4])!.pValue).toBeCloseTo(8 / 24, 12);
    expect(testKendall([1, 2, 3, 4], [4, 3, 2, 1])!.pValue).toBeCloseTo(2 / 24, 12);
  });

  it('has no answer where nothing varies', () => {
    expect(testKendall([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(testKendall([], [])).toBeNull();
  });
});

describe('small-study effects of the BCG trials', () => {
  // metafor 3.8: regtest(rma(yi, vi)), regtest(…, model = "lm"), ranktest, trimfill(rma(yi, vi, method = "FE"))
  it('regression tests', () => {
    const mixed = answer(testByMetaRegression(bcg));
    expect(mixed.statistic).toBeCloseTo(-0.80333, 4);
    expect(mixed.limit).toBeCloseTo(-0.51043, 4);
    const line = answer(testByWeightedLine(bcg));
    expect(line.statistic).toBeCloseTo(-1.40128200228933, 10);
    expect(line.df).toBe(11);
    expect(line.pValue).toBeCloseTo(0.188706995081979, 10);
  });

  it('Egger’s regression of the standard normal deviate on precision is the same line', () => {
    const { slope, effect } = answer(estimatePetPeese(bcg)).pet;
    const precision = bcg.vi.map((variance) => 1 / Math.sqrt(variance));
    const deviate = bcg.yi.map((effectOf, i) => effectOf * precision[i]);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [mx, my] = [mean(precision), mean(deviate)];
    const b =
      precision.reduce((sum, x, i) => sum + (x - mx) * (deviate[i] - my), 0) /
      precision.reduce((sum, x) => sum + (x - mx) ** 2, 0);
    expect(effect.estimate).toBeCloseTo(b, 10);
    expect(slope.estimate).toBeCloseTo(my - b * mx, 10);
  });

  it('rank test', () => {
    const seen = answer(testRankCorrelation(bcg));
    expect(seen.tau).toBeCloseTo(1 / 39, 12);
    expect(seen.pValue).toBeCloseTo(0.952361907960866, 10);
  });

  // Viechtbauer (2010, JSS 36(3)), trim and fill: four studies filled in on the right under equal effects
  it('trim and fill', () => {
    const seen = answer(trimAndFill(bcg, { method: 'EE' }));
    expect(seen).toMatchObject({ side: 'right', missing: 4 });
    expect(seen.missingStandardError).toBeCloseTo(2.3853, 4);
    expect(seen.fit.coefficients[0].estimate).toBeCloseTo(-0.291, 4);
    expect(answer(trimAndFill(bcg, { method: 'EE' }, 'R0')).missing).toBe(4);
    expect(answer(trimAndFill(bcg, { method: 'EE' }, 'L0', 'left')).missing).toBe(0);
  });

  it('PET answers, since its effect is not told from 0', () => {
    const seen = answer(estimatePetPeese(bcg));
    expect(seen.chosen).toBe('pet');
    expect(seen.effect).toBe(seen.pet.effect);
    expect(seen.peese.effect.estimate).toBeCloseTo(-0.379953506428271, 10);
    expect(answer(estimatePetPeese(bcg, 0.95, 0.5)).chosen).toBe('peese');
  });
});

describe('step selection model', () => {
  // metafor 3.8: selmodel(rma(yi, vi, method = "ML"), type = "stepfun", steps = …); the help page's example
  it('Hackshaw, one step', () => {
    const seen = answer(fitStepSelection(hackshaw, { steps: [0.025] }));
    expect(seen.alternative).toBe('greater');
    expect(seen.estimate).toBeCloseTo(0.1944015, 5);
    expect(seen.standardError).toBeCloseTo(0.07978347, 5);
    expect(seen.tau2).toBeCloseTo(0.01662263, 6);
    expect(seen.weights[1].weight).toBeCloseTo(0.7643951, 4);
    expect(seen.LRT.statistic).toBeCloseTo(0.1170527, 6);
    expect(seen.LRT.pValue).toBeCloseTo(0.7322533, 6);
    expect(seen.logLikelihood).toBeCloseTo(-10.090076, 5);
  });

  it('Hackshaw, two steps', () => {
    const seen = answer(fitStepSelection(hackshaw, { steps: [0.025, 0.5] }));
    expect(seen.estimate).toBeCloseTo(0.0765685, 5);
    expect(seen.standardError).toBeCloseTo(0.0887605, 5);
    expect(seen.weights.map(({ weight }) => weight.toFixed(3))).toEqual(['1.000', '0.460', '0.150']);
    expect(seen.LRT).toMatchObject({ df: 2 });
    expect(seen.LRT.pValue).toBeCloseTo(0.13523989, 5);
  });

  it('mirrored effects favour the other side', () => {
    const one = answer(fitStepSelection(hackshaw));
    const other = answer(fitStepSelection({ yi: hackshaw.yi.map((effect) => -effect), vi: hackshaw.vi }));
    expect(other.alternative).toBe('less');
    expect(other.estimate).toBeCloseTo(-one.estimate, 9);
    expect(other.weights[1].weight).toBeCloseTo(one.weights[1].weight, 8);
  });

  it('says where an interval of p holds no study', () => {
    const seen = fitStepSelection({ yi: [2, 2.1, 1.9, 2.2], vi: [0.01, 0.02, 0.01, 0.02] });
    expect(isProblem(seen) && seen.problem).toMatch(/No study has a p value between 0.025 and 1/);
  });

  it('refuses steps outside 0 and 1', () => {
    expect(() => fitStepSelection(hackshaw, { steps: [1.5] })).toThrow(RangeError);
    expect(() => fitStepSelection(hackshaw, { steps: [] })).toThrow(RangeError);
  });

  it.each(['greater', 'two-sided'] as const)('derivatives are those of the likelihood, %s', (alternative) => {
    const likelihood = makeStepLikelihood({ ...hackshaw, steps: [0.025, 0.5], alternative });
    fc.assert(
      fc.property(
        fc.tuple(
          fc.double({ min: -0.5, max: 0.8, noNaN: true }),
          fc.double({ min: 0.01, max: 0.5, noNaN: true }),
          fc.double({ min: 0.05, max: 3, noNaN: true }),
          fc.double({ min: 0.05, max: 3, noNaN: true }),
        ),
        (at) => {
          const here = likelihood(at);
          at.forEach((value, j) => {
            const step = 1e-5 * Math.max(0.1, Math.abs(value));
            const move = (by: number) => likelihood(at.map((entry, i) => (i === j ? entry + by : entry)));
            const [up, down] = [move(step), move(-step)];
            const slope = (up.value - down.value) / (2 * step);
            expect(Math.abs(slope - here.gradient[j])).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
            at.forEach((_, i) => {
              const bend = (up.gradient[i] - down.gradient[i]) / (2 * step);
              expect(Math.abs(bend - here.hessian[i][j])).toBeLessThan(1e-4 * (1 + Math.abs(bend)));
            });
          });
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the edges', () => {
  const methods = [
    (effects: { yi: number[]; vi: number[] }) => testByMetaRegression(effects),
    (effects: { yi: number[]; vi: number[] }) => testByWeightedLine(effects),
    (effects: { yi: number[]; vi: number[] }) => testRankCorrelation(effects),
    (effects: { yi: number[]; vi: number[] }) => estimatePetPeese(effects),
    (effects: { yi: number[]; vi: number[] }) => trimAndFill(effects),
    (effects: { yi: number[]; vi: number[] }) => fitStepSelection(effects),
  ];

  it.each([
    ['no effect', { yi: [], vi: [] }],
    ['one effect', { yi: [1], vi: [1] }],
    ['a variance of 0', { yi: [1, 2, 3, 4], vi: [1, 0, 1, 2] }],
    ['an effect that is no number', { yi: [1, NaN, 3, 4], vi: [1, 1, 1, 2] }],
  ])('%s is told, never thrown', (_, effects) => {
    for (const method of methods) {
      const seen = method(effects);
      expect(isProblem(seen) && seen.problem).toMatch(/\w/);
    }
  });

  it('studies of one precision can’t be regressed on it', () => {
    const effects = { yi: [0.1, 0.5, 0.3, 0.9], vi: [0.04, 0.04, 0.04, 0.04] };
    for (const method of methods.slice(0, 5)) {
      const seen = method(effects);
      expect(isProblem(seen) && seen.problem).toMatch(/one precision/);
    }
  });

  it('lengths that differ are an error of code', () => {
    for (const method of methods) expect(() => method({ yi: [1, 2, 3], vi: [1] })).toThrow(RangeError);
  });
});
