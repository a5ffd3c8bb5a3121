/** How the columns of a table of cases are named. */
export const caseNameColumn = 'case';
export const caseStudyColumn = 'citekey';
export const caseOutcomeColumn = 'outcome';
export const caseTableColumn = 'table_id';

const taken = new Set([caseNameColumn, caseStudyColumn, caseOutcomeColumn, caseTableColumn]);

/** The column of a condition: the key of its factor, told apart where that is the name of another column. */
export function conditionColumn(factor: string): string {
  return taken.has(factor) ? `factor:${factor}` : factor;
}
