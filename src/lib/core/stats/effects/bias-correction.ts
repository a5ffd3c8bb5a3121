import gammaln from '@stdlib/math-base-special-gammaln';

/**
 * The factor by which a standardised mean difference is multiplied to be unbiased. Hedges (1981, Journal of Educational
 * Statistics 6, 107–128), the exact form.
 *
 * @param df Degrees of freedom of the standard deviation, above 1.
 * @returns NaN where df is 1 or less: no unbiased estimate exists.
 */
export function hedgesCorrection(df: number): number {
  if (!(df > 1)) return NaN;
  // Far out the difference of the two log gammas would lose digits that the asymptotic series keeps.
  if (df > 1000) return 1 - 3 / (4 * df) - 7 / (32 * df * df) - 9 / (128 * df ** 3);
  return Math.exp(gammaln(df / 2) - 0.5 * Math.log(df / 2) - gammaln((df - 1) / 2));
}
