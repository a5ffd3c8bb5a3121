import { error } from '@sveltejs/kit';
import { notJudged } from '#lib/core/coding/read-certainty.ts';
import { writeCertaintyTexts } from '#lib/core/coding/write-certainty.ts';
import { requireReview } from '#lib/server/access.ts';
import type { ActingInReview } from '#lib/server/acting.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { answerSave, answerUndo, readRowForm } from '#lib/server/http/row-form.ts';
import { listCertainty, listDeciders, type DecidedCertainty } from '#lib/server/store/certainty.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import type { Versioned } from '#lib/server/store/db.ts';
import { listStudies } from '#lib/server/store/studies.ts';
import { removeRow } from '#lib/server/usecases/remove-row.ts';
import { saveCertainty } from '#lib/server/usecases/save-certainty.ts';

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  return {
    dataset: await loadDataset(db, review),
    judgements: await listCertainty(db, review.id),
    deciders: await listDeciders(db, review.id),
  };
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
    const { texts, row } = await readRowForm(event);
    return answerSave(saveCertainty(acting, row, texts), (current: Versioned<DecidedCertainty>) =>
      describeStale(acting, current),
    );
  },
  remove: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { row } = await readRowForm(event);
    if (!row) error(400, 'Nothing was named to remove.');
    return {
      changeId: await answerKnownErrors(removeRow(acting, 'certainty_judgement', row.id, row.version)),
    };
  },
  undo: async (event) => {
    const acting = await requireReview(event, 'coder');
    return answerUndo(acting, event);
  },
};
