import { tQuantile, tTwoSided } from '../distributions.ts';
import type { Interval } from '../pooling/result.ts';

export interface LineTerm {
  estimate: number;
  standardError: number;
  /** t with k − 2 degrees of freedom; null where the line fits exactly. */
  statistic: number | null;
  pValue: number | null;
  interval: Interval | null;
}

export interface WeightedLine {
  intercept: LineTerm;
  slope: LineTerm;
  df: number;
}

/**
 * Weighted least squares of effects on one predictor with weights 1/v and the residual variance estimated (R's
 * `lm(yi ~ x, weights = 1/vi)`).
 *
 * @returns null with fewer than 3 effects or a predictor that does not vary.
 */
export function fitWeightedLine(
  yi: readonly number[],
  vi: readonly number[],
  predictor: readonly number[],
  level = 0.95,
): WeightedLine | null {
  const df = yi.length - 2;
  if (df < 1) return null;
  let total = 0;
  let meanX = 0;
  let meanY = 0;
  yi.forEach((effect, i) => {
    const weight = 1 / vi[i];
    total += weight;
    meanX += weight * predictor[i];
    meanY += weight * effect;
  });
  meanX /= total;
  meanY /= total;
  let xx = 0;
  let xy = 0;
  let scale = 0;
  yi.forEach((effect, i) => {
    const distance = predictor[i] - meanX;
    xx += distance ** 2 / vi[i];
    xy += (distance * (effect - meanY)) / vi[i];
    scale += predictor[i] ** 2 / vi[i];
  });
  if (!(xx > 1e-14 * scale)) return null;
  const slope = xy / xx;
  let residual = 0;
  yi.forEach((effect, i) => {
    residual += (effect - meanY - slope * (predictor[i] - meanX)) ** 2 / vi[i];
  });
  const variance = residual / df;
  const reach = -tQuantile((1 - level) / 2, df);
  const term = (estimate: number, standardError: number): LineTerm => {
    const statistic = standardError > 0 ? estimate / standardError : null;
    return {
      estimate,
      standardError,
      statistic,
      pValue: statistic === null ? null : tTwoSided(statistic, df),
      interval:
        statistic === null ? null : [estimate - reach * standardError, estimate + reach * standardError],
    };
  };
  return {
    intercept: term(meanY - slope * meanX, Math.sqrt(variance * (1 / total + meanX ** 2 / xx))),
    slope: term(slope, Math.sqrt(variance / xx)),
    df,
  };
}
