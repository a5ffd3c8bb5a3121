/** Tests of coefficients, alone and together. */
import { chiSquareUpper, fUpper, normalQuantile, tQuantile, tTwoSided } from '../distributions.ts';
import type { RandomTerm } from './blocks.ts';
import { flatten, invertPositive } from './dense.ts';
import type { Design } from './design.ts';

export interface Coefficient {
  term: string;
  estimate: number;
  standardError: number;
  /** z or t. */
  statistic: number;
  /** null for z. */
  df: number | null;
  /** Two-sided. */
  pValue: number;
  lower: number;
  upper: number;
}

/**
 * @param df One a coefficient; Infinity for a z test.
 * @param level Of the intervals, e.g. .95.
 */
export function testCoefficients(
  names: readonly string[],
  estimates: readonly number[],
  covariance: readonly (readonly number[])[],
  df: readonly number[],
  level: number,
): Coefficient[] {
  return names.map((term, a) => {
    const estimate = estimates[a];
    const standardError = Math.sqrt(covariance[a][a]);
    const statistic = estimate / standardError;
    const tail = (1 + level) / 2;
    const factor = df[a] === Infinity ? normalQuantile(tail) : tQuantile(tail, df[a]);
    return {
      term,
      estimate,
      standardError,
      statistic,
      df: df[a] === Infinity ? null : df[a],
      pValue: tTwoSided(statistic, df[a]),
      lower: estimate - factor * standardError,
      upper: estimate + factor * standardError,
    };
  });
}

export interface OmnibusTest {
  /** χ² where df2 is null, else F. */
  statistic: number;
  df: number;
  df2: number | null;
  pValue: number;
}

/** Wald test that the coefficients named are all 0: χ², or F = χ² / number of coefficients. */
export function omnibusTest(
  estimates: readonly number[],
  covariance: readonly (readonly number[])[],
  tested: readonly number[],
  df2: number,
): OmnibusTest {
  const square = waldStatistic(estimates, covariance, tested);
  const df = tested.length;
  if (df2 === Infinity) return { statistic: square, df, df2: null, pValue: chiSquareUpper(square, df) };
  return { statistic: square / df, df, df2, pValue: fUpper(square / df, df, df2) };
}

/** b' V⁻¹ b of the coefficients named; NaN where V is singular. */
export function waldStatistic(
  estimates: readonly number[],
  covariance: readonly (readonly number[])[],
  tested: readonly number[],
): number {
  const m = tested.length;
  const inverse = invertPositive(flatten(tested.map((a) => tested.map((b) => covariance[a][b]))), m)?.inverse;
  if (!inverse) return NaN;
  let square = 0;
  for (let a = 0; a < m; a++)
    for (let b = 0; b < m; b++) square += estimates[tested[a]] * inverse[a * m + b] * estimates[tested[b]];
  return square;
}

/**
 * "Containment" degrees of freedom as in rma.mv(dfs = "contain"): for each column the least number of groups among the
 * grouping factors within whose groups the column is constant (k where there is none), less p, at least 1.
 */
export function containedDegreesOfFreedom(design: Design, random: readonly RandomTerm[]): number[] {
  const factors = random.flatMap(({ outer, inner }) => (inner ? [inner, outer] : [outer]));
  return design.names.map((_, column) => {
    let least = design.rows.length;
    for (const labels of factors) {
      const seen = new Map<string, number>();
      const constant = labels.every((label, row) => {
        const value = design.rows[row][column];
        const known = seen.get(label);
        if (known === undefined) seen.set(label, value);
        return known === undefined || known === value;
      });
      if (constant) least = Math.min(least, seen.size);
    }
    return Math.max(least - design.names.length, 1);
  });
}
