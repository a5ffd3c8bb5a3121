import { AllSubsets, mostPredictors } from './all-subsets.ts';
import { completeDominance, conditionalDominance, generalDominance } from './dominance.ts';
import { analysePredictors, describeFault, describeInflation } from './predictor-structure.ts';
import { relativeWeights, standardisedCoefficients } from './relative-weights.ts';

/** How the R² of a regression divides over its predictors, in their order. All parts are proportions of variance. */
export interface Importance {
  identified: true;
  R2: number;
  /** 1 − R2. */
  unexplained: number;
  /** General dominance; sums to R2. */
  general: number[];
  /** General dominance as a part of R2; null throughout where R2 is 0. */
  standardized: (number | null)[];
  /** Mean gain by predictor and by the size, 0 … p − 1, of the subset that it joins. */
  conditional: number[][];
  /** 1 where the row's predictor dominates the column's completely, 0 where it is dominated, 0.5 for neither. */
  complete: (number | null)[][];
  /** Johnson's relative weights; sum to R2. */
  relative: number[];
  /** Standardised regression coefficients. */
  beta: number[];
  warnings: string[];
}

/** The correlations can't carry a division; `predictors` names those at fault, where it is not all of them. */
export interface ImportanceNotIdentified {
  identified: false;
  reason: string;
  predictors: string[];
}

/**
 * Divides the R² of an outcome over its predictors. Sources: dominance.ts, relative-weights.ts.
 *
 * @param matrix Correlations, (p + 1) × (p + 1), symmetric, with the outcome last.
 * @param names Of the p predictors.
 * @returns Not identified where correlations are unknown (NaN), impossible together, or predictors collinear.
 */
export function analyseImportance(
  matrix: readonly (readonly number[])[],
  names: readonly string[],
): Importance | ImportanceNotIdentified {
  const p = names.length;
  if (matrix.length !== p + 1 || matrix.some((row) => row.length !== p + 1)) {
    throw new RangeError(`analyseImportance: matrix is not ${p + 1} by ${p + 1}`);
  }
  const fault = findFault(matrix, names);
  if (fault) return fault;
  const withOutcome = names.map((_, i) => matrix[i][p]);
  const structure = analysePredictors(names.map((_, i) => matrix[i].slice(0, p)));
  const collinear = describeFault(structure, names);
  if (collinear) return { identified: false, ...collinear };

  const beta = standardisedCoefficients(structure, withOutcome);
  const explained = beta.reduce((sum, value, i) => sum + value * withOutcome[i], 0);
  const subsets = new AllSubsets(p);
  if (!subsets.compute(matrix.flat())) {
    const percent = (100 * explained).toFixed(explained < 1.1 ? 1 : 0);
    const reason = `These correlations can't hold together: the predictors would explain ${percent} % of the outcome (the matrix is not positive definite).`;
    return { identified: false, reason, predictors: [] };
  }
  const R2 = Math.min(1, subsets.r2[subsets.r2.length - 1]);
  const conditional = conditionalDominance(subsets.r2, p);
  const general = Array.from(generalDominance(conditional, p));
  const warning = describeInflation(structure, names);
  return {
    identified: true,
    R2,
    unexplained: 1 - R2,
    general,
    standardized: general.map((share) => (R2 > 0 ? share / R2 : null)),
    conditional: names.map((_, i) => Array.from(conditional.subarray(i * p, (i + 1) * p))),
    complete: completeDominance(subsets.r2, p),
    relative: relativeWeights(structure, withOutcome),
    beta,
    warnings: warning ? [warning] : [],
  };
}

function findFault(
  matrix: readonly (readonly number[])[],
  names: readonly string[],
): ImportanceNotIdentified | null {
  const p = names.length;
  if (p === 0) return { identified: false, reason: 'There is no predictor.', predictors: [] };
  if (p > mostPredictors) {
    const reason = `There are ${p} predictors; at most ${mostPredictors} can be divided over all their subsets.`;
    return { identified: false, reason, predictors: [] };
  }
  const all = [...names, 'the outcome'];
  for (let i = 0; i <= p; i++) {
    for (let j = i + 1; j <= p; j++) {
      if (Number.isFinite(matrix[i][j])) continue;
      const reason = `The correlation of ${all[i]} and ${all[j]} is not known.`;
      return { identified: false, reason, predictors: j < p ? [names[i], names[j]] : [names[i]] };
    }
  }
  return null;
}
