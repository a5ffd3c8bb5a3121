import binomialMass from '@stdlib/stats-base-dists-binomial-pmf';

/**
 * Two-sided exact sign test: the probability, were both signs equally likely, of a split at least as uneven as this one.
 * Conover (1999, Practical Nonparametric Statistics, 3rd ed., section 3.4); as R's binom.test(positive, n, 0.5).
 *
 * @returns p, or null where there is no sign at all.
 */
export function signTest(positive: number, negative: number): number | null {
  for (const [name, count] of Object.entries({ positive, negative })) {
    if (!Number.isInteger(count) || count < 0)
      throw new RangeError(`signTest: ${name} is ${count}, not a count`);
  }
  const trials = positive + negative;
  if (trials === 0) return null;
  const fewer = Math.min(positive, negative);
  if (2 * fewer === trials) return 1;
  let tail = 0;
  for (let k = 0; k <= fewer; k++) tail += binomialMass(k, trials, 0.5);
  return Math.min(1, 2 * tail);
}
