/** Reads what `stats importance` is given: correlations of predictors and an outcome, as JSON. */
import { readInput } from '../input.ts';
import { UsageError, type Terminal } from '../command.ts';

export interface CorrelationFile {
  predictors: string[];
  outcome: string;
  /** Outcome last. NaN where the file says null. */
  R: number[][];
  n: number | null;
  vcov: number[][] | null;
}

/** How far two halves of a matrix may differ by rounding. */
const rounding = 1e-8;

/** Reads and checks the file; a UsageError names row and column of what is wrong. */
export async function readCorrelationFile(path: string, terminal: Terminal): Promise<CorrelationFile> {
  const text = (await readInput(path, terminal)).toString('utf8').replace(/^\uFEFF/, '');
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message}.`);
  }
  const refuse = (message: string): never => {
    throw new UsageError(`${path}: ${message}`);
  };
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    return refuse('the file holds no object { predictors, outcome, R }.');
  }
  const { predictors, outcome, R, n = null, vcov = null } = file as Record<string, unknown>;
  if (!Array.isArray(predictors) || predictors.length === 0 || !predictors.every(isName)) {
    return refuse('"predictors" must be a list of names.');
  }
  if (!isName(outcome)) return refuse('"outcome" must be the name of the outcome.');
  const names: string[] = [...predictors, outcome];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return refuse(`the name "${twice}" is given twice.`);
  if (n !== null && !(typeof n === 'number' && n > 0)) return refuse('"n" must be a number above 0.');
  const matrix = readMatrix(R, 'R', names, refuse);
  checkCorrelations(matrix, names, refuse);
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => `${a}–${b}`));
  const covariance = vcov === null ? null : readMatrix(vcov, 'vcov', pairs, refuse);
  covariance?.forEach((row, i) => {
    if (!(row[i] >= 0)) refuse(`vcov, row ${i + 1}: the variance of ${pairs[i]} is ${row[i]}.`);
  });
  return { predictors, outcome, R: matrix, n, vcov: covariance };
}

type Refuse = (message: string) => never;

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** Reads a square, symmetric matrix of numbers or null. */
function readMatrix(value: unknown, name: string, names: readonly string[], refuse: Refuse): number[][] {
  const size = names.length;
  if (!Array.isArray(value)) return refuse(`"${name}" must be a matrix, a list of rows.`);
  if (value.length !== size) {
    return refuse(`${name} has ${value.length} rows where ${size} are needed (${names.join(', ')}).`);
  }
  const matrix = value.map((row: unknown, i) => {
    if (!Array.isArray(row) || row.length !== size) {
      const cells = Array.isArray(row) ? `${row.length} cells` : 'no list of cells';
      return refuse(`${name}, row ${i + 1} (${names[i]}) has ${cells} where ${size} are needed.`);
    }
    return row.map((cell: unknown, j) => {
      if (cell === null) return NaN;
      if (typeof cell === 'number') return cell;
      return refuse(
        `${name}, row ${i + 1}, column ${j + 1} (${names[i]}, ${names[j]}): ${JSON.stringify(cell)} is not a number.`,
      );
    });
  });
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const [below, above] = [matrix[i][j], matrix[j][i]];
      const same = Number.isNaN(below) === Number.isNaN(above) && !(Math.abs(below - above) > rounding);
      if (same) continue;
      const [a, b] = [below, above].map((cell) => (Number.isNaN(cell) ? 'null' : String(cell)));
      refuse(
        `${name} is not symmetric: row ${i + 1}, column ${j + 1} (${names[i]}, ${names[j]}) is ${a}, row ${j + 1}, column ${i + 1} is ${b}.`,
      );
    }
  }
  return matrix;
}

function checkCorrelations(matrix: number[][], names: readonly string[], refuse: Refuse): void {
  for (const [i, row] of matrix.entries()) {
    for (const [j, cell] of row.entries()) {
      const at = `R, row ${i + 1}, column ${j + 1} (${names[i]}, ${names[j]})`;
      if (i === j && !(Math.abs(cell - 1) <= rounding)) refuse(`${at}: the diagonal must be 1, not ${cell}.`);
      if (Math.abs(cell) > 1 + rounding) refuse(`${at}: ${cell} is no correlation.`);
    }
  }
}
