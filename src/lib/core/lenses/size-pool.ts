import { fromFisherZ } from '../stats/effects/scales.ts';
import { makeDesign } from '../stats/multilevel/design.ts';
import { fitMultivariate } from '../stats/multilevel/fit.ts';
import { nestedIntercepts } from '../stats/multilevel/nested.ts';
import { independentSampling } from '../stats/multilevel/sampling.ts';
import { poolEffects } from '../stats/pooling/pool-effects.ts';
import type { Interval } from '../stats/pooling/result.ts';
import { notIdentified, type NotIdentified } from './lens.ts';

/** Fisher's z of one estimate, its sampling variance, and the study that it comes from. */
export interface Sized {
  z: number;
  variance: number;
  study: { key: string };
}

/** How the true effects are taken to differ: by restricted or full likelihood, or not at all (equal effects). */
export type SizeEstimator = 'REML' | 'ML' | 'EE';

export interface PooledSize {
  identified: true;
  /** Studies, and the estimates that they give. */
  k: number;
  estimates: number;
  model: 'random effects' | 'three levels' | 'equal effects';
  r: number;
  interval: Interval;
  /** Where the correlation of a new study would lie; null for fewer than three studies. */
  prediction: Interval | null;
  /** Standard deviation of the true effects, on the scale of Fisher's z. */
  tau: number;
  /** Per cent of the spread that is not sampling error; null where it can't be told. */
  I2: number | null;
  /** The part of the summary that each estimate carries; they sum to one. */
  weights: number[];
}

/** Fewer studies than this say next to nothing of what another study would find. */
export const leastForPrediction = 3;

/**
 * Pools Fisher's z by random effects (REML, unless told) and takes the answer back to r. One estimate a study: interval by Knapp and
 * Hartung (2003, Statistics in Medicine 22, 2693–2710) with their factor never below 1, t with k − 1 degrees of freedom.
 * Several: effects within studies (Konstantopoulos 2011, Research Synthesis Methods 2, 61–76), sampling errors taken as
 * independent, t with one degree of freedom less than there are studies. Prediction interval with the same t.
 *
 * @returns Not identified with fewer than two studies, or where the fit did not converge.
 */
export function poolSizes(
  effects: readonly Sized[],
  estimator: SizeEstimator = 'REML',
): PooledSize | NotIdentified {
  const labels = effects.map(({ study }) => study.key);
  const k = new Set(labels).size;
  if (k === 0) return notIdentified('There is no correlation to pool.');
  if (k === 1) return notIdentified('One study alone: there is nothing to pool it with.');
  // With one effect for all there are no levels.
  return k === effects.length || estimator === 'EE'
    ? poolOneEach(effects, k, estimator)
    : poolNested(effects, labels, k, estimator);
}

/** Correlations as one: pooled, or the only one there is. */
export type OneSize = Pick<PooledSize, 'k' | 'r' | 'interval' | 'prediction'>;

/** Pools; one correlation alone stands for itself, with its own interval. */
export function poolOrKeep(
  effects: readonly (Sized & Pick<PooledSize, 'r' | 'interval'>)[],
): OneSize | NotIdentified {
  if (effects.length === 1) {
    const [{ r, interval }] = effects;
    return { k: 1, r, interval, prediction: null };
  }
  const pooled = poolSizes(effects);
  if (!pooled.identified) return pooled;
  const { k, r, interval, prediction } = pooled;
  return { k, r, interval, prediction };
}

/** Whether correlations could be made one. */
export const isOneSize = (size: OneSize | NotIdentified): size is OneSize => 'r' in size;

function poolOneEach(
  effects: readonly Sized[],
  k: number,
  method: SizeEstimator,
): PooledSize | NotIdentified {
  const vi = effects.map(({ variance }) => variance);
  const fit = poolEffects(
    { yi: effects.map(({ z }) => z), vi },
    { method, test: 'adhoc', heterogeneityInterval: false },
  );
  if (!fit.fitted) return notIdentified(fit.reason);
  const [{ estimate, interval }] = fit.coefficients;
  if (interval === null) return notIdentified('The spread of the studies can’t be told.');
  const tau2 = fit.tau2 ?? 0;
  return describe(k, {
    model: method === 'EE' ? 'equal effects' : 'random effects',
    estimates: effects.length,
    z: estimate,
    interval,
    prediction: fit.predictionInterval,
    tau2,
    I2: fit.I2,
    weights: share(vi.map((variance) => 1 / (variance + tau2))),
  });
}

function poolNested(
  effects: readonly Sized[],
  labels: string[],
  k: number,
  method: 'REML' | 'ML',
): PooledSize | NotIdentified {
  const vi = effects.map(({ variance }) => variance);
  const fit = fitMultivariate(
    {
      effects: effects.map(({ z }) => z),
      sampling: independentSampling(vi),
      design: makeDesign(effects.length),
      random: nestedIntercepts([
        { name: 'study', labels },
        { name: 'estimate', labels: effects.map((_, at) => String(at)) },
      ]),
      method,
    },
    { test: 't', degreesOfFreedom: 'contain' },
  );
  if (!fit.converged) return notIdentified(fit.message);
  const [{ estimate, lower, upper }] = fit.coefficients;
  const [between, within] = fit.components.map(({ variances: [variance] }) => variance);
  return describe(k, {
    model: 'three levels',
    estimates: effects.length,
    z: estimate,
    interval: [lower, upper],
    prediction: fit.prediction,
    tau2: between + within,
    I2: fit.heterogeneity?.total ?? null,
    weights: nestedWeights(vi, labels, between, within),
  });
}

/**
 * What each estimate counts in the mean of a three-level model: its row sum of the inverse covariance matrix, which is
 * diagonal but for what the estimates of a study share (Sherman and Morrison 1950).
 */
function nestedWeights(
  vi: readonly number[],
  labels: readonly string[],
  between: number,
  within: number,
): number[] {
  const precisions = vi.map((variance) => 1 / (variance + within));
  const sums = new Map<string, number>();
  labels.forEach((label, at) => sums.set(label, (sums.get(label) ?? 0) + precisions[at]));
  return share(precisions.map((precision, at) => precision / (1 + between * sums.get(labels[at])!)));
}

function share(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

interface OnFisherZ extends Pick<PooledSize, 'model' | 'estimates' | 'I2' | 'weights'> {
  z: number;
  interval: Interval;
  prediction: Interval | null;
  tau2: number;
}

function describe(
  k: number,
  { model, estimates, z, interval, prediction, tau2, I2, weights }: OnFisherZ,
): PooledSize {
  const back = ([low, high]: Interval): Interval => [fromFisherZ(low), fromFisherZ(high)];
  return {
    identified: true,
    k,
    estimates,
    model,
    r: fromFisherZ(z),
    interval: back(interval),
    prediction: prediction && k >= leastForPrediction ? back(prediction) : null,
    tau: Math.sqrt(tau2),
    I2,
    weights,
  };
}
