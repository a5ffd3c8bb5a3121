import type { LinearModel, Projection, VarianceTraces, WeightedEstimate } from './linear-model.ts';

/** The model without moderators: every matrix is a sum, and nothing is allocated but the answer. */
export class InterceptModel implements LinearModel {
  readonly count: number;
  readonly parameters = 1;
  readonly logDeterminant: number;
  readonly #effects: Float64Array;

  constructor(effects: Float64Array) {
    this.#effects = effects;
    this.count = effects.length;
    this.logDeterminant = Math.log(this.count);
  }

  #mean(w: Float64Array): number {
    const y = this.#effects;
    let sum = 0;
    let total = 0;
    for (let i = 0; i < w.length; i++) {
      sum += w[i] * y[i];
      total += w[i];
    }
    const first = sum / total;
    // A second pass over the residuals gives back the digits that large effects take from the first.
    let rest = 0;
    for (let i = 0; i < w.length; i++) rest += w[i] * (y[i] - first);
    return first + rest / total;
  }

  project(w: Float64Array): Projection {
    const y = this.#effects;
    const mean = this.#mean(w);
    let w1 = 0;
    let w2 = 0;
    let w3 = 0;
    let quadratic = 0;
    let quadratic2 = 0;
    let cubic = 0;
    let shift = 0;
    for (let i = 0; i < w.length; i++) {
      const weight = w[i];
      const residual = y[i] - mean;
      const square = weight * weight;
      const weighted = weight * residual;
      w1 += weight;
      w2 += square;
      w3 += square * weight;
      quadratic += weighted * residual;
      quadratic2 += weighted * weighted;
      cubic += weighted * weighted * weight;
      shift += weighted * weight;
    }
    const mean2 = w2 / w1;
    return {
      quadratic,
      quadratic2,
      quadratic3: cubic - (shift * shift) / w1,
      trace: w1 - mean2,
      trace2: w2 - (2 * w3) / w1 + mean2 * mean2,
    };
  }

  variances(w: Float64Array, v: Float64Array): VarianceTraces {
    let w1 = 0;
    let w2 = 0;
    let wv = 0;
    let w2v = 0;
    let w2v2 = 0;
    let w3v = 0;
    let w3v2 = 0;
    for (let i = 0; i < w.length; i++) {
      const weight = w[i];
      const square = weight * weight;
      w1 += weight;
      w2 += square;
      wv += weight * v[i];
      w2v += square * v[i];
      w2v2 += square * v[i] * v[i];
      w3v += square * weight * v[i];
      w3v2 += square * weight * v[i] * v[i];
    }
    return {
      PV: wv - w2v / w1,
      PVP: w2v - (2 * w3v) / w1 + (w2 * w2v) / (w1 * w1),
      PVPV: w2v2 - (2 * w3v2) / w1 + (w2v / w1) ** 2,
    };
  }

  estimate(w: Float64Array): WeightedEstimate {
    const y = this.#effects;
    const mean = this.#mean(w);
    let total = 0;
    let residualSquares = 0;
    for (let i = 0; i < w.length; i++) {
      total += w[i];
      residualSquares += w[i] * (y[i] - mean) ** 2;
    }
    return {
      coefficients: [mean],
      covariance: [[1 / total]],
      logDeterminant: Math.log(total),
      residualSquares,
    };
  }
}
