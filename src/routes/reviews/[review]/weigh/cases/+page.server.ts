import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { CaseTable } from '#lib/core/coding/case-table.ts';
import type { FieldTexts } from '#lib/core/coding/field-reader.ts';
import { requireReview } from '#lib/server/access.ts';
import type { ActingInReview } from '#lib/server/acting.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { readWhole } from '#lib/server/http/read-whole.ts';
import { listCaseTables } from '#lib/server/store/case-tables.ts';
import { loadCodebook } from '#lib/server/store/codebooks.ts';
import { StaleWriteError, type Versioned } from '#lib/server/store/db.ts';
import { listStudies } from '#lib/server/store/studies.ts';
import { removeRow } from '#lib/server/usecases/remove-row.ts';
import { saveCaseTable } from '#lib/server/usecases/save-case-table.ts';
import type { SavedRow } from '#lib/server/usecases/save-row.ts';
import { undoChange } from '#lib/server/usecases/undo-change.ts';

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  return {
    codebook: await loadCodebook(db, review),
    tables: await listCaseTables(db, review.id),
    studies: (await listStudies(db, review.id)).map(({ id, key, label }) => ({ id, key, label })),
  };
}

/** Versions count from 1, so that a row never has this one. */
const noVersion = 0;

/** What a form sends: its fields, and which table at which version it was made from. */
async function readForm({ request }: RequestEvent): Promise<{ texts: FieldTexts; row: SavedRow }> {
  const form = await request.formData();
  const texts: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === 'string') texts[name] = value;
  const { row_id: id, row_version: version, ...fields } = texts;
  return { texts: fields, row: id ? { id, version: readWhole(version) ?? noVersion } : null };
}

/** What somebody else saved meanwhile; its studies by their keys, as the form has them. */
async function describeStale({ db, review }: ActingInReview, current: Versioned<CaseTable>) {
  const keys = new Map((await listStudies(db, review.id)).map(({ id, key }) => [id, key]));
  const cases = current.cases.map((one) => ({ ...one, study: one.study && (keys.get(one.study) ?? null) }));
  return { ...current, cases };
}

export const actions = {
  save: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts, row } = await readForm(event);
    try {
      const saved = await saveCaseTable(acting, row, texts);
      return saved.saved ? saved : fail(422, saved);
    } catch (thrown) {
      if (!(thrown instanceof StaleWriteError)) return answerKnownErrors(Promise.reject(thrown));
      return fail(409, { stale: await describeStale(acting, thrown.current as Versioned<CaseTable>) });
    }
  },
  remove: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { row } = await readForm(event);
    if (!row) error(400, 'Nothing was named to remove.');
    return { changeId: await answerKnownErrors(removeRow(acting, 'case_table', row.id, row.version)) };
  },
  undo: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts } = await readForm(event);
    const changeId = readWhole(texts.change);
    if (changeId === null) error(400, 'Nothing was named to undo.');
    await answerKnownErrors(undoChange(acting, changeId));
    return { undone: changeId };
  },
};
