import { hedgesCorrection } from './bias-correction.ts';
import {
  above0,
  approximately,
  exactly,
  isRefusal,
  refuse,
  refuseOutside,
  type Conversion,
  type Direction,
  type Refusal,
} from './conversion.ts';
import { tFromTwoSidedP } from './test-statistic.ts';

/** A two-group comparison's sizes. */
export interface GroupSizes {
  n1: number;
  n2: number;
}

const fromT = 'Borenstein (2009, Handbook of Research Synthesis, 2nd ed.), table 12.1: d = t √(1/n1 + 1/n2)';

/** Large-sample variance of d. Borenstein et al. (2009), equation 4.20. */
export const differenceVariance = (d: number, { n1, n2 }: GroupSizes): number =>
  1 / n1 + 1 / n2 + (d * d) / (2 * (n1 + n2));

const refuseSizes = ({ n1, n2 }: GroupSizes): Refusal | null =>
  refuseOutside({
    n1: [n1, above0, Infinity, 'a size is above 0'],
    n2: [n2, above0, Infinity, 'a size is above 0'],
    n: [n1 + n2, 2 + 1e-9, Infinity, 'both groups have more than 2 together'],
  });

/** Cohen's d (pooled standard deviation) of two means. Borenstein et al. (2009), equations 4.18 to 4.20. */
export function differenceFromMeans(
  first: { mean: number; sd: number; n: number },
  second: { mean: number; sd: number; n: number },
): Conversion | Refusal {
  const groups = { n1: first.n, n2: second.n };
  const wrong =
    refuseSizes(groups) ??
    refuseOutside({
      mean1: [first.mean, -Infinity, Infinity, 'a number'],
      mean2: [second.mean, -Infinity, Infinity, 'a number'],
      sd1: [first.sd, 0, Infinity, 'a standard deviation is 0 or more'],
      sd2: [second.sd, 0, Infinity, 'a standard deviation is 0 or more'],
    });
  if (wrong) return wrong;
  const squares = (first.n - 1) * first.sd ** 2 + (second.n - 1) * second.sd ** 2;
  const d = (first.mean - second.mean) / Math.sqrt(squares / (first.n + second.n - 2));
  if (!Number.isFinite(d))
    return refuse('sd1', 'Both standard deviations are 0: the difference has no unit.');
  return exactly('Borenstein et al. (2009), equations 4.18 to 4.20', d, differenceVariance(d, groups));
}

/** Cohen's d behind the t test of two independent groups. */
export function differenceFromT(t: number, groups: GroupSizes): Conversion | Refusal {
  const wrong = refuseSizes(groups) ?? refuseOutside({ t: [t, -Infinity, Infinity, 'a number'] });
  if (wrong) return wrong;
  const d = t * Math.sqrt(1 / groups.n1 + 1 / groups.n2);
  return exactly(fromT, d, differenceVariance(d, groups));
}

/** The same from F of two groups (1 degree of freedom), the square of t. */
export function differenceFromF(f: number, groups: GroupSizes, direction: Direction): Conversion | Refusal {
  const wrong = refuseOutside({ f: [f, 0, Infinity, 'F is 0 or more'] });
  return wrong ?? differenceFromT(direction * Math.sqrt(f), groups);
}

/** The same from the exact two-sided p of that t test. */
export function differenceFromP(p: number, groups: GroupSizes, direction: Direction): Conversion | Refusal {
  const wrong =
    refuseSizes(groups) ??
    refuseOutside({ p: [p, above0, 1, 'an exact p value lies above 0 and not above 1'] });
  return wrong ?? differenceFromT(direction * tFromTwoSidedP(p, groups.n1 + groups.n2 - 2), groups);
}

/** Hedges' g: d without its bias. Hedges (1981), with the exact factor. */
export function unbiasedDifference(d: Conversion, df: number): Conversion | Refusal {
  const wrong = refuseOutside({ df: [df, 1 + 1e-9, Infinity, 'degrees of freedom are above 1'] });
  if (wrong) return wrong;
  const factor = hedgesCorrection(df);
  return {
    ...d,
    value: factor * d.value,
    variance: d.variance === null ? null : factor * factor * d.variance,
    source: `${d.source}; then Hedges (1981, Journal of Educational Statistics 6, 107–128)`,
  };
}

/**
 * d from a correlation. With group sizes r is read as point-biserial and the answer is exact; without them as the
 * correlation with a variable that was cut into equal halves.
 */
export function differenceFromCorrelation(
  r: number,
  groups: GroupSizes | null,
  variance: number | null = null,
): Conversion | Refusal {
  const wrong =
    (groups && refuseSizes(groups)) ??
    refuseOutside({ r: [r, -1 + 1e-15, 1 - 1e-15, 'it lies between -1 and 1, both left out'] });
  if (wrong) return wrong;
  const left = 1 - r * r;
  if (groups === null)
    return approximately(
      'Borenstein et al. (2009), equations 7.5 and 7.6',
      'the correlation is read as that of two groups of equal size',
      (2 * r) / Math.sqrt(left),
      variance === null ? null : (4 * variance) / left ** 3,
    );
  const h = (groups.n1 + groups.n2 - 2) * (1 / groups.n1 + 1 / groups.n2);
  const d = (r * Math.sqrt(h)) / Math.sqrt(left);
  return exactly(
    'Jacobs and Viechtbauer (2017), solved for d',
    d,
    variance === null ? differenceVariance(d, groups) : (h * variance) / left ** 3,
  );
}

/** d from chi-squared of a 2 × 2 table, through φ. */
export function differenceFromChiSquare(
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
  const d = differenceFromCorrelation(r, null, (1 - r * r) ** 2 / (n - 1));
  return isRefusal(d)
    ? refuse('chiSquare', 'Chi-squared equals n: the table is perfectly divided, and d infinite.')
    : d;
}

/** d behind a log odds ratio, where the outcome under the cut is logistic. */
export function differenceFromLogOdds(logOdds: number, variance: number | null): Conversion | Refusal {
  return scaleLogOdds(logOdds, variance, Math.sqrt(3) / Math.PI, logistic);
}

/** d behind a log odds ratio, where the outcome under the cut is normal. */
export function differenceFromLogOddsNormal(logOdds: number, variance: number | null): Conversion | Refusal {
  return scaleLogOdds(logOdds, variance, 1 / 1.65, normal);
}

/** The log odds ratio that a cut of logistic outcomes makes of d. */
export function logOddsFromDifference(d: number, variance: number | null): Conversion | Refusal {
  return scaleLogOdds(d, variance, Math.PI / Math.sqrt(3), logistic);
}

/** The log odds ratio that a cut of normal outcomes makes of d. */
export function logOddsFromDifferenceNormal(d: number, variance: number | null): Conversion | Refusal {
  return scaleLogOdds(d, variance, 1.65, normal);
}

const logistic = {
  source:
    'Hasselblad and Hedges (1995, Psychological Bulletin 117, 167–178); Chinn (2000, Statistics in Medicine 19, 3127–3131)',
  note: 'the outcome under the cut is taken as logistic with equal spread',
};
const normal = {
  source: 'Cox and Snell (1989, Analysis of Binary Data, 2nd ed.)',
  note: 'the outcome under the cut is taken as normal with equal spread',
};

function scaleLogOdds(
  value: number,
  variance: number | null,
  factor: number,
  { source, note }: typeof logistic,
): Conversion | Refusal {
  const wrong = refuseOutside({
    value: [value, -Infinity, Infinity, 'a number'],
    ...(variance === null
      ? {}
      : { variance: [variance, 0, Infinity, 'a variance is 0 or more'] as [number, number, number, string] }),
  });
  return (
    wrong ?? approximately(source, note, factor * value, variance === null ? null : factor ** 2 * variance)
  );
}
