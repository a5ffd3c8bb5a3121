/**
 * Pooling against metafor 5.1-12, every univariate set of the reference.
 *
 * Methods in closed form agree to a millionth. Those found by iteration are held to the reference twice: their own
 * result within four decimals (three for τ²), and everything that follows from the reference's own τ² to a millionth.
 * The reference's iterations stop early: metafor ends Fisher scoring at a change of 1e-5, root search at 1.2e-4. Where
 * effects are so small that this shows in the decimals, `tight` holds what metafor gives with threshold = tol = 1e-13.
 */
import { describe, expect, it } from 'vitest';
import { cumulate } from '#lib/core/stats/pooling/cumulative.ts';
import { measureInfluence } from '#lib/core/stats/pooling/influence.ts';
import type { PoolMethod, PoolOptions, PoolTest } from '#lib/core/stats/pooling/options.ts';
import { poolMethods } from '#lib/core/stats/pooling/options.ts';
import { poolEffects } from '#lib/core/stats/pooling/pool-effects.ts';
import { predictEffects } from '#lib/core/stats/pooling/predict-effects.ts';
import type { PoolFit } from '#lib/core/stats/pooling/result.ts';
import { writeDifferencesOf } from './differences.ts';
import { tolerances } from './tolerances.ts';
import {
  expectClosedForm,
  expectNear,
  readColumn,
  readModerators,
  readSets,
  referenceIsThere,
  type ReferenceFit,
} from './univariate-sets.ts';

/** What the reference holds and the product does not offer, with the reason. */
export const notOffered = {
  DLIT: 'iterated DL is PM by another route, and weighing.md names PM',
  SJIT: 'iterated SJ, not named in weighing.md',
  tau2_CI_PL: 'profile-likelihood interval of τ²: the Q-profile interval is the one named',
  hc: 'Henmi and Copas: not named',
  fsn: 'fail-safe N: not named, and advised against (Cochrane Handbook ch. 13)',
  tes: 'test of excess significance: not named',
  trimfill_Q0: 'estimator Q0: not named, L0 and R0 are',
  'regtest_ni, ninv, sqrtni, sqrtninv': 'predictors of sample size: a table of effects has none',
  'selmodel beta, halfnorm, negexp': 'step selection model is the one named',
  PI_t: 't with k − p degrees of freedom after z: default with --test t, knha or adhoc',
  leave1out: 'empty in the reference; compared with metafor beside the code',
  cumul: 'empty in the reference, which holds cumul_by_year_REML',
  psy_metareg: 'the column of the moderator is not in the corpus',
};

/** τ² of metafor 3.8 with control = list(threshold = 1e-13, tol = 1e-14). */
const tight: Record<string, number> = {
  'bcg_OR ablat ML': 0.00399840101014123,
  'bcg_OR ablat_year ML': 0.00209439301324311,
  'bcg_OR2DN ablat ML': 0.00146865050898551,
  'bcg_OR2DN ablat_year REML': 0.033548625269226,
  'bcg_OR2DN ablat_year ML': 0.000769290363258396,
  'bcg_RR ablat_year ML': 0.0268731993154557,
  'bcg_RR alloc_ablat ML': 0.029389869437141,
  'bcg_RTET ablat_year REML': 0.00490002116640198,
  'bcg_RTET ablat_year ML': 0,
  'bcg_RTET alloc_ablat ML': 0.00284660165849221,
  'bcg_YUY ablat ML': 0.000498681849855782,
  'bcg_YUY ablat_year REML': 0.00634686292772442,
  'bcg_YUY ablat_year ML': 0.000531521102027783,
  'bcg_YUY alloc_ablat ML': 0,
  'bonett2010_ARAW PM': 0.000398402046555998,
  'bonett2010_ARAW PMM': 0.000446468912848458,
  'michael2013_MD ML': 0.00144566855902826,
  'nielweise2008_IRSD PM': 2.69748080242688e-5,
  'nielweise2008_IRSD PMM': 4.4210234764248e-5,
};

/**
 * The first study's diagnostics with threshold = 1e-13 (metafor 3.8), for the sets whose variances are so small that the
 * reference's early stop shows in them.
 */
const tightInfluence: Record<string, Record<string, number>> = {
  michael2013_MD: {
    rstudent: 0.808150475281,
    dffits: 0.158885375593,
    'cook.d': 0.0250777146798,
    'cov.r': 1.00185883586,
    'tau2.del': 0.00353629657546,
    dfbs: 0.160466890039,
  },
  nielweise2008_IRD: {
    rstudent: 0.213923947084,
    dffits: 0.0390633452235,
    'cook.d': 0.0015434148977,
    'cov.r': 1.23666484836,
    'tau2.del': 2.11608467407e-7,
    dfbs: 0.0358874925902,
  },
  nielweise2008_IRSD: {
    rstudent: 0.540676245631,
    dffits: 0.199134923843,
    'cook.d': 0.0417422939792,
    'cov.r': 1.22270331103,
    'tau2.del': 9.47370054399e-5,
    dfbs: 0.194591136385,
  },
  bonett2010_ARAW: {
    rstudent: 1.20667474036,
    dffits: 0.43378051532,
    'cook.d': 0.18054161907,
    'cov.r': 1.08866250543,
    'tau2.del': 0.000374957053138,
    dfbs: 0.433622472331,
  },
};

writeDifferencesOf('pooling');

const iterated = ['ML', 'REML', 'EB', 'PM', 'PMM'];

function fit(effects: Parameters<typeof poolEffects>[0], options: PoolOptions): PoolFit {
  const result = poolEffects(effects, options);
  if (!result.fitted) throw new Error(result.reason);
  return result;
}

function methodOf(name: string): { method: PoolMethod; test: PoolTest } {
  const [method, test = 'z'] = name.split('_');
  return { method: (method === 'FE' ? 'EE' : method) as PoolMethod, test: test as PoolTest };
}

const isOffered = (name: string) => (poolMethods as readonly string[]).includes(methodOf(name).method);

/** Everything that follows from τ². */
function compareAll(name: string, seen: PoolFit, expected: ReferenceFit, relative?: number): void {
  const method = methodOf(name).method;
  const near = (what: string, value: number | null | undefined, to: number | null | undefined) =>
    expectClosedForm(method, `${name} ${what}`, value, to, relative);
  seen.coefficients.forEach((term, j) => {
    const { coef } = expected;
    near(`${term.term} estimate`, term.estimate, coef.estimate[j]);
    near(`${term.term} se`, term.standardError, coef.se[j]);
    near(`${term.term} stat`, term.statistic, coef.stat[j]);
    near(`${term.term} pval`, term.pValue, coef.pval[j]);
    near(`${term.term} ci_lb`, term.interval?.[0], coef.ci_lb[j]);
    near(`${term.term} ci_ub`, term.interval?.[1], coef.ci_ub[j]);
    expect(term.df).toBe(coef.df[j]);
  });
  expect(seen.count).toBe(expected.k);
  expect(seen.parameters).toBe(expected.p);
  near('tau2', seen.tau2, expected.tau2);
  expectClosedForm('I² and H²', `${name} I2`, seen.I2, expected.I2, relative);
  expectClosedForm('I² and H²', `${name} H2`, seen.H2, expected.H2, relative);
  near('QE', seen.QE?.statistic, expected.QE);
  near('QEp', seen.QE?.pValue, expected.QEp);
  near('QM', seen.QM.statistic, expected.QM);
  near('QMp', seen.QM.pValue, expected.QMp);
  expect(seen.QM.df).toEqual(expected.QMdf);
  expectClosedForm('Knapp and Hartung', `${name} s2w`, seen.varianceFactor, expected.s2w, relative);
  near('ll ML', seen.fitStatistics.ML.logLikelihood, expected.fit.logLik_ML);
  near('deviance ML', seen.fitStatistics.ML.deviance, expected.fit.dev_ML);
  near('ll REML', seen.fitStatistics.REML.logLikelihood, expected.fit.logLik_REML);
  for (const side of [0, 1] as const) {
    const [seenEnd, expectedEnd] = [seen.predictionInterval?.[side], expected.PI_default?.[side]];
    expectClosedForm('prediction interval', `${name} default`, seenEnd, expectedEnd, relative);
  }
}

function compareCovariance({ covariance }: PoolFit, { vcov }: ReferenceFit): void {
  vcov?.forEach((row, i) =>
    row.forEach((entry, j) => expectClosedForm('moderators', 'vcov', covariance[i][j], entry)),
  );
}

describe.skipIf(!referenceIsThere)('pooling as metafor', () => {
  it('every set is read', () => expect(readSets()).toHaveLength(49));

  for (const set of readSets()) {
    const { id, yi, vi } = set;

    describe(id, () => {
      const names = Object.keys(set.fits).filter(isOffered);

      it.each(names)('%s', (name) => {
        const expected = set.fits[name];
        const options = methodOf(name);
        const { method } = options;
        const seen = fit({ yi, vi }, options);
        if (!iterated.includes(method)) {
          compareAll(name, seen, expected);
          expectClosedForm(method, 'se_tau2', seen.tau2StandardError, expected.se_tau2);
          expectClosedForm(method, 'AIC', seen.fitStatistics.ML.AIC, expected.fit.AIC_ML);
          expectClosedForm(method, 'BIC', seen.fitStatistics.ML.BIC, expected.fit.BIC_ML);
          expectClosedForm(method, 'AICc', seen.fitStatistics.ML.AICc, expected.fit.AICc_ML);
          expectClosedForm(method, 'AIC REML', seen.fitStatistics.REML.AIC, expected.fit.AIC_REML);
        } else {
          const exact = tight[`${id} ${method}`];
          if (exact === undefined) {
            const [{ estimate }] = seen.coefficients;
            expectNear(method, 'estimate', estimate, expected.coef.estimate[0], tolerances.estimate);
          } else {
            expectClosedForm(method, 'tau2', seen.tau2, exact);
          }
          expectNear(method, 'tau2', seen.tau2, expected.tau2, tolerances.varianceComponent);
          expectNear(
            method,
            'se_tau2',
            seen.tau2StandardError,
            expected.se_tau2,
            tolerances.varianceComponent,
          );
          compareAll(name, fit({ yi, vi }, { ...options, tau2: expected.tau2 }), expected);
        }
        const riley = fit(
          { yi, vi },
          {
            ...options,
            tau2: method === 'EE' ? undefined : expected.tau2,
            predictionInterval: 'riley',
          },
        );
        expectClosedForm(
          'prediction interval',
          'Riley',
          riley.predictionInterval?.[0],
          expected.PI_riley?.[0],
        );
        expectClosedForm(
          'prediction interval',
          'Riley',
          riley.predictionInterval?.[1],
          expected.PI_riley?.[1],
        );
      });

      for (const [method, expected] of Object.entries<{ tau2: number[] }>(set.raw.tau2_CI ?? {})) {
        it(`Q-profile interval after ${method}`, () => {
          const seen = fit({ yi, vi }, { method: method as PoolMethod });
          for (const side of [0, 1]) {
            expectNear(
              'Q-profile interval',
              'tau2',
              seen.tau2Interval?.[side],
              expected.tau2[1 + side],
              tolerances.varianceComponent,
            );
          }
        });
      }

      for (const [name, fits] of Object.entries(set.metareg)) {
        it.each(Object.keys(fits))(`moderators ${name}, %s`, (label) => {
          const expected = fits[label];
          const options = methodOf(label);
          const effects = readModerators(set, expected.formula!);
          const seen = fit(effects, options);
          if (iterated.includes(options.method)) {
            const exact = tight[`${id} ${name} ${options.method}`];
            expectNear('moderators', 'tau2', seen.tau2, expected.tau2, tolerances.varianceComponent);
            if (exact !== undefined) expectClosedForm('moderators', 'tau2', seen.tau2, exact);
            else
              seen.coefficients.forEach(({ term, estimate }, j) => {
                const reference = expected.coef.estimate[j]!;
                const distance = tolerances.estimate * Math.max(1, Math.abs(reference));
                expectNear('moderators', term, estimate, reference, distance);
              });
            const given = fit(effects, { ...options, tau2: expected.tau2 });
            compareAll(label, given, expected);
            compareCovariance(given, expected);
          } else {
            compareAll(label, seen, expected);
            expectClosedForm('moderators', 'se_tau2', seen.tau2StandardError, expected.se_tau2);
            expectClosedForm('moderators', 'R2', seen.R2, expected.R2);
            compareCovariance(seen, expected);
          }
        });
      }

      if (set.raw.influence)
        it('influence', () => {
          const seen = measureInfluence({ yi, vi }, { method: 'REML' });
          if (!seen.fitted) throw new Error(seen.reason);
          const expected = set.raw.influence;
          const exact = tightInfluence[id];
          seen.rows.forEach((row, i) => {
            if (exact && i > 0) return;
            const near = (what: string, value: number | null, to: number) => {
              if (exact?.[what] !== undefined)
                expectClosedForm('influence', `${what} ${i}`, value, exact[what]);
              else if (!exact) {
                const distance = tolerances.varianceComponent * Math.max(1, Math.abs(to));
                expectNear('influence', `${what} ${i}`, value, to, distance);
              }
            };
            near('rstudent', row.rstudent, expected.rstudent[i]);
            near('dffits', row.dffits, expected.dffits[i]);
            near('cook.d', row.cooksDistance, expected['cook.d'][i]);
            near('cov.r', row.covarianceRatio, expected['cov.r'][i]);
            near('tau2.del', row.tau2Without, expected['tau2.del'][i]);
            near('QE.del', row.QEWithout, expected['QE.del'][i]);
            near('hat', row.hat, expected.hat[i]);
            near('weight', row.weight, expected.weight[i]);
            near('dfbs', row.dfbetas[0], expected.dfbs[i]);
            expect(row.isInfluential).toBe(expected.inf[i] === '*');
          });
        });

      if (set.raw.blup)
        it('predicted effects', () => {
          const seen = predictEffects(
            { yi, vi },
            fit({ yi, vi }, { method: 'REML', tau2: set.fits.REML_z.tau2 }),
          );
          const expected = set.raw.blup;
          seen.forEach(({ estimate, standardError, interval }, i) => {
            const near = (what: string, value: number, to: number) =>
              expectClosedForm('predicted effects', `${what} ${i}`, value, to);
            near('pred', estimate, expected.pred[i]);
            near('se', standardError, expected.se[i]);
            near('pi_lb', interval[0], expected.pi_lb[i]);
            near('pi_ub', interval[1], expected.pi_ub[i]);
          });
        });

      if (set.raw.weights)
        it('weights', () => {
          for (const [method, expected] of Object.entries<number[]>(set.raw.weights)) {
            const { tau2 } = set.fits[`${method}_z`];
            const raw = vi.map((variance) => 1 / (variance + tau2));
            const total = raw.reduce((sum, weight) => sum + weight, 0);
            raw.forEach((weight, i) =>
              expectClosedForm(method, `weight ${i}`, (100 * weight) / total, expected[i]),
            );
          }
        });

      if (set.raw.uwls)
        it('unrestricted least squares are equal effects with knha', () => {
          const [term] = fit({ yi, vi }, { method: 'EE', test: 'knha' }).coefficients;
          expectClosedForm('EE', 'estimate', term.estimate, set.raw.uwls.b0);
          expectClosedForm('EE', 'se', term.standardError, set.raw.uwls.se0);
        });

      if (set.raw.cumul_by_year_REML)
        it('cumulative by year', () => {
          const expected = set.raw.cumul_by_year_REML;
          const order: number[] = expected.order;
          const steps = cumulate({ yi, vi }, { method: 'REML' }, readColumn(set, 'year'));
          steps.forEach(({ result }, at) => {
            if (!result.fitted) throw new Error(result.reason);
            const what = `tau2 ${at} of ${order.length}`;
            if (at > 0)
              expectNear('cumulative', what, result.tau2, expected.tau2[at], tolerances.varianceComponent);
            // What follows from the reference's own τ².
            const sofar = steps.slice(0, at + 1).map(({ added }) => added);
            const [{ estimate, interval }] = fit(
              { yi: sofar.map((row) => yi[row]), vi: sofar.map((row) => vi[row]) },
              { method: 'REML', tau2: expected.tau2[at] },
            ).coefficients;
            expectClosedForm('cumulative', 'estimate', estimate, expected.estimate[at]);
            expectClosedForm('cumulative', 'ci_lb', interval?.[0], expected.ci_lb[at]);
            expectClosedForm('cumulative', 'ci_ub', interval?.[1], expected.ci_ub[at]);
          });
        });
    });
  }
});
