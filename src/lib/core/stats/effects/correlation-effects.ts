import {
  firstFault,
  has,
  requireCorrelations,
  requireShares,
  requireSizes,
  requireValues,
} from './check-values.ts';
import {
  effectWithoutVariance,
  finiteEffect,
  noEffect,
  type Effect,
  type EffectFault,
  type EffectValues,
} from './effect.ts';
import { readDirection, readTestStatistic } from './test-statistic.ts';
import { unbiasedCorrelation } from './unbiased-correlation.ts';

const perfect: EffectFault = { column: null, message: "A correlation of 1 or -1 has no finite Fisher's z." };

/**
 * Zero-order correlations: COR, UCOR (Olkin and Pratt 1958, equation 2.3), ZCOR (Fisher 1921). r is `ri`, else it comes
 * from `ti`, `fi` or `pi` of its test with n − 2 degrees of freedom, else from `chi2i`, the chi-squared statistic of a
 * 2 × 2 table without continuity correction, of which r is the root of chi²/n. Variances (1 − r²)²/(n − 1) and 1/(n − 3),
 * Borenstein (2009, in The Handbook of Research Synthesis and Meta-Analysis, 2nd ed., equations 12.27 and 12.29).
 */
export function correlationEffect(measure: 'COR' | 'UCOR' | 'ZCOR', row: EffectValues): Effect {
  const wrong = firstFault(requireValues(row, 'ni'), requireSizes(row, 'ni'), requireCorrelations(row, 'ri'));
  if (wrong) return noEffect(wrong);
  const r = readCorrelation(row);
  if (typeof r !== 'number') return noEffect(r);
  const n = row.ni;
  if (measure === 'UCOR' && n <= 4)
    return noEffect({ column: 'ni', message: `ni is ${n}; the bias of r can only be corrected above 4.` });
  if (measure === 'ZCOR' && Math.abs(r) === 1) return noEffect(perfect);
  const yi = measure === 'COR' ? r : measure === 'UCOR' ? unbiasedCorrelation(r, n) : Math.atanh(r);
  if (n <= 3)
    return effectWithoutVariance(yi, {
      column: 'ni',
      message: `ni is ${n}; the variance of a correlation can only be estimated above 3.`,
    });
  return { yi, vi: measure === 'ZCOR' ? 1 / (n - 3) : (1 - yi * yi) ** 2 / (n - 1), fault: null };
}

function readCorrelation(row: EffectValues): number | EffectFault {
  if (has(row, 'ri')) return row.ri;
  const n = row.ni;
  const t = readTestStatistic(row, n - 2);
  if (t === null) return has(row, 'chi2i') ? readPhi(row) : requireValues(row, 'ri')!;
  if (typeof t !== 'number') return t;
  if (!(n > 2)) return { column: 'ni', message: `ni is ${n}; a test of a correlation needs more than 2.` };
  return t / Math.sqrt(t * t + n - 2);
}

function readPhi(row: EffectValues): number | EffectFault {
  const sign = readDirection(row, 'chi2i');
  if (typeof sign !== 'number') return sign;
  const square = Math.abs(row.chi2i) / row.ni;
  if (square > 1)
    return {
      column: 'chi2i',
      message: `chi2i is ${row.chi2i} with ni ${row.ni}; in a 2 × 2 table chi-squared is never above n.`,
    };
  return sign * Math.sqrt(square);
}

/**
 * Partial and semi-partial correlations of one predictor in a regression with `mi` predictors, the one of interest
 * counted: PCOR, ZPCOR, SPCOR, ZSPCOR. The coefficient is `ri`, else it comes from `ti`, `fi` or `pi` of the
 * predictor's test with n − m − 1 degrees of freedom. Aloe and Becker (2012, Journal of Educational and Behavioral
 * Statistics 37, 278–297); Aloe (2014, Journal of General Psychology 141, 47–64). As metafor since 4.4:
 * m counts the predictor itself, and the variance of Fisher's z is 1/(n − m − 2), that is 1/(n − (m − 1) − 3) (Fisher 1924).
 */
export function partialCorrelationEffect(
  measure: 'PCOR' | 'ZPCOR' | 'SPCOR' | 'ZSPCOR',
  row: EffectValues,
): Effect {
  const semi = measure === 'SPCOR' || measure === 'ZSPCOR';
  const wrong = firstFault(
    requireValues(row, 'ni', 'mi', ...(semi ? ['r2i'] : [])),
    requireSizes(row, 'ni', 'mi'),
    requireCorrelations(row, 'ri'),
    semi ? requireShares(row, 'r2i') : null,
  );
  if (wrong) return noEffect(wrong);
  const { ni: n, mi: m } = row;
  const df = n - m - 1;
  if (!(df > 0))
    return noEffect({
      column: 'ni',
      message: `ni is ${n} with ${m} predictors; no degree of freedom is left.`,
    });
  const r = has(row, 'ri') ? row.ri : readPartial(row, df, semi);
  if (typeof r !== 'number') return noEffect(r);
  if (semi && r * r > row.r2i)
    return noEffect({
      column: 'r2i',
      message: `r2i is ${row.r2i}, less than the square ${r * r} of the semi-partial correlation.`,
    });
  const variance = semi ? semiPartialVariance(r, row.r2i, n) : (1 - r * r) ** 2 / (n - m);
  if (measure === 'PCOR' || measure === 'SPCOR') return { yi: r, vi: variance, fault: null };
  if (Math.abs(r) === 1) return noEffect(perfect);
  const z = Math.atanh(r);
  // Fisher's z does not stabilise the variance of a semi-partial correlation; its variance follows by the delta method.
  if (measure === 'ZSPCOR') return finiteEffect(z, variance / (1 - r * r) ** 2, perfect);
  if (n - m - 2 > 0) return { yi: z, vi: 1 / (n - m - 2), fault: null };
  return effectWithoutVariance(z, {
    column: 'ni',
    message: `ni is ${n} with ${m} predictors; the variance of its Fisher's z needs more than ${m + 2}.`,
  });
}

function readPartial(row: EffectValues, df: number, semi: boolean): number | EffectFault {
  const t = readTestStatistic(row, df);
  if (t === null) return { column: 'ti', message: 'ti is missing, and so are ri, fi and pi.' };
  if (typeof t !== 'number') return t;
  return semi ? (t * Math.sqrt(1 - row.r2i)) / Math.sqrt(df) : t / Math.sqrt(t * t + df);
}

function semiPartialVariance(r: number, r2: number, n: number): number {
  const without = r2 - r * r; // R² of the other predictors alone
  return (r2 * r2 - 2 * r2 + without + 1 - without * without) / n;
}
