import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { chiSquareUpper, normalTwoSided } from '../distributions.ts';
import { criticalValue } from '../pooling/inference.ts';
import { poolEffects } from '../pooling/pool-effects.ts';
import type { Interval } from '../pooling/result.ts';
import { climbNewton, type Peak } from './climb-newton.ts';
import { findBiasProblem, type Problem } from './problem.ts';
import { findIntervals, makeStepLikelihood, type Alternative, type StepData } from './step-likelihood.ts';

export interface SelectionOptions {
  /** Upper ends of the intervals of p; 1 is added. */
  steps?: readonly number[];
  /** Which results are favoured; without it, those in the direction of the unadjusted estimate. */
  alternative?: Alternative;
  level?: number;
}

export interface SelectionWeight {
  /** The interval of p, open below. */
  from: number;
  to: number;
  /** Studies in it. */
  count: number;
  /** How likely such a study is seen, relative to the first interval. */
  weight: number;
  standardError: number | null;
}

export interface SelectionModel {
  alternative: Alternative;
  estimate: number;
  standardError: number | null;
  statistic: number | null;
  pValue: number | null;
  interval: Interval | null;
  tau2: number;
  /** null where τ² is 0, at its border. */
  tau2StandardError: number | null;
  weights: SelectionWeight[];
  logLikelihood: number;
  /** Likelihood-ratio test against no selection. */
  LRT: { statistic: number; df: number; pValue: number };
  warnings: string[];
}

/** A weight beyond this is read as one that grows without limit. */
const largestWeight = 1e4;

/**
 * Step selection model by maximum likelihood (Hedges 1992; Vevea and Hedges 1995), as metafor's selmodel with
 * type = "stepfun": μ, τ² and the weights by Newton's method with exact derivatives on μ, log τ² and log δ, from several
 * starts, and with τ² = 0 beside; standard errors from the information on the plain scale, that of τ² left out where it
 * is 0. Intervals of p without a study leave their weight unidentified, and that is told (metafor 5 fits a weight near 0).
 */
export function fitStepSelection(
  effects: { yi: readonly number[]; vi: readonly number[] },
  { steps = [0.025], alternative: asked, level = 0.95 }: SelectionOptions = {},
): SelectionModel | Problem {
  const cuts = checkSteps(steps);
  const problem = findBiasProblem(effects.yi, effects.vi, cuts.length + 2);
  if (problem) return problem;
  const plain = poolEffects(effects, { method: 'ML', heterogeneityInterval: false });
  if (!plain.fitted) return { problem: plain.reason };
  const unadjusted = plain.coefficients[0].estimate;
  const alternative = asked ?? (unadjusted < 0 ? 'less' : 'greater');
  const sign = alternative === 'less' ? -1 : 1;
  const data: StepData = {
    yi: effects.yi.map((effect) => sign * effect),
    vi: effects.vi,
    steps: cuts,
    alternative: alternative === 'two-sided' ? 'two-sided' : 'greater',
  };
  const counts = new Array<number>(cuts.length + 1).fill(0);
  for (const interval of findIntervals(data)) counts[interval] += 1;
  const ends = [0, ...cuts, 1];
  const empty = counts.indexOf(0);
  if (empty >= 0) {
    return {
      problem: `No study has a p value between ${ends[empty]} and ${ends[empty + 1]}: its weight is not identified.`,
    };
  }

  const likelihood = makeStepLikelihood(data);
  const best = maximise(likelihood, sign * unadjusted, plain.tau2 ?? 0, data);
  if (best === null) return { problem: 'The selection model did not converge.' };
  const [mean, tau2, ...weights] = best.at;
  if (weights.some((weight) => weight > largestWeight || weight < 1 / largestWeight)) {
    return { problem: 'A weight of the selection model grows or falls without limit: it is not identified.' };
  }
  const errors = standardErrors(likelihood(best.at).hessian, tau2 === 0);
  const [meanError, tau2Error, ...weightErrors] = errors ?? best.at.map(() => null);
  const estimate = sign * mean;
  const statistic = meanError === null ? null : estimate / meanError;
  const reach = criticalValue(level, Infinity);
  const ratio = Math.max(0, 2 * (best.value - plain.fitStatistics.ML.logLikelihood));
  return {
    alternative,
    estimate,
    standardError: meanError,
    statistic,
    pValue: statistic === null ? null : normalTwoSided(statistic),
    interval: meanError === null ? null : [estimate - reach * meanError, estimate + reach * meanError],
    tau2,
    tau2StandardError: tau2Error,
    weights: counts.map((count, j) => ({
      from: ends[j],
      to: ends[j + 1],
      count,
      weight: j === 0 ? 1 : weights[j - 1],
      standardError: j === 0 ? null : weightErrors[j - 1],
    })),
    logLikelihood: best.value,
    LRT: { statistic: ratio, df: cuts.length, pValue: chiSquareUpper(ratio, cuts.length) },
    warnings:
      errors === null ? ['The information is not positive definite: there are no standard errors.'] : [],
  };
}

function checkSteps(steps: readonly number[]): number[] {
  const cuts = [...new Set(steps)].sort((a, b) => a - b).filter((step) => step !== 1);
  if (cuts.length === 0 || cuts.some((step) => !(step > 0 && step < 1))) {
    throw new RangeError(`fitStepSelection: steps are ${steps.join(', ')}; they must lie between 0 and 1`);
  }
  return cuts;
}

type Likelihood = ReturnType<typeof makeStepLikelihood>;

/** The highest peak, on the plain scale (μ, τ², δ₂ …). */
function maximise(likelihood: Likelihood, mean: number, tau2: number, { vi, steps }: StepData): Peak | null {
  const typical = vi.reduce((sum, variance) => sum + variance, 0) / vi.length;
  const starts: [number, number, number][] = [
    [mean, Math.max(tau2, 0.01 * typical), 1],
    [0.7 * mean, Math.max(tau2, 0.1 * typical), 0.3],
    [0.3 * mean, tau2 + 0.5 * typical, 0.1],
    [mean, Math.max(tau2, 0.1 * typical), 3],
  ];
  let best: Peak | null = null;
  for (const withTau2 of [false, true]) {
    for (const [startMean, startTau2, startWeight] of starts) {
      const logWeight = Math.log(startWeight);
      const start = [startMean, ...(withTau2 ? [Math.log(startTau2)] : []), ...steps.map(() => logWeight)];
      const peak = climbNewton((at) => transformed(likelihood, at, withTau2), start);
      // τ² must earn its place: towards 0 the likelihood goes to that of the border.
      if (!peak || (best && peak.value <= best.value + 1e-9)) continue;
      best = { at: toPlain(peak.at, withTau2), value: peak.value };
    }
  }
  return best;
}

const toPlain = (at: readonly number[], withTau2: boolean) =>
  withTau2 ? [at[0], ...at.slice(1).map(Math.exp)] : [at[0], 0, ...at.slice(1).map(Math.exp)];

/** The likelihood by μ, log τ² (where it is free) and log δ. */
function transformed(likelihood: Likelihood, at: readonly number[], withTau2: boolean) {
  const plain = toPlain(at, withTau2);
  const { value, gradient, hessian } = likelihood(plain);
  const free = plain.map((_, j) => j).filter((j) => j !== 1 || withTau2);
  const scale = (j: number) => (j === 0 ? 1 : plain[j]);
  return {
    value,
    gradient: free.map((j) => scale(j) * gradient[j]),
    hessian: free.map((i) =>
      free.map((j) => scale(i) * scale(j) * hessian[i][j] + (i === j && i > 0 ? plain[i] * gradient[i] : 0)),
    ),
  };
}

function standardErrors(hessian: number[][], tau2IsZero: boolean): (number | null)[] | null {
  const free = hessian.map((_, j) => j).filter((j) => j !== 1 || !tau2IsZero);
  const information = new Matrix(free.map((i) => free.map((j) => -hessian[i][j])));
  const cholesky = new CholeskyDecomposition(information);
  if (!cholesky.isPositiveDefinite()) return null;
  const variances = cholesky.solve(Matrix.eye(free.length)).diagonal();
  return hessian.map((_, j) => (free.includes(j) ? Math.sqrt(variances[free.indexOf(j)]) : null));
}
