/** The coded tables of a review and their files in a folder. */
export const tableFiles = {
  studies: 'studies.csv',
  claims: 'claims.csv',
  estimates: 'estimates.csv',
  comparisons: 'head-to-head.csv',
  certainty: 'certainty.csv',
  /** One row a table of coded cases, and one row a case. */
  caseTables: 'case-tables.csv',
  cases: 'cases.csv',
} as const;

/**
 * The tables that a review's own folder holds: those above, and what is kept out of its editions, which no published package
 * may hold.
 */
export const folderFiles = { ...tableFiles, withheld: 'withheld.csv' } as const;
