import { writeCsv } from '../csv/write.ts';
import { caseTableColumn } from './case-columns.ts';
import type { CaseTable } from './case-table.ts';
import type { Dataset } from './dataset.ts';
import { writeJudges } from './certainty-judges.ts';
import { tableFiles } from './table-files.ts';
import { caseHeader, writeCaseRows, writeCaseTableTexts } from './write-case-table.ts';
import { writeCertaintyTexts } from './write-certainty.ts';
import { writeClaimTexts, writeComparisonTexts, writeEstimateTexts, writeStudyTexts } from './write-texts.ts';

/** A table of texts, as review-folder.ts reads it. */
export interface TextTable {
  header: string[];
  rows: Record<string, string>[];
}

export type ReviewTextTables = Record<keyof typeof tableFiles, TextTable>;

/**
 * The coded tables of a review as texts. Studies are named by their keys, which are the cite keys of their main reports.
 *
 * @param citeKeys Cite keys of references by their ids.
 * @param judgeOf Name of who decided a domain of a judgement (by its id): for a review's own files, never for what is
 *   published.
 */
export function writeReviewTables(
  dataset: Dataset,
  citeKeys: ReadonlyMap<string, string>,
  judgeOf?: (judgement: string, domain: string) => string,
): ReviewTextTables {
  const studyKeys = new Map(dataset.studies.map(({ id, key }) => [id, key]));
  const claimKeys = new Map(dataset.claims.map(({ id, key }) => [id, key]));
  const keyOf = (study: string) => studyKeys.get(study) ?? study;
  const reports = (references: string[]) => references.map((id) => citeKeys.get(id) ?? id).join(';');
  return {
    studies: makeTable(
      dataset.studies.map((study) => ({
        citekey: study.key,
        reports: reports(study.references),
        ...writeStudyTexts(study),
      })),
      ['citekey'],
    ),
    claims: makeTable(
      dataset.claims.map((claim) => ({
        claim_id: claim.key,
        citekey: keyOf(claim.study),
        ...writeClaimTexts(claim),
      })),
      ['claim_id', 'citekey'],
    ),
    estimates: makeTable(
      dataset.estimates.map((estimate) => ({
        estimate_id: estimate.key,
        citekey: keyOf(estimate.study),
        ...writeEstimateTexts(estimate),
      })),
      ['estimate_id', 'citekey'],
    ),
    comparisons: makeTable(
      dataset.comparisons.map((comparison) => ({
        citekey: keyOf(comparison.study),
        ...writeComparisonTexts({
          ...comparison,
          claims: comparison.claims.map((id) => claimKeys.get(id) ?? id),
        }),
      })),
      ['citekey'],
    ),
    certainty: makeTable(
      dataset.certainty.map(({ id, key, ...judgement }) => ({
        judgement_id: key,
        ...writeCertaintyTexts({ ...judgement, studies: judgement.studies.map(keyOf) }),
        ...writeJudges(judgement, judgeOf && ((domain) => judgeOf(id, domain))),
      })),
      ['judgement_id'],
    ),
    caseTables: makeTable(
      dataset.caseTables.map(({ id: _, key, ...facts }) => ({
        [caseTableColumn]: key,
        ...writeCaseTableTexts(facts),
      })),
      [caseTableColumn],
    ),
    cases: writeCases(dataset.caseTables, keyOf),
  };
}

/** The cases of all tables in one, with the columns of all of them. */
function writeCases(tables: readonly CaseTable[], keyOf: (study: string) => string): TextTable {
  const factors = tables.flatMap(({ conditions }) => conditions.map(({ concept }) => concept));
  const header = [caseTableColumn, ...caseHeader([...new Set(factors)])];
  const rows = tables.flatMap((table) => {
    const cases = table.cases.map((one) => ({ ...one, study: one.study && keyOf(one.study) }));
    return writeCaseRows({ ...table, cases }).map((row): Record<string, string> => {
      const own: Record<string, string> = { ...row, [caseTableColumn]: table.key };
      return Object.fromEntries(header.map((name) => [name, own[name] ?? '']));
    });
  });
  return { header, rows };
}

function makeTable(rows: Record<string, string>[], emptyHeader: string[]): TextTable {
  return { header: rows.length > 0 ? Object.keys(rows[0]) : emptyHeader, rows };
}

export function writeTextTable({ header, rows }: TextTable): string {
  return writeCsv(
    header,
    rows.map((row) => header.map((name) => row[name])),
  );
}
