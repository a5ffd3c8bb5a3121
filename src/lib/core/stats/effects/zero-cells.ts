/**
 * What is added to counts where one is 0, as escalc does it: `add` to every cell, for the rows that `to` names.
 * only0: rows with an empty cell; if0all: every row if any has an empty cell; all: every row; none: no row.
 */
export interface ZeroCellOptions {
  /** Default ½; 0 for AS, PHI, RTET, PAS and PFT, which can do with empty cells. */
  add?: number;
  to?: 'only0' | 'all' | 'if0all' | 'none';
  /** Leave out tables in which nobody, or everybody, has the event (`ai` = `ci` = 0 or `bi` = `di` = 0). */
  drop00?: boolean;
  /** Accept counts that are not whole, such as counts divided by a design effect. */
  fractionalCounts?: boolean;
}

/** The amount for one row. */
export function amountToAdd(
  counts: number[],
  add: number,
  to: NonNullable<ZeroCellOptions['to']>,
  anyRowHasZero: boolean,
): number {
  if (to === 'all' || (to === 'if0all' && anyRowHasZero)) return add;
  return to === 'only0' && counts.includes(0) ? add : 0;
}
