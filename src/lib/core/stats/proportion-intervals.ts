import { betaQuantile, normalQuantile } from './distributions.ts';

export type Interval = [lower: number, upper: number];

/**
 * Score interval of a proportion. Wilson (1927, Journal of the American Statistical Association 22, 209–212).
 *
 * @param successes Whole number, 0 to trials.
 * @param trials Whole number, at least 1.
 */
export function wilsonInterval(successes: number, trials: number, level = 0.95): Interval {
  requireCounts('wilsonInterval', successes, trials);
  const z = normalQuantile((1 + level) / 2);
  const share = successes / trials;
  const shrink = 1 + z ** 2 / trials;
  const centre = (share + z ** 2 / (2 * trials)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  // Exactly 0 and 1 at the ends, where rounding would leave a trace.
  return [successes === 0 ? 0 : centre - half, successes === trials ? 1 : centre + half];
}

/**
 * Exact interval of a proportion. Clopper and Pearson (1934, Biometrika 26, 404–413), by quantiles of the beta
 * distribution.
 */
export function clopperPearsonInterval(successes: number, trials: number, level = 0.95): Interval {
  requireCounts('clopperPearsonInterval', successes, trials);
  const tail = (1 - level) / 2;
  const lower = successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1);
  const upper = successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes);
  return [lower, upper];
}

function requireCounts(name: string, successes: number, trials: number): void {
  const whole = Number.isInteger(successes) && Number.isInteger(trials);
  if (!whole || trials < 1 || successes < 0 || successes > trials) {
    throw new RangeError(`${name}: ${successes} of ${trials} is not a count`);
  }
}
