import type { DesignMatrix } from './design-matrix.ts';
import { estimateTau2 } from './estimate-tau2.ts';
import { describeFit } from './fit-statistics.ts';
import { describeHeterogeneity, profileTau2, testHeterogeneity } from './heterogeneity.ts';
import { criticalValue, testCoefficients, testTogether, varianceFactor } from './inference.ts';
import { InterceptModel } from './intercept-model.ts';
import type { LinearModel } from './linear-model.ts';
import type { CompleteOptions } from './options.ts';
import { RegressionModel } from './regression-model.ts';
import { refuse, type Interval, type PoolFit, type PoolResult } from './result.ts';

/** The model without moderators. */
export const interceptOnly = (): DesignMatrix => ({ terms: ['intrcpt'], columns: [], dropped: [] });

/**
 * Fits one model to checked effects: finite, with variances of 0 or more. Everything else (leave-one-out, trim and fill,
 * regression tests) calls this.
 *
 * @param design X; the columns may be left out for an intercept alone.
 */
export function fitPool(
  yi: Float64Array,
  vi: Float64Array,
  design: DesignMatrix,
  options: CompleteOptions,
): PoolResult {
  const { method, level } = options;
  const warnings = design.dropped.map(
    (term) => `${term} was left out: the terms before it determine it (it is constant or collinear).`,
  );
  const k = yi.length;
  const p = design.terms.length;
  const equalEffects = method === 'EE';
  const single = k === 1 && p === 1;
  if (k === 0) return refuse('There is no effect to pool.', warnings);
  const estimated = !equalEffects && options.tau2 === undefined;
  const needed = estimated && !single ? p + 1 : p;
  if (k < needed) {
    const what = `${p} coefficient${p === 1 ? '' : 's'}${estimated ? ' and τ²' : ''}`;
    return refuse(`${k} effects are too few to estimate ${what}.`, warnings);
  }
  const test = single ? 'z' : options.test;
  if (single && options.test !== 'z') warnings.push('With a single effect the test is z.');
  const zero = vi.some((variance) => variance === 0);
  warnAboutVariances(vi, zero, warnings);

  const model = p === 1 ? new InterceptModel(yi) : new RegressionModel(yi, design.columns);
  const spread = estimateSpread(model, yi, vi, options, warnings);
  if ('problem' in spread) return refuse(spread.problem, warnings, spread.converged);
  const { tau2, standardError: tau2StandardError } = spread;
  if (zero && tau2 === 0) {
    return refuse('A sampling variance is 0: that effect would have infinite weight.', warnings);
  }

  const fit = model.estimate(vi.map((variance) => 1 / (variance + tau2)));
  const factor = varianceFactor(test, fit.residualSquares, k - p);
  const covariance = fit.covariance.map((row) => row.map((entry) => factor * entry));
  if (![...fit.coefficients, ...covariance.flat()].every(Number.isFinite)) {
    return refuse('The sampling variances are too unlike each other to compute with.', warnings);
  }
  if (factor === 0) {
    warnings.push(
      'The effects agree exactly, so that the standard error after Knapp and Hartung is 0 and tells nothing; use z or adhoc.',
    );
  }
  if (equalEffects && (test === 'knha' || test === 'adhoc')) {
    warnings.push('Knapp and Hartung’s test is made for random effects, not for equal effects.');
  }
  const df = test === 'z' ? Infinity : k - p;
  const coefficients = testCoefficients(design.terms, fit.coefficients, covariance, df, level);
  const known = spread.estimated || !estimated;
  const heterogeneity = zero ? null : testHeterogeneity(model, vi);
  const { I2, H2 } =
    heterogeneity && known
      ? describeHeterogeneity(heterogeneity, tau2, equalEffects)
      : { I2: null, H2: null };
  const tau2Interval =
    spread.estimated && !zero && options.heterogeneityInterval ? profileTau2(model, vi, level) : null;
  const typical = heterogeneity?.typicalVariance ?? NaN;

  return {
    fitted: true,
    converged: true,
    method,
    test,
    level,
    count: k,
    parameters: p,
    coefficients,
    dropped: design.dropped,
    covariance,
    tau2: known ? tau2 : null,
    tau2StandardError,
    tau2Interval,
    I2,
    I2Interval: tau2Interval && [share(tau2Interval[0], typical), share(tau2Interval[1], typical)],
    H2,
    H2Interval: tau2Interval && [tau2Interval[0] / typical + 1, tau2Interval[1] / typical + 1],
    R2:
      p > 1
        ? explained(yi, vi, { parameters: p, residualSquares: fit.residualSquares }, tau2, options)
        : null,
    QE: heterogeneity?.QE ?? null,
    QM: testTogether(fit.coefficients, covariance, df),
    predictionInterval:
      p === 1 && known && !equalEffects ? predict(coefficients[0], tau2, df, k, options) : null,
    varianceFactor: factor,
    fitStatistics: describeFit({
      count: k,
      coefficients: p,
      variances: estimated ? 1 : 0,
      sampling: vi,
      tau2,
      residualSquares: fit.residualSquares,
      logDeterminant: fit.logDeterminant,
      designLogDeterminant: model.logDeterminant,
    }),
    warnings,
  };
}

const share = (tau2: number, typical: number) => (100 * tau2) / (typical + tau2);

function warnAboutVariances(vi: Float64Array, zero: boolean, warnings: string[]): void {
  if (zero) {
    warnings.push('A sampling variance is 0: Q, I², H² and the interval of τ² can’t be computed.');
    return;
  }
  let least = Infinity;
  let largest = 0;
  for (const variance of vi) {
    least = Math.min(least, variance);
    largest = Math.max(largest, variance);
  }
  if (largest / least >= 1e7) {
    warnings.push(
      'The largest sampling variance is over ten million times the smallest; results may be unstable.',
    );
  }
}

function estimateSpread(
  model: LinearModel,
  yi: Float64Array,
  vi: Float64Array,
  { method, tau2 }: CompleteOptions,
  warnings: string[],
):
  | { tau2: number; standardError: number | null; estimated: boolean }
  | { problem: string; converged: boolean } {
  if (method === 'EE') return { tau2: 0, standardError: null, estimated: false };
  if (tau2 !== undefined) return { tau2, standardError: null, estimated: false };
  if (model.count === 1) {
    warnings.push('A single effect can’t tell how far true effects differ; the estimate is that effect.');
    return { tau2: 0, standardError: null, estimated: false };
  }
  const estimate = estimateTau2(method, model, yi, vi);
  return 'problem' in estimate ? estimate : { ...estimate, estimated: true };
}

/**
 * Prediction interval of a new study's true effect (Higgins, Thompson and Spiegelhalter 2009, JRSS A 172, 137–159):
 * metafor's default takes the quantile of the coefficient's test, `riley` t with k − p − 1 degrees of freedom.
 */
function predict(
  { estimate, standardError }: PoolFit['coefficients'][number],
  tau2: number,
  df: number,
  count: number,
  { level, predictionInterval }: CompleteOptions,
): Interval {
  const reach =
    criticalValue(level, predictionInterval === 'riley' ? Math.max(1, count - 2) : df) *
    Math.sqrt(standardError ** 2 + tau2);
  return [estimate - reach, estimate + reach];
}

/**
 * R²: with random effects the share of τ² that the moderators take away (Raudenbush 2009, in The Handbook of Research
 * Synthesis, ch. 16); with equal effects the adjusted R² of the weighted regression. Per cent, not below 0.
 */
function explained(
  yi: Float64Array,
  vi: Float64Array,
  { parameters, residualSquares }: { parameters: number; residualSquares: number },
  tau2: number,
  options: CompleteOptions,
): number | null {
  const empty = new InterceptModel(yi);
  if (options.method === 'EE') {
    const total = empty.estimate(vi.map((variance) => 1 / variance)).residualSquares / (yi.length - 1);
    if (total === 0 || yi.length <= parameters) return total === 0 ? 0 : null;
    return Math.max(0, 100 * (1 - residualSquares / (yi.length - parameters) / total));
  }
  const without = estimateTau2(options.method, empty, yi, vi);
  if ('problem' in without) return null;
  return without.tau2 === 0 ? 0 : Math.max(0, (100 * (without.tau2 - tau2)) / without.tau2);
}
