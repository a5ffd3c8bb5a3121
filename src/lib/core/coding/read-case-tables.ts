import type { CodebookIndex } from '../codebook/codebook.ts';
import { readCsv, type CsvTable } from '../csv/read.ts';
import type { FieldPlace, FilePlace, Issue } from '../issue.ts';
import { caseTableColumn } from './case-columns.ts';
import { readCaseTableFacts, type CaseTableFacts } from './read-case-table.ts';
import { tableFiles } from './table-files.ts';

const { caseTables: caseTableFile, cases: casesFile } = tableFiles;

type FolderIssue = Issue<FilePlace & Partial<FieldPlace>>;

/** A table that could be read, as the other tables of a folder have their rows; it hangs on no study. */
export interface CaseTableRow {
  key: string;
  study: '';
  facts: CaseTableFacts;
  line: number;
  texts: Record<string, string>;
}

/**
 * Reads the case tables of a review folder: one row a table in case-tables.csv, one row a case in cases.csv, whose columns
 * are those of all tables together.
 *
 * @param studies Keys of the review's studies.
 */
export function readCaseTables(
  texts: { caseTables?: string; cases?: string },
  codebook: CodebookIndex,
  studies: ReadonlySet<string>,
): { tables: CaseTableRow[]; issues: FolderIssue[] } {
  if (texts.caseTables === undefined) return { tables: [], issues: orphaned(texts.cases) };
  const tables = readCsv(texts.caseTables, caseTableFile);
  const cases = readCsv(texts.cases ?? '', casesFile);
  const issues: FolderIssue[] = [...tables.issues, ...cases.issues];
  if (!hasKeyColumn(tables, caseTableFile, issues) || !hasKeyColumn(cases, casesFile, issues))
    return { tables: [], issues };
  const rowsOf = Map.groupBy(cases.rows, ({ cells }) => cells[caseTableColumn]);
  const found = tables.rows.flatMap(({ cells, line }): CaseTableRow[] => {
    const key = cells[caseTableColumn];
    if (key === '') {
      const message = `Line ${line} has no ${caseTableColumn}; it was left out.`;
      issues.push({ code: 'missing-key', severity: 'error', message, where: { file: caseTableFile, line } });
      return [];
    }
    const rows = rowsOf.get(key) ?? [];
    const read = readCaseTableFacts(cells, { header: cases.header, rows }, codebook, studies);
    for (const { where, ...issue } of read.issues) {
      const isOfCase = where?.line !== undefined;
      const place = isOfCase
        ? { file: casesFile, line: where.line, column: where.column, key }
        : { file: caseTableFile, line, key, field: where?.field };
      issues.push({ ...issue, where: place });
    }
    return read.facts ? [{ key, study: '', facts: read.facts, line, texts: cells }] : [];
  });
  const known = new Set(tables.rows.map(({ cells }) => cells[caseTableColumn]));
  for (const [key, [{ line }]] of rowsOf) {
    if (known.has(key)) continue;
    const message = `${caseTableFile} has no table "${key}"; its cases were left out.`;
    issues.push({ code: 'unknown-table', severity: 'error', message, where: { file: casesFile, line, key } });
  }
  return { tables: found, issues };
}

function orphaned(cases: string | undefined): FolderIssue[] {
  if (cases === undefined) return [];
  const message = `${casesFile} was left out: ${caseTableFile}, which says what its columns are, is missing.`;
  return [{ code: 'missing-file', severity: 'error', message, where: { file: casesFile } }];
}

function hasKeyColumn({ header, rows }: CsvTable, file: string, issues: FolderIssue[]): boolean {
  if (header.includes(caseTableColumn) || rows.length === 0) return true;
  const message = `${file} has no column "${caseTableColumn}"; nothing was read from it.`;
  issues.push({ code: 'missing-column', severity: 'error', message, where: { file, line: 1 } });
  return false;
}
