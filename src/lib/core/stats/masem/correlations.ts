/** The correlation matrices of several studies, patchy as reported, and what is wrong with them as data. */
import { allPairs, type Pair } from './olkin-finn.ts';

export interface CorrelationStudies {
  /** Names of all variables; rows and columns of every matrix. */
  variables: readonly string[];
  /** Cases a study. */
  sizes: readonly number[];
  /** One matrix a study; null for a correlation that was not reported. The diagonal is 1 or null. */
  matrices: readonly (readonly (readonly (number | null)[])[])[];
  /** As messages name them; "study 1" … unless told. */
  names?: readonly string[];
}

export interface MatrixIssue {
  /** Position of the study. */
  study: number;
  /** Positions in its matrix; null where the whole study is meant. */
  row: number | null;
  column: number | null;
  message: string;
}

/** What makes the matrices unusable: wrong sizes, text, values beyond 1, triangles that differ. Empty: usable. */
export function checkCorrelations({ variables, sizes, matrices, names }: CorrelationStudies): MatrixIssue[] {
  const issues: MatrixIssue[] = [];
  const count = variables.length;
  if (sizes.length !== matrices.length) {
    const message = `there are ${matrices.length} matrices, but ${sizes.length} sample sizes.`;
    return [{ study: Math.min(sizes.length, matrices.length), row: null, column: null, message }];
  }
  matrices.forEach((matrix, study) => {
    const name = names?.[study] ?? `study ${study + 1}`;
    const add = (message: string, row: number | null = null, column: number | null = null) =>
      issues.push({ study, row, column, message: `${name}: ${message}` });
    const size: unknown = sizes[study];
    if (typeof size !== 'number' || !(size >= 3) || !Number.isFinite(size)) {
      add(`the sample size must be a number of at least 3, not ${JSON.stringify(size)}.`);
    }
    if (!Array.isArray(matrix) || matrix.length !== count || matrix.some((row) => row?.length !== count)) {
      return add(`the matrix must have ${count} rows of ${count}, as there are ${count} variables.`);
    }
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        const value: unknown = matrix[i][j];
        const place = `row ${i + 1} (${variables[i]}), column ${j + 1} (${variables[j]})`;
        if (value === null) continue;
        if (typeof value !== 'number' || !Number.isFinite(value)) {
          add(`${place} is ${JSON.stringify(value)}, not a number or null.`, i, j);
        } else if (i === j && Math.abs(value - 1) > 1e-8) {
          add(`${place} is ${value}; the diagonal of a correlation matrix is 1.`, i, j);
        } else if (Math.abs(value) > 1 + 1e-12) {
          add(`${place} is ${value}; a correlation lies between -1 and 1.`, i, j);
        } else if (i > j && typeof matrix[j][i] === 'number' && Math.abs(value - matrix[j][i]!) > 1e-8) {
          add(`the matrix is not symmetric: ${place} is ${value}, its mirror image ${matrix[j][i]}.`, i, j);
        }
      }
    }
  });
  return issues;
}

/** A correlation of a study, whichever triangle holds it. */
export function correlationOf(matrix: readonly (readonly (number | null)[])[], [a, b]: Pair): number | null {
  return matrix[a][b] ?? matrix[b][a] ?? null;
}

/** For each pair of variables: the studies that report it. */
export function studiesOf({ variables, matrices }: CorrelationStudies): { pair: Pair; studies: number[] }[] {
  return allPairs(variables.length).map((pair) => ({
    pair,
    studies: matrices.flatMap((matrix, study) => (correlationOf(matrix, pair) === null ? [] : [study])),
  }));
}

/** n-weighted mean of each pair over the studies that report it; null where none does. */
export function meanCorrelations(input: CorrelationStudies): (number | null)[] {
  return studiesOf(input).map(({ pair, studies }) => {
    const cases = studies.reduce((sum, study) => sum + input.sizes[study], 0);
    if (cases === 0) return null;
    const sum = studies.reduce(
      (total, study) => total + input.sizes[study] * correlationOf(input.matrices[study], pair)!,
      0,
    );
    return sum / cases;
  });
}
