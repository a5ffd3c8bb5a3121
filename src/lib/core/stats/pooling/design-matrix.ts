import { Matrix, QrDecomposition } from 'ml-matrix';
import type { Moderator } from './options.ts';

export interface DesignMatrix {
  /** `intrcpt` first, then one a column. */
  terms: string[];
  /** The columns of X, k numbers each. */
  columns: Float64Array[];
  /** Terms left out, since the terms before them already say the same. */
  dropped: string[];
}

const collator = new Intl.Collator('en');

/** A column that lies closer to the span of the columns before it than this, relative to its length, is left out. */
const collinear = 1e-7;

/**
 * Builds X: an intercept, numbers as they are, texts in treatment coding against the first level in alphabetical order
 * (R's contr.treatment). A column that the earlier ones determine is left out and named, as R's lm does it.
 *
 * @param count Number of effects, k.
 */
export function buildDesign(moderators: readonly Moderator[], count: number): DesignMatrix {
  const terms = ['intrcpt'];
  const columns = [new Float64Array(count).fill(1)];
  for (const { name, values } of moderators) {
    if (values.length !== count) {
      throw new RangeError(
        `pool: moderator ${name} has ${values.length} values where there are ${count} effects`,
      );
    }
    if (values.every((value) => typeof value === 'number')) {
      terms.push(name);
      columns.push(Float64Array.from(values));
      continue;
    }
    const texts = values.map(String);
    const levels = [...new Set(texts)].sort((a, b) => collator.compare(a, b) || (a < b ? -1 : 1));
    for (const level of levels.slice(1)) {
      terms.push(`${name}${level}`);
      columns.push(Float64Array.from(texts, (text) => (text === level ? 1 : 0)));
    }
  }
  return dropCollinear(terms, columns);
}

/** Keeps the columns that are not determined by those before them. */
export function dropCollinear(terms: string[], columns: Float64Array[]): DesignMatrix {
  const kept: number[] = [];
  for (let j = 0; j < columns.length; j++) {
    if (isIndependent([...kept.map((at) => columns[at]), columns[j]])) kept.push(j);
  }
  return {
    terms: kept.map((j) => terms[j]),
    columns: kept.map((j) => columns[j]),
    dropped: terms.filter((_, j) => !kept.includes(j)),
  };
}

/** Whether the last column stands out of the span of those before it, which are independent. */
function isIndependent(columns: Float64Array[]): boolean {
  const p = columns.length;
  const count = columns[0].length;
  if (p > count) return false;
  const X = new Matrix(count, p);
  columns.forEach((column, j) => X.setColumn(j, Array.from(column)));
  const length = Math.sqrt(columns[p - 1].reduce((sum, value) => sum + value * value, 0));
  const distance = Math.abs(new QrDecomposition(X).upperTriangularMatrix.get(p - 1, p - 1));
  return length > 0 && distance > collinear * length;
}
