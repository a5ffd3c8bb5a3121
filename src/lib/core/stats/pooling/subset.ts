import type { DesignMatrix } from './design-matrix.ts';
import { dropCollinear } from './design-matrix.ts';

/** Effects, variances and design of the rows named, in that order. */
export function takeRows(yi: Float64Array, vi: Float64Array, design: DesignMatrix, rows: readonly number[]) {
  const take = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]);
  const columns = design.columns.map(take);
  return {
    yi: take(yi),
    vi: take(vi),
    // An intercept alone needs no looking at.
    design:
      design.terms.length === 1
        ? { terms: design.terms, columns, dropped: [] }
        : dropCollinear(design.terms, columns),
  };
}

/** 0 … count − 1 without one. */
export function allBut(left: number, count: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (row !== left) rows.push(row);
  return rows;
}
