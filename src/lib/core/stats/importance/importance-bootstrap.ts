/**
 * How sure the division of R² is: correlation matrices drawn from N(pooled, vcov) and divided anew. The parametric
 * bootstrap of Efron and Tibshirani (1993, section 6.5), on the large-sample distribution of pooled correlations (Becker
 * 1992, Journal of Educational Statistics 17, 341–362).
 *
 * R² of a drawn matrix is larger on average than that of the matrix it was drawn around, so that intervals of R2 and of
 * the parts lie somewhat high: what looks important by chance is among it. The noise band (below) has the same tilt and
 * is what a share is to be held against.
 */
import type { Interval } from '../proportion-intervals.ts';
import { makeDraws, type DrawRange } from '../resampling/draws.ts';
import { NormalDraws } from '../resampling/normal-draws.ts';
import { percentileInterval } from '../resampling/percentile-interval.ts';
import { AllSubsets } from './all-subsets.ts';
import { conditionalDominance, generalDominance } from './dominance.ts';
import { equalisePredictors, listPairs, type PooledCorrelations } from './pooled-correlations.ts';

/** A draw that finds no possible matrix in so many tries is given up. */
const mostTries = 200;

/** The division of every drawn matrix. */
export interface ImportanceDraws {
  predictorCount: number;
  /** Draw after draw: the p general dominance values, then R². */
  values: Float64Array;
  /** Drawn matrices that were not positive definite. */
  impossible: number;
}

/**
 * Draws matrices and divides each. One that is not positive definite is no correlation matrix, and R² is not defined on
 * it; it is counted and drawn again from the same stream, so that what is drawn from is the normal distribution over
 * possible matrices and the number of draws stays what was asked for.
 *
 * @returns Null where vcov is no covariance matrix.
 */
export function drawImportance(pooled: PooledCorrelations, range: DrawRange): ImportanceDraws | null {
  const size = pooled.matrix.length;
  const p = size - 1;
  const normal = NormalDraws.of(listPairs(pooled.matrix), pooled.vcov);
  if (!normal) return null;
  const pairs = new Float64Array((size * p) / 2);
  const matrix = new Float64Array(size * size).fill(1);
  const subsets = new AllSubsets(p);
  const conditional = new Float64Array(p * p);
  let impossible = 0;
  const values = makeDraws(range, p + 1, (stream, draw) => {
    for (let tries = 0; tries < mostTries; tries++) {
      normal.next(stream, pairs);
      for (let i = 0, at = 0; i < p; i++) {
        for (let j = i + 1; j < size; j++) matrix[i * size + j] = pairs[at++];
      }
      if (subsets.compute(matrix)) {
        generalDominance(conditionalDominance(subsets.r2, p, conditional), p, draw);
        draw[p] = subsets.r2[subsets.r2.length - 1];
        return;
      }
      impossible++;
    }
  });
  return { predictorCount: p, values, impossible };
}

/** What the draws say of each part, in the order of the predictors. */
export interface ImportanceUncertainty {
  identified: true;
  draws: number;
  /** Drawn matrices that were not positive definite and were drawn again. */
  impossible: number;
  R2: Interval;
  unexplained: Interval;
  general: Interval[];
  standardized: Interval[];
  /** Probability of each rank (first, second, …) by general dominance: a row for each predictor. */
  ranks: number[][];
  /** Probability that what is unexplained is more than the part of any predictor. */
  unexplainedLargest: number;
}

export interface NotDrawn {
  identified: false;
  reason: string;
}

const notCovariance =
  'The covariances of the correlations are not those of any distribution (vcov has a negative eigenvalue).';

/** Intervals and rank probabilities of the parts of R². Arguments as for drawImportance. */
export function bootstrapImportance(
  pooled: PooledCorrelations,
  range: DrawRange,
  level = 0.95,
): ImportanceUncertainty | NotDrawn {
  const drawn = drawImportance(pooled, range);
  return drawn ? summariseImportance(drawn, level) : { identified: false, reason: notCovariance };
}

/** Summarises draws; those of several workers, put one after the other, are summarised as one. */
export function summariseImportance(
  { predictorCount: p, values, impossible }: ImportanceDraws,
  level = 0.95,
): ImportanceUncertainty | NotDrawn {
  const draws = values.length / (p + 1);
  const tooFew = explainImpossible(impossible, draws);
  if (tooFew) return tooFew;
  const shares = standardise(values, p);
  const ranks = Array.from({ length: p }, () => new Array<number>(p).fill(0));
  let unexplainedLargest = 0;
  for (let from = 0; from < values.length; from += p + 1) {
    const parts = values.subarray(from, from + p);
    for (let i = 0; i < p; i++) {
      let rank = 0;
      for (let j = 0; j < p; j++) if (parts[j] > parts[i] || (parts[j] === parts[i] && j < i)) rank++;
      ranks[i][rank]++;
    }
    if (parts.every((part) => part < 1 - values[from + p])) unexplainedLargest++;
  }
  const predictors = Array.from({ length: p }, (_, i) => i);
  const R2 = percentileInterval(values, p, p + 1, level)!;
  return {
    identified: true,
    draws,
    impossible,
    R2,
    unexplained: [1 - R2[1], 1 - R2[0]],
    general: predictors.map((i) => percentileInterval(values, i, p + 1, level)!),
    standardized: predictors.map((i) => percentileInterval(shares, i, p, level)!),
    ranks: ranks.map((counts) => counts.map((count) => count / draws)),
    unexplainedLargest: unexplainedLargest / draws,
  };
}

/** Where the part of each predictor would fall if all were equal. */
export interface ImportanceNoiseBand {
  identified: true;
  draws: number;
  impossible: number;
  general: Interval[];
  standardized: Interval[];
}

/**
 * The noise band of the unique part: draws as above around the matrix in which all predictors are equal
 * (equalisePredictors). Predictors whose correlations are known better have narrower bands, so that each has its own.
 */
export function importanceNoiseBand(
  pooled: PooledCorrelations,
  range: DrawRange,
  level = 0.95,
): ImportanceNoiseBand | NotDrawn {
  const equal = equalisePredictors(pooled);
  const p = equal.matrix.length - 1;
  if (!new AllSubsets(p).compute(equal.matrix.flat())) {
    const reason = 'A matrix of equal predictors with these means is not positive definite.';
    return { identified: false, reason };
  }
  const drawn = drawImportance(equal, range);
  if (!drawn) return { identified: false, reason: notCovariance };
  const draws = drawn.values.length / (p + 1);
  const tooFew = explainImpossible(drawn.impossible, draws);
  if (tooFew) return tooFew;
  const shares = standardise(drawn.values, p);
  const predictors = Array.from({ length: p }, (_, i) => i);
  return {
    identified: true,
    draws,
    impossible: drawn.impossible,
    general: predictors.map((i) => percentileInterval(drawn.values, i, p + 1, level)!),
    standardized: predictors.map((i) => percentileInterval(shares, i, p, level)!),
  };
}

/** Where most of the normal distribution lies outside of what is possible, it describes nothing. */
function explainImpossible(impossible: number, draws: number): NotDrawn | null {
  if (impossible <= draws) return null;
  const percent = Math.round((100 * impossible) / (impossible + draws));
  const reason = `${percent} % of the matrices within the error of this one are impossible (not positive definite): the correlations are known too poorly for an interval.`;
  return { identified: false, reason };
}

function standardise(values: Float64Array, p: number): Float64Array {
  const shares = new Float64Array((values.length / (p + 1)) * p);
  for (let from = 0, to = 0; from < values.length; from += p + 1, to += p) {
    for (let i = 0; i < p; i++) shares[to + i] = values[from + i] / values[from + p];
  }
  return shares;
}
