/**
 * Small-study effects and publication bias against metafor 5.1-12, every univariate set of the reference.
 *
 * Where the reference's τ² stopped early (pooling.test.ts tells how), what is compared is metafor 3.8 with
 * control = list(threshold = 1e-13, tol = 1e-14). Two of the reference's selection models end on a lower peak of the
 * likelihood than ours; started near ours, metafor's selmodel climbs ours too.
 */
import { describe, expect, it } from 'vitest';
import { estimatePetPeese } from '#lib/core/stats/bias/pet-peese.ts';
import { isProblem, type Problem } from '#lib/core/stats/bias/problem.ts';
import { testRankCorrelation } from '#lib/core/stats/bias/rank-test.ts';
import { testByMetaRegression, testByWeightedLine } from '#lib/core/stats/bias/regression-test.ts';
import { fitStepSelection } from '#lib/core/stats/bias/step-selection.ts';
import type { Alternative } from '#lib/core/stats/bias/step-likelihood.ts';
import { trimAndFill, type FillEstimator, type Side } from '#lib/core/stats/bias/trim-and-fill.ts';
import type { PoolMethod } from '#lib/core/stats/pooling/options.ts';
import { writeDifferencesOf } from './differences.ts';
import { tolerances } from './tolerances.ts';
import { expectClosedForm, expectNear, readSets, referenceIsThere } from './univariate-sets.ts';

writeDifferencesOf('bias');

function answer<T extends object>(value: T | Problem): T {
  if (isProblem(value)) throw new Error(value.problem);
  return value;
}

interface ReferenceRegression {
  stat: number;
  df: number | null;
  pval: number;
  limit_est: number;
  limit_ci: [number, number];
}

interface ReferenceFill {
  side: Side;
  k0: number;
  se_k0?: number;
  estimate: number;
  se: number;
  ci: [number, number];
  tau2: number;
  filled_yi: number[];
  filled_vi: number[];
}

interface ReferenceSelection {
  estimate: number;
  se: number | null;
  ci: [number, number];
  tau2: number;
  se_tau2: number | null;
  delta: number[];
  se_delta: (number | null)[];
  LRT: number;
  LRTp: number;
  LRTdf: number;
  ll: number;
}

/** Regression test on the standard error: z, p, limit and its interval. */
const tightRegression: Record<string, ReferenceRegression> = {
  nielweise2008_IRD: {
    stat: -0.968989327323454,
    df: null,
    pval: 0.332550514217773,
    limit_est: -0.000341427711724,
    limit_ci: [-0.001999485046483, 0.001316629623035],
  },
  nielweise2008_IRSD: {
    stat: -0.36847749199694,
    df: null,
    pval: 0.71251722513994,
    limit_est: -0.00845209922924,
    limit_ci: [-0.03387637, 0.0169721],
  },
};

/** Trim and fill with REML: estimate, se, interval and τ². */
const tightFill: Record<string, Record<string, [number, number, number, number, number]>> = {
  nielweise2008_IRD: {
    REML_L0: [-7.51027053265e-4, 4.71115990767e-4, -1.67439742771e-3, 1.72343321179e-4, 2.43709678104e-7],
    REML_R0: [-6.4891860418e-4, 4.90469493786e-4, -1.61022114752e-3, 3.12383939156e-4, 3.07957200818e-7],
    REML_L0_left: [
      -8.77917045724e-4, 4.21252727178e-4, -1.70355721938e-3, -5.22768720667e-5, 1.33844975299e-7,
    ],
    REML_L0_right: [
      -7.51027053265e-4, 4.71115990767e-4, -1.67439742771e-3, 1.72343321179e-4, 2.43709678104e-7,
    ],
  },
  nielweise2008_IRSD: {
    REML_L0: [-0.012466536583, 0.00602402118255, -0.0242734011429, -6.5967202313e-4, 7.44073404035e-5],
    REML_R0: [-0.012466536583, 0.00602402118255, -0.0242734011429, -6.5967202313e-4, 7.44073404035e-5],
    REML_L0_left: [-0.0130053305876, 0.00589114912469, -0.0245517706995, -0.00145889047563, 7.12196179537e-5],
    REML_L0_right: [-0.012466536583, 0.00602402118255, -0.0242734011429, -6.5967202313e-4, 7.44073404035e-5],
  },
  bcg_AS: {
    REML_R0: [-0.00959705239306, 0.02268896829036, -0.05406661308853, 0.03487250830241, 0.00898586215825],
  },
};

/** selmodel with control = list(beta.init = 0.05, tau2.init = 0.001, delta.init = c(1, 0.02)), and so on. */
const higherPeaks: Record<string, { estimate: number; se: number; delta: number; ll: number }> = {
  'egger2001_OR stepfun_0.025_less': {
    estimate: 0.03767102,
    se: 0.02757208,
    delta: 0.03321729,
    ll: -17.30135,
  },
  'nielweise2008_IRD stepfun_0.025_less': {
    estimate: -7.173005e-4,
    se: 4.207525e-4,
    delta: 0.3157693,
    ll: 43.46091,
  },
};

/** Our peak of the log likelihood is .046 higher than the one that the reference ended on. */
const onlyHigher = ['nielweise2008_IRD stepfun_0.025-0.5_less'];

describe.skipIf(!referenceIsThere)('small-study effects as metafor', () => {
  it('every set is read', () => expect(readSets()).toHaveLength(49));

  for (const { id, yi, vi, raw } of readSets().filter((set) => set.raw.regtest ?? set.raw.egger)) {
    describe(id, () => {
      if (raw.regtest)
        it('regression tests', () => {
          for (const [name, predictor] of [
            ['sei', 'standard error'],
            ['vi', 'variance'],
          ] as const) {
            const line = answer(testByWeightedLine({ yi, vi }, 0.95, predictor));
            const lm: ReferenceRegression = raw.regtest[`lm_${name}`];
            const closed = (what: string, seen: number, expected: number) =>
              expectClosedForm('Egger, weighted line', what, seen, expected);
            closed('stat', line.statistic, lm.stat);
            closed('pval', line.pValue, lm.pval);
            closed('limit', line.limit, lm.limit_est);
            closed('limit', line.limitInterval[0], lm.limit_ci[0]);
            closed('limit', line.limitInterval[1], lm.limit_ci[1]);
            expect(line.df).toBe(lm.df);

            const mixed = answer(testByMetaRegression({ yi, vi }, {}, predictor));
            const tight = tightRegression[id];
            if (tight && name === 'vi') continue;
            const rma: ReferenceRegression = tight ?? raw.regtest[`rma_${name}`];
            const near = (what: string, seen: number, expected: number) =>
              expectNear('Egger, meta-regression', `${name} ${what}`, seen, expected, near3(expected));
            near('stat', mixed.statistic, rma.stat);
            near('pval', mixed.pValue, rma.pval);
            near('limit', mixed.limit, rma.limit_est);
            near('limit', mixed.limitInterval[0], rma.limit_ci[0]);
            near('limit', mixed.limitInterval[1], rma.limit_ci[1]);
            expect(mixed.df).toBe(rma.df);
          }
        });

      if (raw.egger_lm)
        it('PET, PEESE and the classical form', () => {
          const { pet, peese } = answer(estimatePetPeese({ yi, vi }));
          for (const [line, expected] of [
            [pet, raw.pet],
            [peese, raw.peese],
          ] as const) {
            const near = (what: string, seen: number | null, value: number) =>
              expectClosedForm('PET-PEESE', what, seen, value);
            near('b0', line.effect.estimate, expected.b0);
            near('se0', line.effect.standardError, expected.se0);
            near('p0', line.effect.pValue, expected.p0);
            near('b1', line.slope.estimate, expected.b1);
            near('se1', line.slope.standardError, expected.se1);
            near('p1', line.slope.pValue, expected.p1);
          }
          expectClosedForm('PET-PEESE', 'classic', pet.slope.estimate, raw.egger_classic.intercept);
          expectClosedForm('PET-PEESE', 'classic se', pet.slope.standardError, raw.egger_classic.se);
          expectClosedForm('PET-PEESE', 'lm t', pet.slope.statistic, raw.egger_lm.t[1]);
        });

      if (raw.egger)
        it('Egger of the psychology sets', () => {
          const line = answer(testByWeightedLine({ yi, vi }));
          expectClosedForm('Egger, weighted line', 't', line.statistic, raw.egger.t);
          expectClosedForm('Egger, weighted line', 'p', line.pValue, raw.egger.p);
          expectClosedForm('Egger, weighted line', 'limit', line.limit, raw.egger.limit);
          expect(line.df).toBe(raw.egger.df);
        });

      if (raw.ranktest)
        it('rank test', () => {
          const seen = answer(testRankCorrelation({ yi, vi }));
          expectClosedForm('rank test', 'tau', seen.tau, raw.ranktest.tau);
          expectClosedForm('rank test', 'pval', seen.pValue, raw.ranktest.pval);
        });

      for (const [name, expected] of Object.entries<ReferenceFill>(raw.trimfill ?? {})) {
        const [method, estimator] = name.split('_');
        if (estimator === 'Q0') continue;
        it(`trim and fill, ${name}`, () => {
          const options = { method: method as PoolMethod };
          const seen = answer(trimAndFill({ yi, vi }, options, estimator as FillEstimator));
          compareFill(seen, expected, tightFill[id]?.[name]);
          // The reference counts the rows without an effect too, and so takes the wrong ones for filled.
          if (raw.k_rows !== raw.k_used || tightFill[id]?.[name]) return;
          const near = (what: string, value: number, to: number) =>
            expectNear('trim and fill', what, value, to, near4(to));
          near('se_k0', seen.missingStandardError, expected.se_k0!);
          seen.filled.yi.forEach((effect, j) => near('filled', effect, expected.filled_yi[j]));
          seen.filled.vi.forEach((variance, j) => near('filled', variance, expected.filled_vi[j]));
        });
      }

      for (const [name, expected] of Object.entries<ReferenceFill>(raw.trimfill_sided ?? {})) {
        const [method, estimator, side] = name.split('_');
        it(`trim and fill, ${name}`, () => {
          const options = { method: method as PoolMethod };
          compareFill(
            answer(trimAndFill({ yi, vi }, options, estimator as FillEstimator, side as Side)),
            expected,
            tightFill[id]?.[name],
          );
        });
      }

      for (const [name, expected] of Object.entries<ReferenceSelection>(raw.selmodel_ML ?? {})) {
        const [type, steps, alternative] = name.split('_');
        if (type !== 'stepfun') continue;
        it(`selection model, ${name}`, () => {
          const seen = fitStepSelection(
            { yi, vi },
            { steps: steps.split('-').map(Number), alternative: alternative as Alternative },
          );
          if (isProblem(seen)) {
            expect(seen.problem).toMatch(/No study has a p value/);
            // There the reference gives a weight without a standard error.
            expect(expected.se_delta.slice(1)).toContain(null);
            return;
          }
          expect(seen.logLikelihood).toBeGreaterThan(expected.ll - 1e-6);
          const near = (what: string, value: number | null, to: number | null, distance: number) =>
            expectNear('step selection', what, value, to, distance * Math.max(1, Math.abs(to ?? 0)));
          const peak = higherPeaks[`${id} ${name}`];
          if (onlyHigher.includes(`${id} ${name}`)) return;
          if (peak) {
            near('estimate', seen.estimate, peak.estimate, tolerances.varianceComponent);
            near('se', seen.standardError, peak.se, tolerances.varianceComponent);
            expect(seen.weights[1].weight).toBeCloseTo(peak.delta, id === 'egger2001_OR' ? 4 : 0);
            expect(seen.logLikelihood).toBeGreaterThan(peak.ll);
            expect(peak.ll).toBeGreaterThan(expected.ll);
            return;
          }
          near('ll', seen.logLikelihood, expected.ll, tolerances.varianceComponent);
          near('estimate', seen.estimate, expected.estimate, tolerances.varianceComponent);
          near('se', seen.standardError, expected.se, tolerances.varianceComponent);
          near('tau2', seen.tau2, expected.tau2, tolerances.varianceComponent);
          near('se_tau2', seen.tau2StandardError, expected.se_tau2, tolerances.varianceComponent);
          near('LRT', seen.LRT.statistic, expected.LRT, 2 * tolerances.varianceComponent);
          near('LRTp', seen.LRT.pValue, expected.LRTp, tolerances.varianceComponent);
          expect(seen.LRT.df).toBe(expected.LRTdf);
          seen.weights.forEach(({ weight, standardError }, j) => {
            // In standard errors: a weight of 77 ± 239 is as flat as its likelihood.
            const error = expected.se_delta[j] ?? 1;
            near('delta', weight, expected.delta[j], 5 * tolerances.varianceComponent * Math.max(1, error));
            if (j > 0)
              near('se_delta', standardError, expected.se_delta[j], 5 * tolerances.varianceComponent);
          });
        });
      }
    });
  }
});

const near3 = (value: number) => tolerances.varianceComponent * Math.max(1, Math.abs(value));
const near4 = (value: number) => tolerances.estimate * Math.max(1, Math.abs(value));

function compareFill(
  seen: Exclude<ReturnType<typeof trimAndFill>, Problem>,
  expected: ReferenceFill,
  tight?: readonly number[],
): void {
  const [term] = seen.fit.coefficients;
  if (tight) {
    const { estimate, standardError, interval } = term;
    [estimate, standardError, interval![0], interval![1], seen.fit.tau2!].forEach((value, j) =>
      expectClosedForm('trim and fill', 'with tau2 found exactly', value, tight[j]),
    );
    expect(seen.missing).toBe(expected.k0);
    return;
  }
  const near = (what: string, value: number | null | undefined, to: number) =>
    expectNear('trim and fill', what, value, to, near4(to));
  expect(seen.missing).toBe(expected.k0);
  if (expected.side) expect(seen.side).toBe(expected.side);
  near('estimate', term.estimate, expected.estimate);
  near('se', term.standardError, expected.se);
  near('ci_lb', term.interval?.[0], expected.ci[0]);
  near('ci_ub', term.interval?.[1], expected.ci[1]);
  expectNear('trim and fill', 'tau2', seen.fit.tau2, expected.tau2, tolerances.varianceComponent);
}
