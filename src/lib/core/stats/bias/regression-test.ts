import type { PoolOptions } from '../pooling/options.ts';
import { poolEffects } from '../pooling/pool-effects.ts';
import type { Interval } from '../pooling/result.ts';
import { findBiasProblem, type Problem } from './problem.ts';
import { fitWeightedLine } from './weighted-line.ts';

export type Predictor = 'standard error' | 'variance';

export interface RegressionTest {
  /** z or t of the predictor's coefficient. */
  statistic: number;
  /** null where the statistic is z. */
  df: number | null;
  pValue: number;
  /** The effect where the predictor is 0: of an infinitely large study. */
  limit: number;
  limitInterval: Interval;
}

const unvaried = { problem: 'The studies are all of one precision, so that nothing can be regressed on it.' };

function predictorOf(vi: readonly number[], predictor: Predictor): number[] {
  return predictor === 'variance' ? [...vi] : vi.map(Math.sqrt);
}

/**
 * Regression test for funnel-plot asymmetry by a mixed-effects meta-regression (Thompson and Sharp 1999, Statistics in
 * Medicine 18, 2693–2708; Sterne and Egger 2005; metafor's regtest with model = "rma").
 */
export function testByMetaRegression(
  { yi, vi }: { yi: readonly number[]; vi: readonly number[] },
  options: PoolOptions = {},
  predictor: Predictor = 'standard error',
): RegressionTest | Problem {
  const problem = findBiasProblem(yi, vi, 3);
  if (problem) return problem;
  const moderators = [{ name: 'predictor', values: predictorOf(vi, predictor) }];
  const fit = poolEffects({ yi, vi, moderators }, { ...options, heterogeneityInterval: false });
  if (!fit.fitted) return { problem: fit.reason };
  const [limit, slope] = fit.coefficients;
  if (slope === undefined) return unvaried;
  if (slope.statistic === null || slope.pValue === null || limit.interval === null) {
    return { problem: 'The effects lie exactly on a line; there is nothing to test.' };
  }
  return {
    statistic: slope.statistic,
    df: slope.df,
    pValue: slope.pValue,
    limit: limit.estimate,
    limitInterval: limit.interval,
  };
}

/**
 * Egger's test in its weighted form: effects on the standard error with weights 1/v, t with k − 2 degrees of freedom
 * (Egger et al. 1997, BMJ 315, 629–634; metafor's regtest with model = "lm").
 */
export function testByWeightedLine(
  { yi, vi }: { yi: readonly number[]; vi: readonly number[] },
  level = 0.95,
  predictor: Predictor = 'standard error',
): RegressionTest | Problem {
  const problem = findBiasProblem(yi, vi, 3);
  if (problem) return problem;
  const line = fitWeightedLine(yi, vi, predictorOf(vi, predictor), level);
  if (line === null) return unvaried;
  const { slope, intercept } = line;
  if (slope.statistic === null || slope.pValue === null || intercept.interval === null) {
    return { problem: 'The effects lie exactly on a line; there is nothing to test.' };
  }
  return {
    statistic: slope.statistic,
    df: line.df,
    pValue: slope.pValue,
    limit: intercept.estimate,
    limitInterval: intercept.interval,
  };
}
