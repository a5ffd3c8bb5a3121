/**
 * Large-sample covariances of the correlations of one sample (Olkin & Finn 1976, Psychological Bulletin 83, 329–333;
 * Olkin & Siotani 1976): for n cases,
 *
 *   n cov(r_st, r_uv) = ½ r_st r_uv (r_su² + r_sv² + r_tu² + r_tv²) + r_su r_tv + r_sv r_tu
 *                       − (r_st r_su r_sv + r_st r_tu r_tv + r_su r_tu r_uv + r_sv r_tv r_uv)
 */

/** Two variables, by position; the first is the lower. */
export type Pair = readonly [number, number];

/** All pairs of `count` variables: (0,1), (0,2) … (1,2) …, the upper triangle row by row. */
export function allPairs(count: number): Pair[] {
  const pairs: Pair[] = [];
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) pairs.push([a, b]);
  return pairs;
}

/**
 * Covariance of two correlations times n.
 *
 * @param r The correlation of two variables by position; 1 where they are the same.
 */
export function correlationCovariance(
  r: (a: number, b: number) => number,
  [s, t]: Pair,
  [u, v]: Pair,
): number {
  const [st, uv, su, sv, tu, tv] = [r(s, t), r(u, v), r(s, u), r(s, v), r(t, u), r(t, v)];
  return (
    0.5 * st * uv * (su ** 2 + sv ** 2 + tu ** 2 + tv ** 2) +
    su * tv +
    sv * tu -
    (st * su * sv + st * tu * tv + su * tu * uv + sv * tv * uv)
  );
}
