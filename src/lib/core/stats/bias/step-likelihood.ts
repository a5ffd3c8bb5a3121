import { normalDensity, normalLower, normalQuantile } from '../distributions.ts';

/** On which side a small p value lies: of large effects, of small ones, or of both. */
export type Alternative = 'greater' | 'less' | 'two-sided';

/** Log-likelihood with its first and second derivatives by (μ, τ², δ₂ … δ_J). */
export interface StepLikelihood {
  value: number;
  gradient: number[];
  hessian: number[][];
}

export interface StepData {
  yi: readonly number[];
  vi: readonly number[];
  /** Upper ends of the intervals of p but the last, which is 1. */
  steps: readonly number[];
  alternative: Exclude<Alternative, 'less'>;
}

/** p values of z = y/√v. */
export function pValues({ yi, vi, alternative }: Omit<StepData, 'steps'>): number[] {
  return yi.map((effect, i) => {
    const z = effect / Math.sqrt(vi[i]);
    return alternative === 'greater' ? normalLower(-z) : 2 * normalLower(-Math.abs(z));
  });
}

/** The interval of p that each study falls in, from 0. */
export function findIntervals(data: StepData): number[] {
  return pValues(data).map((p) => {
    const at = data.steps.findIndex((step) => p <= step);
    return at < 0 ? data.steps.length : at;
  });
}

/**
 * The step selection model (Hedges 1992, Statistical Science 7, 246–255; Vevea and Hedges 1995, Psychometrika 60,
 * 419–435): a study with p in interval j is seen with relative probability δⱼ, δ₁ = 1, so that its density is
 * δ_g(i) · N(yᵢ; μ, vᵢ + τ²) / Aᵢ, where Aᵢ = δ_J + Σ (δⱼ − δⱼ₊₁) Uᵢⱼ and Uᵢⱼ is the probability of a p below step j.
 *
 * @param parameters μ, τ², δ₂ … δ_J.
 */
export function makeStepLikelihood(data: StepData): (parameters: readonly number[]) => StepLikelihood {
  const { yi, vi, steps, alternative } = data;
  const twoSided = alternative === 'two-sided';
  const quantiles = steps.map((step) => -normalQuantile(twoSided ? step / 2 : step));
  const intervals = findIntervals(data);
  const size = 2 + steps.length;

  return (parameters) => {
    const [mean, tau2] = parameters;
    const weights = [1, ...parameters.slice(2)];
    const gradient = new Array<number>(size).fill(0);
    const hessian = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    let value = 0;
    yi.forEach((effect, i) => {
      const s2 = vi[i] + tau2;
      const s = Math.sqrt(s2);
      const residual = effect - mean;
      const own = intervals[i];
      value += Math.log(weights[own]) - 0.5 * (Math.log(2 * Math.PI * s2) + residual ** 2 / s2);
      gradient[0] += residual / s2;
      gradient[1] += (residual ** 2 / s2 - 1) / (2 * s2);
      hessian[0][0] -= 1 / s2;
      hessian[0][1] -= residual / s2 ** 2;
      hessian[1][1] += (0.5 - residual ** 2 / s2) / s2 ** 2;
      if (own > 0) {
        gradient[1 + own] += 1 / weights[own];
        hessian[1 + own][1 + own] -= 1 / weights[own] ** 2;
      }

      // A and its derivatives: first by μ and τ², then by the δs, then mixed.
      let area = weights[weights.length - 1];
      const first = new Array<number>(size).fill(0);
      let meanMean = 0;
      let meanTau = 0;
      let tauTau = 0;
      const mixed: [number, number][] = weights.map(() => [0, 0]);
      first[1 + steps.length] = 1;
      quantiles.forEach((quantile, j) => {
        const tail = tailOf(mean, quantile * Math.sqrt(vi[i]), s, twoSided);
        const step = weights[j] - weights[j + 1];
        area += step * tail.U;
        first[0] += step * tail.mean;
        first[1] += step * tail.tau;
        meanMean += step * tail.meanMean;
        meanTau += step * tail.meanTau;
        tauTau += step * tail.tauTau;
        if (j > 0) {
          first[1 + j] += tail.U;
          mixed[j][0] += tail.mean;
          mixed[j][1] += tail.tau;
        }
        first[2 + j] -= tail.U;
        mixed[j + 1][0] -= tail.mean;
        mixed[j + 1][1] -= tail.tau;
      });
      value -= Math.log(area);
      hessian[0][0] -= meanMean / area;
      hessian[0][1] -= meanTau / area;
      hessian[1][1] -= tauTau / area;
      for (let j = 1; j < weights.length; j++) {
        hessian[0][1 + j] -= mixed[j][0] / area;
        hessian[1][1 + j] -= mixed[j][1] / area;
      }
      for (let a = 0; a < size; a++) {
        gradient[a] -= first[a] / area;
        for (let b = a; b < size; b++) hessian[a][b] += (first[a] * first[b]) / area ** 2;
      }
    });
    for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) hessian[a][b] = hessian[b][a];
    return { value, gradient, hessian };
  };
}

/** U, the probability of an effect beyond the cut (on both sides), and its derivatives by μ and τ². */
function tailOf(mean: number, cut: number, s: number, twoSided: boolean) {
  const upper = oneTail((mean - cut) / s, s);
  if (!twoSided) return upper;
  const lower = oneTail((-mean - cut) / s, s);
  return {
    U: upper.U + lower.U,
    mean: upper.mean - lower.mean,
    tau: upper.tau + lower.tau,
    meanMean: upper.meanMean + lower.meanMean,
    meanTau: upper.meanTau - lower.meanTau,
    tauTau: upper.tauTau + lower.tauTau,
  };
}

/** Φ(a) with a = (μ − c)/s, s² = v + τ²: ∂a/∂μ = 1/s, ∂a/∂τ² = −a/(2s²). */
function oneTail(a: number, s: number) {
  const density = normalDensity(a);
  const s2 = s * s;
  return {
    U: normalLower(a),
    mean: density / s,
    tau: (-a * density) / (2 * s2),
    meanMean: (-a * density) / s2,
    meanTau: (density * (a * a - 1)) / (2 * s2 * s),
    tauTau: (a * density * (3 - a * a)) / (4 * s2 * s2),
  };
}
