import { normalDensity, normalQuantile } from '../distributions.ts';
import {
  above0,
  approximately,
  exactly,
  isRefusal,
  refuseOutside,
  type Conversion,
  type Direction,
  type Refusal,
} from './conversion.ts';
import { differenceFromLogOdds } from './difference-conversions.ts';
import { tFromTwoSidedP } from './test-statistic.ts';

const testOfCorrelation =
  'Rosenthal (1991, Meta-Analytic Procedures for Social Research, 2nd ed.), p. 19: r = t / √(t² + df)';
const degrees = 'degrees of freedom are above 0';

/** Variance of a zero-order correlation. Borenstein (2009), equation 12.27. */
export const correlationVariance = (r: number, n: number): number => (1 - r * r) ** 2 / (n - 1);

/**
 * The correlation behind a t test of it, or of the difference of two groups (then the point-biserial correlation). Of a
 * regression coefficient among others, this is the partial correlation.
 */
export function correlationFromT(t: number, df: number): Conversion | Refusal {
  const wrong = refuseOutside({
    t: [t, -Infinity, Infinity, 'a number'],
    df: [df, above0, Infinity, degrees],
  });
  if (wrong) return wrong;
  const r = t / Math.sqrt(t * t + df);
  return exactly(testOfCorrelation, r, correlationVariance(r, df + 2));
}

/** The same from F with 1 and `df` degrees of freedom, the square of t. */
export function correlationFromF(f: number, df: number, direction: Direction): Conversion | Refusal {
  const wrong = refuseOutside({ f: [f, 0, Infinity, 'F is 0 or more'] });
  return wrong ?? correlationFromT(direction * Math.sqrt(f), df);
}

/** The same from an exact two-sided p of a t test with n − 2 degrees of freedom. */
export function correlationFromP(p: number, n: number, direction: Direction): Conversion | Refusal {
  const wrong = refuseOutside({
    p: [p, above0, 1, 'an exact p value lies above 0 and not above 1'],
    n: [n, 2 + 1e-9, Infinity, 'n is above 2'],
  });
  return wrong ?? correlationFromT(direction * tFromTwoSidedP(p, n - 2), n - 2);
}

/** φ, the correlation of two yes-or-no variables, from chi-squared of their table, without continuity correction. */
export function correlationFromChiSquare(
  chiSquare: number,
  n: number,
  direction: Direction,
): Conversion | Refusal {
  const wrong = refuseOutside({
    n: [n, 1 + 1e-9, Infinity, 'n is above 1'],
    chiSquare: [chiSquare, 0, n, 'with 1 degree of freedom it lies between 0 and n'],
  });
  if (wrong) return wrong;
  const r = direction * Math.sqrt(chiSquare / n);
  return exactly('Rosenthal (1991), p. 19: φ = √(χ²/n)', r, correlationVariance(r, n));
}

/**
 * The point-biserial correlation of a mean difference in standard deviations. With both group sizes it is exact for a d
 * with the pooled standard deviation; without them the groups are taken as equal.
 *
 * @param variance Of d; null where it is not known. With group sizes it is worked out.
 */
export function correlationFromD(
  d: number,
  groups: { n1: number; n2: number } | null,
  variance: number | null = null,
): Conversion | Refusal {
  const wrong = refuseOutside({ d: [d, -Infinity, Infinity, 'a number'] });
  if (wrong) return wrong;
  const spread = (a: number, v: number | null) => (v === null ? null : (a * a * v) / (d * d + a) ** 3);
  if (groups === null)
    return approximately(
      'Borenstein et al. (2009, Introduction to Meta-Analysis), equations 7.7 and 7.9',
      'the two groups are taken as equal in size',
      d / Math.sqrt(d * d + 4),
      spread(4, variance),
    );
  const { n1, n2 } = groups;
  const sizes = refuseOutside({
    n1: [n1, above0, Infinity, 'a size is above 0'],
    n2: [n2, above0, Infinity, 'a size is above 0'],
    n: [n1 + n2, 2 + 1e-9, Infinity, 'both groups have more than 2 together'],
  });
  if (sizes) return sizes;
  const h = (n1 + n2 - 2) * (1 / n1 + 1 / n2);
  const ofD = variance ?? 1 / n1 + 1 / n2 + (d * d) / (2 * (n1 + n2));
  return exactly(
    'Jacobs and Viechtbauer (2017, Research Synthesis Methods 8, 161–180)',
    d / Math.sqrt(d * d + h),
    spread(h, ofD),
  );
}

/** Through d (logistic distributions) to the correlation of equal groups. */
export function correlationFromLogOdds(logOdds: number, variance: number | null): Conversion | Refusal {
  const d = differenceFromLogOdds(logOdds, variance);
  if (isRefusal(d)) return d;
  const r = correlationFromD(d.value, null, d.variance);
  return isRefusal(r) ? r : { ...r, source: `${d.source}; then ${r.source}`, note: `${d.note}; ${r.note}` };
}

/**
 * A correlation imputed from a standardised regression weight: r = β + .05λ, λ = 1 where β is 0 or more and 0 where it is
 * negative. Peterson and Brown (2005, Journal of Applied Psychology 90, 175–181), for |β| ≤ .5.
 * A weight depends on the other predictors, so that this is a guess about another quantity: used only where asked for.
 *
 * @param n Sample size, null where unknown; the variance is that of a correlation, and leaves the imputation's own error out.
 */
export function correlationFromBeta(beta: number, n: number | null): Conversion | Refusal {
  const wrong = refuseOutside({
    beta: [beta, -0.5, 0.5, 'the formula holds for weights from -.5 to .5'],
    ...(n === null ? {} : { n: [n, 1 + 1e-9, Infinity, 'n is above 1'] as [number, number, number, string] }),
  });
  if (wrong) return wrong;
  const r = beta + (beta >= 0 ? 0.05 : 0);
  return approximately(
    'Peterson and Brown (2005, Journal of Applied Psychology 90, 175–181)',
    'a regression weight is not a correlation: it depends on the other predictors',
    r,
    n === null ? null : correlationVariance(r, n),
  );
}

/** The point-biserial correlation left of a correlation when one variable is cut in two. */
export function pointBiserialFromCorrelation(r: number, share = 0.5): Conversion | Refusal {
  return throughCut(r, share, (factor) => r * factor);
}

/** The biserial correlation behind a point-biserial one; it can pass ±1 where the variables are not normal. */
export function biserialFromPointBiserial(r: number, share = 0.5): Conversion | Refusal {
  return throughCut(r, share, (factor) => r / factor);
}

function throughCut(r: number, share: number, convert: (factor: number) => number): Conversion | Refusal {
  const wrong = refuseOutside({
    r: [r, -1, 1, 'a correlation lies between -1 and 1'],
    share: [share, 1e-12, 1 - 1e-12, 'the share of the first group lies between 0 and 1'],
  });
  if (wrong) return wrong;
  const factor = normalDensity(normalQuantile(share)) / Math.sqrt(share * (1 - share));
  return approximately(
    'Hunter and Schmidt (1990, Journal of Applied Psychology 75, 334–349)',
    'both variables are taken as normal before the cut',
    convert(factor),
  );
}
