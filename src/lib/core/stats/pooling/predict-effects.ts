import { criticalValue } from './inference.ts';
import type { Effects } from './options.ts';
import { buildDesign } from './design-matrix.ts';
import type { Interval, PoolFit } from './result.ts';

export interface PredictedEffect {
  estimate: number;
  standardError: number;
  interval: Interval;
}

/**
 * Best linear unbiased predictions of the studies' true effects: each effect drawn to its regression by
 * τ²/(τ² + vᵢ) (Raudenbush and Bryk 1985, Journal of Educational Statistics 10, 75–98; as metafor's blup).
 *
 * @param fit Of the same effects.
 */
export function predictEffects(effects: Effects, fit: PoolFit): PredictedEffect[] {
  const { columns, terms } = buildDesign(effects.moderators ?? [], effects.yi.length);
  if (terms.length !== fit.parameters) {
    throw new RangeError(
      `predictEffects: the fit has ${fit.parameters} coefficients, the effects ask for ${terms.length}`,
    );
  }
  const tau2 = fit.tau2 ?? 0;
  const df = fit.test === 'z' ? Infinity : fit.count - fit.parameters;
  const reach = criticalValue(fit.level, df);
  return effects.yi.map((effect, i) => {
    const row = columns.map((column) => column[i]);
    const mean = row.reduce((sum, entry, j) => sum + entry * fit.coefficients[j].estimate, 0);
    let variance = 0;
    row.forEach((left, a) => row.forEach((right, b) => (variance += left * right * fit.covariance[a][b])));
    const total = tau2 + effects.vi[i];
    const drawn = total > 0 ? tau2 / total : 1;
    const estimate = drawn * effect + (1 - drawn) * mean;
    const standardError = Math.sqrt(drawn * effects.vi[i] + (1 - drawn) ** 2 * variance);
    return {
      estimate,
      standardError,
      interval: [estimate - reach * standardError, estimate + reach * standardError],
    };
  });
}
