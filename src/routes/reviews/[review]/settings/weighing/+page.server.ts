import { error, fail } from '@sveltejs/kit';
import { answerUnderRules } from '#lib/core/lenses/answer-under-rules.ts';
import { finishSteps } from '#lib/core/stats/resampling/steps.ts';
import { requireReview } from '#lib/server/access.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { readRowForm } from '#lib/server/http/row-form.ts';
import { readWhole } from '#lib/server/http/read-whole.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { StaleWriteError } from '#lib/server/store/db.ts';
import { saveWeighingRules } from '#lib/server/usecases/save-weighing-rules.ts';
import { undoSettings } from '#lib/server/usecases/undo-settings.ts';

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  const dataset = await loadDataset(db, review);
  return { dataset, answer: finishSteps(answerUnderRules(dataset)), version: review.version };
}

/** A value of a form as JSON; what is none is refused by who reads it. */
function fromJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}

export const actions = {
  save: async (event) => {
    const acting = await requireReview(event, 'editor');
    const { texts } = await readRowForm(event);
    const given = { rungs: fromJson(texts.rungs), rubric: fromJson(texts.rubric) };
    try {
      // Versions count from 1, so that a review never has version 0.
      const saved = await saveWeighingRules(acting, readWhole(texts.version) ?? 0, given);
      return saved.problems.length > 0 ? fail(422, saved) : saved;
    } catch (thrown) {
      if (!(thrown instanceof StaleWriteError)) throw thrown;
      const problem =
        'Somebody changed these settings meanwhile. Nothing was overwritten, and what you changed is still here; reload the page to see theirs.';
      return fail(409, { problems: [problem] });
    }
  },
  undo: async (event) => {
    const acting = await requireReview(event, 'editor');
    const { texts } = await readRowForm(event);
    const change = readWhole(texts.change);
    if (change === null) error(400, 'Nothing was named to undo.');
    await answerKnownErrors(undoSettings(acting, change));
    return { undone: change };
  },
};
