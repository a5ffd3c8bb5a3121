import { CodebookIndex } from '#lib/core/codebook/codebook.ts';
import { mostCaseTables, type CodedCase } from '#lib/core/coding/case-table.ts';
import type { FieldTexts } from '#lib/core/coding/field-reader.ts';
import { readCaseTableFacts, type CaseIssue } from '#lib/core/coding/read-case-table.ts';
import { readCsv } from '#lib/core/csv/read.ts';
import { hasErrors } from '#lib/core/issue.ts';
import { inTransaction, type ActingInReview } from '../acting.ts';
import { newId } from '../new-id.ts';
import {
  countCaseTables,
  insertCaseTables,
  requireCaseTable,
  updateCaseTable,
} from '../store/case-tables.ts';
import { loadCodebook } from '../store/codebooks.ts';
import { nextKey } from '../store/counters.ts';
import { listStudies } from '../store/studies.ts';
import { noteSaved } from './note-saved.ts';
import type { SavedRow } from './save-row.ts';
import type { Saved } from './saved.ts';

/**
 * Saves a table of coded cases, where all of it can be read, and notes the change in the history.
 *
 * @param texts The fields of write-case-table.ts, and the cases as CSV in `cases`.
 * @throws StaleWriteError where the table was changed since it was read; NotFoundError where it is gone.
 */
export function saveCaseTable(acting: ActingInReview, row: SavedRow, texts: FieldTexts): Promise<Saved> {
  return inTransaction(acting, async (inReview) => {
    const { db, review } = inReview;
    const before = row && (await requireCaseTable(db, review.id, row.id));
    const studies = new Map((await listStudies(db, review.id)).map(({ key, id }) => [key, id]));
    const codebook = new CodebookIndex(await loadCodebook(db, review));
    const { cases: csv = '', ...fields } = texts;
    const table = readCsv(csv);
    const read = readCaseTableFacts(fields, table, codebook, new Set(studies.keys()));
    const unread = table.issues.map(({ where, ...issue }): CaseIssue => ({
      ...issue,
      where: { field: 'cases', line: where?.line },
    }));
    const issues = [...unread, ...read.issues];
    if (!before && (await countCaseTables(db, review.id)) >= mostCaseTables) {
      const message = `A review holds at most ${mostCaseTables} case tables; remove one first.`;
      issues.push({ code: 'too-many-tables', severity: 'error', message, where: { field: 'title' } });
    }
    if (!read.facts || hasErrors(issues)) return { saved: false, issues };
    const id = row?.id ?? newId();
    const facts = { ...read.facts, cases: placeCases(read.facts.cases, studies), id };
    if (row && before) await updateCaseTable(db, review.id, row.version, { ...facts, key: before.key });
    else {
      const key = await nextKey(db, review.id, 'case_table');
      await insertCaseTables(db, review.id, [{ ...facts, key }]);
    }
    const after = await requireCaseTable(db, review.id, id);
    return noteSaved(inReview, { noun: 'case_table', before, after }, issues);
  });
}

/** The cases with the ids of their studies, which forms and files name by their keys. */
export function placeCases(cases: readonly CodedCase[], studyIds: ReadonlyMap<string, string>): CodedCase[] {
  return cases.map((one) => ({ ...one, study: one.study && (studyIds.get(one.study) ?? null) }));
}
