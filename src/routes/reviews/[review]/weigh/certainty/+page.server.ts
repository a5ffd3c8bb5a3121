import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { FieldTexts } from '#lib/core/coding/field-reader.ts';
import { notJudged } from '#lib/core/coding/read-certainty.ts';
import { writeCertaintyTexts } from '#lib/core/coding/write-certainty.ts';
import { requireReview } from '#lib/server/access.ts';
import type { ActingInReview } from '#lib/server/acting.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { readWhole } from '#lib/server/http/read-whole.ts';
import { listCertainty, listDeciders, type DecidedCertainty } from '#lib/server/store/certainty.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { StaleWriteError, type Versioned } from '#lib/server/store/db.ts';
import { listStudies } from '#lib/server/store/studies.ts';
import { removeRow } from '#lib/server/usecases/remove-row.ts';
import { saveCertainty } from '#lib/server/usecases/save-certainty.ts';
import type { SavedRow } from '#lib/server/usecases/save-row.ts';
import { undoChange } from '#lib/server/usecases/undo-change.ts';

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  return {
    dataset: await loadDataset(db, review),
    judgements: await listCertainty(db, review.id),
    deciders: await listDeciders(db, review.id),
  };
}

/** Versions count from 1, so that a row never has this one. */
const noVersion = 0;

/** What a form sends: its fields, and which row at which version it was made from. */
async function readForm({ request }: RequestEvent): Promise<{ texts: FieldTexts; row: SavedRow }> {
  const form = await request.formData();
  const texts: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === 'string') texts[name] = value;
  const { row_id: id, row_version: version, ...fields } = texts;
  return { texts: fields, row: id ? { id, version: readWhole(version) ?? noVersion } : null };
}

/** What somebody else saved meanwhile, as the form would show it. */
async function describeStale({ db, review }: ActingInReview, current: Versioned<DecidedCertainty>) {
  const keys = new Map((await listStudies(db, review.id)).map(({ id, key }) => [id, key]));
  const studies = current.studies.map((id) => keys.get(id) ?? id);
  const texts = writeCertaintyTexts({ ...current, studies }, notJudged);
  return { id: current.id, version: current.version, texts };
}

export const actions = {
  save: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts, row } = await readForm(event);
    try {
      const saved = await saveCertainty(acting, row, texts);
      return saved.saved ? saved : fail(422, saved);
    } catch (thrown) {
      if (!(thrown instanceof StaleWriteError)) return answerKnownErrors(Promise.reject(thrown));
      return fail(409, { stale: await describeStale(acting, thrown.current as Versioned<DecidedCertainty>) });
    }
  },
  remove: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { row } = await readForm(event);
    if (!row) error(400, 'Nothing was named to remove.');
    return {
      changeId: await answerKnownErrors(removeRow(acting, 'certainty_judgement', row.id, row.version)),
    };
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
