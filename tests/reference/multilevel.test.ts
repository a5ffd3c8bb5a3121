/**
 * Multilevel and multivariate models against metafor 5.1-12 (rma.mv, confint, anova) and clubSandwich 0.6.0 (coef_test,
 * Wald_test), on every data set of the reference that has them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCsv } from '#lib/core/csv/read.ts';
import { makeDesign, type Moderator } from '#lib/core/stats/multilevel/design.ts';
import { aggregateEffects } from '#lib/core/stats/multilevel/aggregate.ts';
import { fitMultivariate, type FitOptions, type MultivariateFit } from '#lib/core/stats/multilevel/fit.ts';
import type { Coefficient } from '#lib/core/stats/multilevel/inference.ts';
import { nestedIntercepts } from '#lib/core/stats/multilevel/nested.ts';
import { profileInterval, testComponent } from '#lib/core/stats/multilevel/profile.ts';
import { robustVariance, type RobustResult, type RobustType } from '#lib/core/stats/multilevel/robust.ts';
import { clusteredSampling, independentSampling } from '#lib/core/stats/multilevel/sampling.ts';
import { recordDifference, writeDifferencesOf } from './differences.ts';
import { tolerances } from './tolerances.ts';

const folder = '../shared/reference/meta';
const tables = '../shared/corpus/meta';
const isThere = existsSync(folder);
const files = isThere ? readdirSync(folder) : [];

/** What the reference holds and this project does not compute, with the reason. */
const notOffered = [
  [
    'robumeta_RVE.json',
    'robumeta weights effects by its own scheme; robust variances here belong to a fitted model',
  ],
  ['mh_peto.json', 'Mantel–Haenszel and Peto pooling are not among the methods of a review of correlations'],
  ['CR1S, CR3', 'CR0, CR1, CR1p and CR2 cover the cases; CR3 approximates the jackknife'],
  ['saddlepoint', 'Satterthwaite degrees of freedom are the default of clubSandwich for single coefficients'],
  ['z_pooled', 'correlation matrices are pooled as correlations'],
  ['uni, egger, metareg of psy_*', 'one-level models; tested with pooling'],
] as const;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever R wrote
type Json = any;

writeDifferencesOf('multilevel');

/** Compares, noting the difference; `tolerance` is absolute for values up to 1 and relative above. */
function near(method: string, seen: number | null | undefined, expected: number, tolerance: number): void {
  expect(seen, method).toBeTypeOf('number');
  expect(recordDifference(method, seen!, expected), `${method}: ${seen} for ${expected}`).toBeLessThan(
    tolerance,
  );
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));

function compareCoefficients(method: string, seen: readonly Coefficient[], expected: Json): void {
  const terms = list<string>(expected.term);
  expect(seen.map(({ term }) => term)).toEqual(terms);
  seen.forEach((coefficient, i) => {
    near(method, coefficient.estimate, list<number>(expected.estimate)[i], tolerances.estimate);
    near(method, coefficient.standardError, list<number>(expected.se)[i], tolerances.estimate);
    near(method, coefficient.pValue, list<number>(expected.pval)[i], tolerances.pValue);
    near(method, coefficient.lower, list<number>(expected.ci_lb)[i], tolerances.estimate);
    near(method, coefficient.upper, list<number>(expected.ci_ub)[i], tolerances.estimate);
    const df = list<number | null>(expected.df)[i];
    if (df === null) expect(coefficient.df).toBeNull();
    else near(method, coefficient.df, df, tolerances.estimate);
  });
}

function compareFit(method: string, fit: MultivariateFit, expected: Json): void {
  compareCoefficients(method, fit.coefficients, expected.coef);
  expect(fit.components.map(({ name }) => name)).toEqual(expected.s_names);
  expect(fit.components.map(({ groups }) => groups)).toEqual(expected.s_nlevels);
  expected.sigma2.forEach((variance: number, level: number) => {
    near(method, fit.components[level].variances[0], variance, tolerances.estimate);
    near(method, fit.heterogeneity!.levels![level], expected.I2_levels[level], tolerances.estimate);
  });
  near(method, fit.heterogeneity!.total, expected.I2_total, tolerances.estimate);
  near('Cochran Q of residual heterogeneity', fit.QE!.statistic, expected.QE, tolerances.closedForm);
  near('Cochran Q of residual heterogeneity', fit.QE!.pValue, expected.QEp, tolerances.closedForm);
  expect(fit.QE!.df).toBe(expected.QE_df);
  near(method, fit.QM.statistic, expected.QM, tolerances.estimate);
  near(method, fit.QM.pValue, expected.QMp, tolerances.pValue);
  expect([fit.QM.df, fit.QM.df2]).toEqual(expected.QMdf);
  near(method, fit.fitML.logLik, expected.fit.logLik_ML, tolerances.estimate);
  near(method, fit.fitML.AIC, expected.fit.AIC_ML, tolerances.estimate);
  near(method, fit.fitML.BIC, expected.fit.BIC_ML, tolerances.estimate);
  near(method, fit.fitREML.logLik, expected.fit.logLik_REML, tolerances.estimate);
  near(method, fit.fitREML.AIC, expected.fit.AIC_REML, tolerances.estimate);
  near(method, fit.fitREML.BIC, expected.fit.BIC_REML, tolerances.estimate);
  near(method, fit.fitREML.AICc, expected.fit.AICc_REML, tolerances.estimate);
  if (expected.PI) {
    near(method, fit.prediction![0], expected.PI[0], tolerances.estimate);
    near(method, fit.prediction![1], expected.PI[1], tolerances.estimate);
  }
}

interface Loaded {
  reference: Json;
  fit(method: 'ML' | 'REML', options?: FitOptions, moderators?: Moderator[]): MultivariateFit;
  robust(fit: MultivariateFit, type: RobustType, moderators?: Moderator[]): RobustResult;
}

function load(file: string, correlation = 0): Loaded {
  const reference = read(file);
  // The set with imputed covariances has the sampling variances of the one without.
  const variances: number[] = reference.vi ?? read('mv_assink2016.json').vi;
  const levels = Object.entries<number[]>(reference.levels).map(([name, codes]) => ({
    name,
    labels: codes.map(String),
  }));
  const sampling = correlation
    ? clusteredSampling(variances, levels[0].labels, correlation)
    : independentSampling(variances);
  const k = reference.yi.length;
  return {
    reference,
    fit(method, options, moderators) {
      const random = nestedIntercepts(levels);
      const design = makeDesign(k, moderators);
      const fit = fitMultivariate({ effects: reference.yi, sampling, design, random, method }, options);
      if (!fit.converged) throw new Error(fit.message);
      return fit;
    },
    robust(fit, type, moderators) {
      const found = robustVariance(fit.fitted, makeDesign(k, moderators), levels[0].labels, type);
      if ('reason' in found) throw new Error(found.message);
      return found;
    },
  };
}

/** Moderators of the corpus' table, in the order of the effects. */
function moderatorsOf(set: string, formula: string): Moderator[] {
  const { rows } = readCsv(readFileSync(`${tables}/dat.${set}.csv`, 'utf8'));
  const numbers = (column: string) => rows.map(({ cells }) => Number(cells[column]));
  return formula
    .slice(1)
    .split('+')
    .map((part) => part.trim())
    .map((name): Moderator => {
      const factor = /^factor\((.*)\)$/.exec(name)?.[1];
      if (factor) return { name, values: rows.map(({ cells }) => cells[factor]) };
      if (name === 'deltype') return { name, values: rows.map(({ cells }) => cells.deltype) };
      if (name !== 'yearc') return { name, values: numbers(name) };
      const years = numbers('year');
      const mean = years.reduce((sum, year) => sum + year, 0) / years.length;
      return { name, values: years.map((year) => year - mean) };
    });
}

const nested = files.filter((file) => /^mv_/.test(file) && !/berkey|craft/.test(file));

it.skipIf(!isThere)('names what the reference holds and is not offered', () => {
  expect(nested.length).toBeGreaterThan(5);
  for (const [name, reason] of notOffered) expect(`${name}: ${reason}`).toMatch(/: \S/);
});

describe.skipIf(!isThere).each(nested)('%s', (file) => {
  const data = load(file, file.includes('rho0.6') ? 0.6 : 0);
  const { reference } = data;

  it.each([
    ['REML_z', 'REML', { test: 'z' }],
    ['REML_t', 'REML', { test: 't' }],
    ['ML_z', 'ML', { test: 'z' }],
    ['ML_t', 'ML', { test: 't' }],
    ['REML_t_contain', 'REML', { test: 't', degreesOfFreedom: 'contain' }],
  ] as const)('%s', (name, method, options) => {
    compareFit(`Multilevel model, ${method}`, data.fit(method, options), reference[name]);
  });

  it('profile-likelihood intervals', () => {
    const { fitted } = data.fit('REML');
    for (const level of [0, 1]) {
      const [estimate, lower, upper] = reference.confint[level + 1].mat[0];
      const interval = profileInterval(fitted, level)!;
      near('Profile interval', interval.estimate, estimate, tolerances.varianceComponent);
      near('Profile interval', interval.lower, lower, tolerances.varianceComponent);
      near('Profile interval', interval.upper, upper, tolerances.varianceComponent);
    }
  });

  it('likelihood-ratio tests', () => {
    const { fitted } = data.fit('REML');
    for (const level of [0, 1]) {
      const expected = reference[`LRT_sigma2_${level + 1}_zero`];
      const found = testComponent(fitted, level);
      if ('reason' in found) throw new Error(found.message);
      near('Likelihood-ratio test', found.statistic, expected.LRT, tolerances.estimate);
      near('Likelihood-ratio test', found.pValue, expected.p, tolerances.pValue);
      near('Likelihood-ratio test', found.logLikReduced, expected.logLik_red, tolerances.estimate);
    }
  });

  it.each(['CR0', 'CR1', 'CR1p', 'CR2'] as const)('robust: %s', (type) => {
    const fit = data.fit('REML');
    const { coefficients } = data.robust(fit, type);
    const expected = reference.coef_test_all[type];
    near(`Robust variance ${type}`, coefficients[0].standardError, expected.SE[0], tolerances.estimate);
    near(`Robust variance ${type}`, coefficients[0].statistic, expected.tstat[0], tolerances.estimate);
    near(`Robust variance ${type}`, coefficients[0].df, expected.df_Satt[0], tolerances.estimate);
    near(`Robust variance ${type}`, coefficients[0].pValue, expected.p_Satt[0], tolerances.pValue);
    if (type === 'CR2') compareCoefficients('Robust variance CR2', coefficients, reference.robust_CR2.coef);
    if (type === 'CR1p') {
      const { naive } = data.robust(fit, type);
      compareCoefficients('Robust variance CR1p', naive, reference.robust_default.coef);
    }
  });

  for (const [name, expected] of Object.entries<Json>(reference.mods ?? {})) {
    it(`moderators: ${name}`, () => {
      const moderators = moderatorsOf(reference.id.replace(/_.*/, ''), expected.formula);
      const fit = data.fit('REML', { test: 't' }, moderators);
      compareFit('Multilevel model with moderators', fit, expected);
      const robust = data.robust(fit, 'CR2', moderators);
      compareCoefficients(
        'Robust variance CR2 with moderators',
        robust.coefficients,
        expected.robust_CR2.coef,
      );
      const { F, df_num, df_denom, p } = expected.Wald_HTZ;
      near('HTZ test', robust.omnibus.F, F, tolerances.estimate);
      expect(robust.omnibus.df).toBe(df_num);
      near('HTZ test', robust.omnibus.df2, df_denom, tolerances.estimate);
      near('HTZ test', robust.omnibus.pValue, p, tolerances.pValue);
    });
  }
});

describe.skipIf(!isThere).each(files.filter((file) => file.startsWith('psy_')))(
  'three levels of %s',
  (file) => {
    const data = load(file);
    const { mv, robust_CR2: robust } = data.reference;
    const fit = data.fit('REML');

    it('REML', () => {
      compareCoefficients('Multilevel model, REML', fit.coefficients, mv.coef);
      expect(fit.components.map(({ groups }) => groups)).toEqual(mv.nlevels);
      mv.sigma2.forEach((variance: number, level: number) =>
        near('Multilevel model, REML', fit.components[level].variances[0], variance, tolerances.estimate),
      );
      near('Multilevel model, REML', fit.fitREML.logLik, mv.logLik, tolerances.estimate);
      near('Cochran Q of residual heterogeneity', fit.QE!.statistic, mv.QE, tolerances.closedForm);
    });

    it('robust: CR2', () => {
      compareCoefficients('Robust variance CR2', data.robust(fit, 'CR2').coefficients, robust.coef);
    });
  },
);

describe.skipIf(!isThere)('mv_berkey1998_UN_REML.json', () => {
  const reference = isThere ? read('mv_berkey1998_UN_REML.json') : null;
  const rows = isThere ? readCsv(readFileSync(`${tables}/dat.berkey1998.csv`, 'utf8')).rows : [];
  const number = (row: number, column: string) => Number(rows[row].cells[column]);

  function fit(names: string[], columns: (row: number) => number[]): MultivariateFit {
    const trials = [...new Set(rows.map(({ cells }) => cells.trial))];
    const found = fitMultivariate({
      effects: rows.map((_, row) => number(row, 'yi')),
      sampling: trials.map((trial) => {
        const own = rows.flatMap(({ cells }, row) => (cells.trial === trial ? [row] : []));
        return { rows: own, covariance: own.map((row) => [number(row, 'v1i'), number(row, 'v2i')]) };
      }),
      design: { names, rows: rows.map((_, row) => columns(row)), hasIntercept: false, redundant: [] },
      random: [
        {
          name: 'outcome | trial',
          structure: 'UN',
          outer: rows.map(({ cells }) => cells.trial),
          inner: rows.map(({ cells }) => cells.outcome),
        },
      ],
      method: 'REML',
    });
    if (!found.converged) throw new Error(found.message);
    return found;
  }

  const is = (row: number, outcome: string) => (rows[row].cells.outcome === outcome ? 1 : 0);

  it('two outcomes', () => {
    const found = fit(['outcomeAL', 'outcomePD'], (row) => [is(row, 'AL'), is(row, 'PD')]);
    compareCoefficients('Multivariate model, unstructured', found.coefficients, reference.coef);
    compareUnstructured(found, reference);
    near('Multivariate model, unstructured', found.fitREML.logLik, reference.logLik, tolerances.estimate);
    near('Cochran Q of residual heterogeneity', found.QE!.statistic, reference.QE, tolerances.closedForm);
  });

  it('with the year', () => {
    const year = (row: number) => number(row, 'year') - 1983;
    const found = fit(reference.with_year.coef.term, (row) => [
      is(row, 'AL'),
      is(row, 'PD'),
      is(row, 'AL') * year(row),
      is(row, 'PD') * year(row),
    ]);
    compareCoefficients('Multivariate model, unstructured', found.coefficients, reference.with_year.coef);
    compareUnstructured(found, reference.with_year);
  });
});

function compareUnstructured(found: MultivariateFit, expected: Json): void {
  const method = 'Multivariate model, unstructured';
  expected.tau2.forEach((variance: number, level: number) =>
    near(method, found.components[0].variances[level], variance, tolerances.estimate),
  );
  expected.rho.forEach((correlation: number, pair: number) =>
    near(method, found.components[0].correlations[pair], correlation, tolerances.estimate),
  );
}

describe.skipIf(!isThere).each(files.filter((file) => file.startsWith('aggregate_')))('%s', (file) => {
  it('one effect a study', () => {
    const reference = read(file);
    const { yi, vi, levels } = read('mv_assink2016.json');
    const study = levels.study.map(String);
    const found = aggregateEffects(yi, clusteredSampling(vi, study, reference.rho), study);
    expect(found.map(({ label }) => Number(label))).toEqual(reference.study);
    found.forEach(({ effect, variance }, i) => {
      near('Aggregated effects', effect, reference.yi[i], tolerances.closedForm);
      near('Aggregated effects', variance, reference.vi[i], tolerances.closedForm);
    });
  });
});
