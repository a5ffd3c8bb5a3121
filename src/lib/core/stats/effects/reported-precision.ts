import { normalQuantile, tQuantile } from '../distributions.ts';
import {
  above0,
  approximately,
  exactly,
  refuse,
  refuseOutside,
  type Conversion,
  type Refusal,
} from './conversion.ts';

const handbook = 'Higgins et al. (2023, Cochrane Handbook for Systematic Reviews of Interventions 6.4)';

/** A variance as an estimate with itself as `value`: the square of a reported standard error. */
export function varianceFromStandardError(standardError: number): Conversion | Refusal {
  const wrong = refuseOutside({ standardError: [standardError, 0, Infinity, 'it is 0 or more'] });
  return wrong ?? exactly('the variance is the square of the standard error', standardError ** 2);
}

/**
 * The variance behind an interval of an estimate: the squared width over twice the quantile. Cochrane Handbook, section
 * 6.3.1 and 6.5.2.3. An interval that does not lie even around its estimate, beyond rounding, is flagged: it was made on
 * another scale.
 *
 * @param estimate Null where only the interval is known; then there is nothing to check.
 * @param df Degrees of freedom of a t interval; Infinity for a normal one.
 */
export function varianceFromInterval(
  estimate: number | null,
  low: number,
  high: number,
  level = 0.95,
  df = Infinity,
): Conversion | Refusal {
  if (!(level > 0 && level < 1)) throw new RangeError(`varianceFromInterval: level is ${level}`);
  const wrong = refuseOutside({
    low: [low, -Infinity, Infinity, 'a number'],
    high: [high, low, Infinity, 'the upper limit is not below the lower'],
  });
  if (wrong) return wrong;
  if (!(df > 0)) return refuse('df', `df is ${df}; degrees of freedom are above 0.`);
  if (estimate !== null && !(estimate >= low && estimate <= high))
    return refuse('estimate', `The estimate ${estimate} lies outside its interval, ${low} to ${high}.`);
  const variance = ((high - low) / (2 * tQuantile((1 + level) / 2, df))) ** 2;
  const source = `${handbook}, section 6.3.1`;
  const lean = estimate === null || high === low ? 0 : Math.abs((high + low - 2 * estimate) / (high - low));
  return lean > evenWithin
    ? approximately(
        source,
        'the interval does not lie even around the estimate; was it made on another scale?',
        variance,
      )
    : exactly(source, variance);
}

/** How far the middle of an interval may lie from its estimate, in half widths, before rounding is no excuse. */
const evenWithin = 0.1;

/**
 * The log of a ratio (odds ratio, risk ratio) and its variance, from the ratio and its interval as reported. The limits are
 * symmetric on the log scale; where they are not, the note says so. Cochrane Handbook, section 6.3.2.
 */
export function logRatioFromInterval(
  ratio: number,
  low: number,
  high: number,
  level = 0.95,
): Conversion | Refusal {
  const wrong = refuseOutside({
    ratio: [ratio, above0, Infinity, 'a ratio is above 0'],
    low: [low, above0, Infinity, 'a ratio is above 0'],
    high: [high, above0, Infinity, 'a ratio is above 0'],
  });
  if (wrong) return wrong;
  const variance = varianceFromInterval(Math.log(ratio), Math.log(low), Math.log(high), level);
  if ('reason' in variance) return variance;
  return {
    ...variance,
    value: Math.log(ratio),
    variance: variance.value,
    source: `${handbook}, section 6.3.2`,
    note:
      variance.note && 'the interval does not lie even around the ratio on the log scale; check the report',
  };
}

/** The standard deviation of observations from the standard error of their mean. Cochrane Handbook, section 6.5.2.2. */
export function deviationFromStandardError(standardError: number, n: number): Conversion | Refusal {
  const wrong = refuseOutside({
    standardError: [standardError, 0, Infinity, 'it is 0 or more'],
    n: [n, above0, Infinity, 'a size is above 0'],
  });
  return wrong ?? exactly(`${handbook}, section 6.5.2.2`, standardError * Math.sqrt(n));
}

/** The standard deviation of observations from the t interval of their mean. Cochrane Handbook, section 6.5.2.2. */
export function deviationFromInterval(
  low: number,
  high: number,
  n: number,
  level = 0.95,
): Conversion | Refusal {
  const wrong = refuseOutside({ n: [n, 1 + 1e-9, Infinity, 'n is above 1'] });
  if (wrong) return wrong;
  const variance = varianceFromInterval(null, low, high, level, n - 1);
  return 'reason' in variance
    ? variance
    : exactly(`${handbook}, section 6.5.2.2`, Math.sqrt(variance.value * n));
}

/** The interval of a correlation through Fisher's z. Fisher (1921, Metron 1, 3–32). Null below n = 4 or at ±1. */
export function correlationInterval(
  r: number,
  n: number,
  level = 0.95,
): [lower: number, upper: number] | null {
  if (!(level > 0 && level < 1)) throw new RangeError(`correlationInterval: level is ${level}`);
  if (!(Math.abs(r) < 1) || !(n > 3)) return null;
  const half = normalQuantile((1 + level) / 2) / Math.sqrt(n - 3);
  return [Math.tanh(Math.atanh(r) - half), Math.tanh(Math.atanh(r) + half)];
}
