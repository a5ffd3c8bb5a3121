/**
 * A review as a folder of plain files, which people can read, put under version control and open in R:
 * review.json, codebook.json, library.bib, studies.csv, claims.csv, estimates.csv, head-to-head.csv, certainty.csv,
 * case-tables.csv, cases.csv, withheld.csv. This file reads the coded tables; the codebook is read by codebook/read-codebook.ts, the
 * library by references/, and what is kept out of editions by withheld-marks.ts.
 */
import type { CodebookIndex } from '../codebook/codebook.ts';
import { readCsv, type CsvRow } from '../csv/read.ts';
import type { FieldPlace, FilePlace, Issue } from '../issue.ts';
import { readCaseTables } from './read-case-tables.ts';
import type { CaseTableFacts } from './read-case-table.ts';
import { readClaimFacts, type ClaimFacts } from './read-claim.ts';
import { readCertaintyFacts, type CertaintyFacts } from './read-certainty.ts';
import { readComparisonFacts, type ComparisonFacts } from './read-comparison.ts';
import { readEstimateFacts, type EstimateFacts } from './read-estimate.ts';
import { readStudyFacts, type StudyFacts } from './read-study.ts';
import { folderFiles, tableFiles } from './table-files.ts';

/** A row that could be read: its own key, the key of its study, its facts and its line, and its texts as they stood. */
export interface FolderRow<Facts> {
  key: string;
  study: string;
  facts: Facts;
  line: number;
  texts: Record<string, string>;
}

export interface ReviewTables {
  studies: FolderRow<StudyFacts>[];
  claims: FolderRow<ClaimFacts>[];
  estimates: FolderRow<EstimateFacts>[];
  comparisons: FolderRow<ComparisonFacts>[];
  /** Judgements hang on no study; `study` is empty. */
  certainty: FolderRow<CertaintyFacts>[];
  /** Coded cases, a table a row; `study` is empty. */
  caseTables: FolderRow<CaseTableFacts>[];
  issues: Issue<FilePlace & Partial<FieldPlace>>[];
}

/** Texts of the tables; a missing one is an empty one. */
export interface ReviewTableTexts {
  studies?: string;
  claims?: string;
  estimates?: string;
  comparisons?: string;
  certainty?: string;
  caseTables?: string;
  cases?: string;
  /** Read by withheld-marks.ts. */
  withheld?: string;
}

type ReadFacts<Facts> = (
  texts: Record<string, string>,
  codebook: CodebookIndex,
) => { facts: Facts | null; issues: Issue<FieldPlace>[] };

export { folderFiles, tableFiles };

/**
 * Reads the tables of a review. A row that can't be used costs only itself: it is reported with file, line and column,
 * and so is a row whose study or key is missing or was there before.
 *
 * @param knownStudies Keys of studies that are in the review already.
 */
export function readReviewTables(
  texts: ReviewTableTexts,
  codebook: CodebookIndex,
  knownStudies: Iterable<string> = [],
): ReviewTables {
  const issues: ReviewTables['issues'] = [];
  const studyKeys = new Set(knownStudies);
  const newKeys = new Set<string>();
  const read = <Facts>(
    table: keyof typeof tableFiles,
    keyColumn: string | null,
    readFacts: ReadFacts<Facts>,
    studyColumn: string | null = 'citekey',
  ) => readTable(texts[table], tableFiles[table], { keyColumn, studyColumn }, codebook, readFacts, issues);

  const studies = read('studies', 'citekey', readStudyFacts).filter(({ key, line }) => {
    if (!newKeys.has(key)) return newKeys.add(key);
    issues.push(
      rowIssue(
        'duplicate-study',
        `The study "${key}" is listed twice; the first row was kept.`,
        'studies.csv',
        line,
        key,
      ),
    );
    return false;
  });
  for (const key of newKeys) studyKeys.add(key);

  const inStudy = <Facts>(rows: FolderRow<Facts>[], file: string) =>
    rows.filter(({ study, key, line }) => {
      if (studyKeys.has(study)) return true;
      const message = `The row belongs to the study "${study}", which is not in the review; it was left out.`;
      issues.push(rowIssue('unknown-study', message, file, line, key));
      return false;
    });

  return {
    studies,
    claims: inStudy(read('claims', 'claim_id', readClaimFacts), tableFiles.claims),
    estimates: inStudy(read('estimates', 'estimate_id', readEstimateFacts), tableFiles.estimates),
    comparisons: inStudy(read('comparisons', null, readComparisonFacts), tableFiles.comparisons),
    certainty: read(
      'certainty',
      'judgement_id',
      (row, index) => readCertaintyFacts(row, index, studyKeys),
      null,
    ),
    caseTables: withIssues(readCaseTables(texts, codebook, studyKeys), issues),
    issues,
  };
}

/** The tables alone; what is wrong with them joins the other issues. */
function withIssues<Table>(
  read: { tables: Table[]; issues: ReviewTables['issues'] },
  issues: ReviewTables['issues'],
): Table[] {
  issues.push(...read.issues);
  return read.tables;
}

function readTable<Facts>(
  text: string | undefined,
  file: string,
  { keyColumn, studyColumn }: { keyColumn: string | null; studyColumn: string | null },
  codebook: CodebookIndex,
  readFacts: ReadFacts<Facts>,
  issues: ReviewTables['issues'],
): FolderRow<Facts>[] {
  if (text === undefined) return [];
  const table = readCsv(text, file);
  issues.push(...table.issues);
  const needed = [studyColumn, keyColumn].filter((name) => name !== null && !table.header.includes(name));
  if (needed.length > 0) {
    const message = `${file} has no column "${needed[0]}"; nothing was read from it.`;
    issues.push(rowIssue('missing-column', message, file, 1));
    return [];
  }
  return table.rows.flatMap((row, at) => {
    const key = keyColumn ? row.cells[keyColumn] : String(at + 1);
    const study = studyColumn ? row.cells[studyColumn] : '';
    if (key === '' || (studyColumn && study === '')) {
      issues.push(
        rowIssue(
          'missing-key',
          `Line ${row.line} has no ${key === '' ? keyColumn : studyColumn}; it was left out.`,
          file,
          row.line,
        ),
      );
      return [];
    }
    return readRow(row, { key, study, file }, codebook, readFacts, issues);
  });
}

function readRow<Facts>(
  { cells, line }: CsvRow,
  { key, study, file }: { key: string; study: string; file: string },
  codebook: CodebookIndex,
  readFacts: ReadFacts<Facts>,
  issues: ReviewTables['issues'],
): FolderRow<Facts>[] {
  const { facts, issues: found } = readFacts(cells, codebook);
  for (const issue of found) {
    issues.push({ ...issue, where: { file, line, key, field: issue.where?.field } });
  }
  return facts === null ? [] : [{ key, study, facts, line, texts: cells }];
}

function rowIssue(code: string, message: string, file: string, line: number, key?: string): Issue<FilePlace> {
  return { code, severity: 'error', message, where: { file, line, key } };
}
