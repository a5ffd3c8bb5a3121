import { testKendall, type KendallTest } from './kendall.ts';
import { findBiasProblem, type Problem } from './problem.ts';

/**
 * Rank correlation between standardised effects and their variances (Begg and Mazumdar 1994, Biometrics 50, 1088–1101),
 * as metafor's ranktest.
 */
export function testRankCorrelation({
  yi,
  vi,
}: {
  yi: readonly number[];
  vi: readonly number[];
}): KendallTest | Problem {
  const problem = findBiasProblem(yi, vi, 3);
  if (problem) return problem;
  let total = 0;
  let sum = 0;
  yi.forEach((effect, i) => {
    total += 1 / vi[i];
    sum += effect / vi[i];
  });
  const mean = sum / total;
  const standardised = yi.map((effect, i) => (effect - mean) / Math.sqrt(vi[i] - 1 / total));
  return (
    testKendall(standardised, vi) ?? {
      problem: 'The studies are all of one precision, so that there is nothing to rank.',
    }
  );
}
