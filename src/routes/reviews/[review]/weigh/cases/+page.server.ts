import { error } from '@sveltejs/kit';
import type { CaseTable } from '#lib/core/coding/case-table.ts';
import { requireReview } from '#lib/server/access.ts';
import type { ActingInReview } from '#lib/server/acting.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { answerSave, answerUndo, readRowForm } from '#lib/server/http/row-form.ts';
import { listCaseTables } from '#lib/server/store/case-tables.ts';
import { loadCodebook } from '#lib/server/store/codebooks.ts';
import type { Versioned } from '#lib/server/store/db.ts';
import { listStudies } from '#lib/server/store/studies.ts';
import { removeRow } from '#lib/server/usecases/remove-row.ts';
import { saveCaseTable } from '#lib/server/usecases/save-case-table.ts';
import { nameStudies, toTexts } from './case-form.ts';

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  return {
    codebook: await loadCodebook(db, review),
    tables: await listCaseTables(db, review.id),
    studies: (await listStudies(db, review.id)).map(({ id, key, label }) => ({ id, key, label })),
  };
}

/** What somebody else saved meanwhile, as the form would show it. */
async function describeStale({ db, review }: ActingInReview, current: Versioned<CaseTable>) {
  const keys = new Map((await listStudies(db, review.id)).map(({ id, key }) => [id, key]));
  return { id: current.id, version: current.version, texts: toTexts(nameStudies(current, keys)) };
}

export const actions = {
  save: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts, row } = await readRowForm(event);
    return answerSave(saveCaseTable(acting, row, texts), (current: Versioned<CaseTable>) =>
      describeStale(acting, current),
    );
  },
  remove: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { row } = await readRowForm(event);
    if (!row) error(400, 'Nothing was named to remove.');
    return { changeId: await answerKnownErrors(removeRow(acting, 'case_table', row.id, row.version)) };
  },
  undo: async (event) => {
    const acting = await requireReview(event, 'coder');
    return answerUndo(acting, event);
  },
};
