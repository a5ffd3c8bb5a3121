import { chiSquareQuantile } from '../distributions.ts';
import type { LinearModel } from './linear-model.ts';
import { maximiseLikelihood } from './maximise-likelihood.ts';
import type { PoolMethod } from './options.ts';
import { solveGeneralisedQ } from './solve-generalised-q.ts';

/** τ² and its standard error, or why there is none. */
export type Tau2Estimate = { tau2: number; standardError: number } | { problem: string; converged: boolean };

type RandomEffectsMethod = Exclude<PoolMethod, 'EE'>;

/** They divide by the sampling variances alone. */
const needVariances: readonly PoolMethod[] = ['DL', 'HS', 'HSk', 'PM', 'PMM'];

/**
 * τ², the variance of the true effects around their regression, and its standard error; negative moment estimates are 0.
 * Sources: DL DerSimonian and Laird (1986, Controlled Clinical Trials 7, 177–188) and, with moderators, Raudenbush (2009);
 * HE Hedges and Olkin (1985, ch. 9); HS Hunter and Schmidt (2004, ch. 9), HSk with the factor k/(k − p) of Brannick et al.
 * (2019, Organizational Research Methods 22, 490–514); SJ Sidik and Jonkman (2005, JRSS C 54, 367–384; 2007); ML, REML
 * Viechtbauer (2005, JEBS 30, 261–293); EB Morris (1983, JASA 78, 47–55), whose fixed point is PM's: Paule and Mandel
 * (1982), DerSimonian and Kacker (2007); PMM, with the median of χ², Viechtbauer (2021, European Congress of Methodology).
 */
export function estimateTau2(
  method: RandomEffectsMethod,
  model: LinearModel,
  yi: Float64Array,
  vi: Float64Array,
): Tau2Estimate {
  const zero = vi.some((variance) => variance === 0);
  if (zero && needVariances.includes(method)) {
    return {
      problem: `${method} divides by the sampling variances, and one is 0. Use REML or HE, or leave that effect out.`,
      converged: true,
    };
  }
  switch (method) {
    case 'DL':
    case 'HS':
    case 'HSk':
      return momentsWeighted(method, model, vi);
    case 'HE':
      return momentsUnweighted(model, vi);
    case 'SJ':
      return twoSteps(model, yi, vi);
    case 'PM':
    case 'PMM':
    case 'EB':
      return generalisedQ(method, model, vi, zero);
    case 'ML':
    case 'REML':
      return likelihood(method, model, vi);
  }
}

const inverse = (vi: Float64Array, tau2: number) => vi.map((variance) => 1 / (variance + tau2));
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

function momentsWeighted(method: 'DL' | 'HS' | 'HSk', model: LinearModel, vi: Float64Array): Tau2Estimate {
  const { count: k, parameters: p } = model;
  const weights = inverse(vi, 0);
  const { quadratic, trace, trace2 } = model.project(weights);
  const total = sum(weights);
  const factor = method === 'HSk' ? k / (k - p) : 1;
  const tau2 = Math.max(
    0,
    method === 'DL' ? (quadratic - (k - p)) / trace : (factor * quadratic - k) / total,
  );
  const spread = Math.sqrt(2 * (k - p) + 4 * tau2 * trace + 2 * tau2 ** 2 * trace2);
  return { tau2, standardError: method === 'DL' ? spread / trace : (factor * spread) / total };
}

function momentsUnweighted(model: LinearModel, vi: Float64Array): Tau2Estimate {
  const residual = model.count - model.parameters;
  const ones = new Float64Array(vi.length).fill(1);
  const { PV, PVPV } = model.variances(ones, vi);
  const tau2 = Math.max(0, hedges(model, vi));
  return {
    tau2,
    standardError: Math.sqrt(2 * PVPV + 4 * tau2 * PV + 2 * tau2 ** 2 * residual) / residual,
  };
}

/** Hedges' unweighted moment estimate, which may be negative. */
function hedges(model: LinearModel, vi: Float64Array): number {
  const ones = new Float64Array(vi.length).fill(1);
  return (model.project(ones).quadratic - model.variances(ones, vi).PV) / (model.count - model.parameters);
}

/** The variance of the effects, with divisor k. */
function crudeVariance(yi: Float64Array): number {
  const mean = sum(yi) / yi.length;
  return yi.reduce((total, effect) => total + (effect - mean) ** 2, 0) / yi.length;
}

function twoSteps(model: LinearModel, yi: Float64Array, vi: Float64Array): Tau2Estimate {
  const residual = model.count - model.parameters;
  const start = crudeVariance(yi);
  if (start === 0)
    return { problem: 'SJ starts from the variance of the effects, which is 0.', converged: true };
  const weights = inverse(vi, start);
  const { quadratic, trace2 } = model.project(weights);
  const { PVP, PVPV } = model.variances(weights, vi);
  const tau2 = (start * quadratic) / residual;
  return {
    tau2,
    standardError: (start / residual) * Math.sqrt(2 * PVPV + 4 * tau2 * PVP + 2 * tau2 ** 2 * trace2),
  };
}

function generalisedQ(
  method: 'PM' | 'PMM' | 'EB',
  model: LinearModel,
  vi: Float64Array,
  zero: boolean,
): Tau2Estimate {
  const { count: k, parameters: p } = model;
  const target = method === 'PMM' ? chiSquareQuantile(0.5, k - p) : k - p;
  const tau2 = solveGeneralisedQ(model, vi, target, zero ? Number.EPSILON : 0);
  if (tau2 === null) return { problem: `The iteration for ${method} did not converge.`, converged: false };
  if (zero && tau2 <= Number.EPSILON) return zeroWithZeroVariance;
  return { tau2, standardError: Math.sqrt((2 * k * k) / (k - p)) / sum(inverse(vi, tau2)) };
}

const zeroWithZeroVariance: Tau2Estimate = {
  problem:
    'The estimate of τ² is 0 and a sampling variance is 0 too: that effect would have infinite weight.',
  converged: true,
};

function likelihood(method: 'ML' | 'REML', model: LinearModel, vi: Float64Array): Tau2Estimate {
  const tau2 = maximiseLikelihood(method, model, vi, hedges(model, vi));
  if (tau2 === null) {
    return { problem: `The iteration for ${method} did not converge.`, converged: false };
  }
  const largest = vi.reduce((most, variance) => Math.max(most, variance), 0);
  if (tau2 <= 1e-6 * largest && vi.some((variance) => variance === 0)) return zeroWithZeroVariance;
  const weights = inverse(vi, tau2);
  const information =
    method === 'REML'
      ? model.project(weights).trace2
      : weights.reduce((total, weight) => total + weight ** 2, 0);
  return { tau2, standardError: Math.sqrt(2 / information) };
}
