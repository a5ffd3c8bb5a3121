/** Whether a correlation matrix can exist, and if not, which variables contradict each other. */
import { cholesky, flatten } from '../multilevel/dense.ts';
import { correlationOf } from './correlations.ts';

/** Whether a complete symmetric matrix is positive definite. */
export function isPositiveDefinite(matrix: readonly (readonly number[])[]): boolean {
  return cholesky(flatten(matrix), matrix.length) !== null;
}

/**
 * A smallest set of variables whose correlations contradict each other: without any one of them the rest is positive
 * definite. Variables are left out one after another, the last first, as long as the rest is still not positive definite.
 *
 * @param matrix Complete, symmetric, unit diagonal.
 * @returns Positions; empty where the matrix is positive definite.
 */
export function contradictingVariables(matrix: readonly (readonly number[])[]): number[] {
  let members = matrix.map((_, at) => at);
  const part = (positions: readonly number[]) => positions.map((a) => positions.map((b) => matrix[a][b]));
  if (isPositiveDefinite(matrix)) return [];
  for (let at = matrix.length - 1; at >= 0; at--) {
    const rest = members.filter((member) => member !== at);
    if (rest.length > 0 && !isPositiveDefinite(part(rest))) members = rest;
  }
  return members;
}

/**
 * The same for a matrix with holes. Tested are the variables that the study measured all against each other (taken up
 * one after another, beginning with each variable in turn), in which every contradiction of three variables lies, too.
 */
export function contradictionWithHoles(matrix: readonly (readonly (number | null)[])[]): number[] {
  const count = matrix.length;
  const known = (a: number, b: number) => correlationOf(matrix, [a, b]);
  const tested = new Set<string>();
  const contradicts = (members: number[]): number[] => {
    const key = members.join();
    if (members.length < 2 || tested.has(key)) return [];
    tested.add(key);
    const part = members.map((a) => members.map((b) => (a === b ? 1 : known(a, b)!)));
    return contradictingVariables(part).map((at) => members[at]);
  };
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      if (known(a, b) === null) continue;
      for (let c = b; c < count; c++) {
        const members = c === b ? [a, b] : [a, b, c];
        if (c > b && (known(a, c) === null || known(b, c) === null)) continue;
        for (let d = 0; d < count; d++) {
          if (!members.includes(d) && members.every((member) => known(d, member) !== null)) members.push(d);
        }
        const found = contradicts(members.sort((x, y) => x - y));
        if (found.length > 0) return found;
      }
    }
  }
  return [];
}
