import { fail } from '@sveltejs/kit';
import { requireReview } from '#lib/server/access.ts';
import { getApp } from '#lib/server/app.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { readWhole } from '#lib/server/http/read-whole.ts';
import { loadCodebook } from '#lib/server/store/codebooks.ts';
import { StaleWriteError } from '#lib/server/store/db.ts';
import { listChanges } from '#lib/server/store/history.ts';
import { listMembers } from '#lib/server/store/members.ts';
import { saveReviewSettings } from '#lib/server/usecases/save-review-settings.ts';
import { undoSettings } from '#lib/server/usecases/undo-settings.ts';
import { undoChange } from '#lib/server/usecases/undo-change.ts';

const shownChanges = 60;
/** Versions count from 1, so that a review never has this one. */
const noVersion = 0;

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  const { settings } = getApp();
  const changes = await listChanges(db, review.id, { limit: shownChanges });
  return {
    settings: { version: review.version, focalFactor: review.focalFactor },
    codebook: await loadCodebook(db, review),
    members: await listMembers(db, review.id),
    changes: changes.map(({ id, at, userName, noun, verb, before, after, undoes }) => ({
      id,
      at,
      userName,
      noun,
      verb,
      undoes,
      what: nameOf(after ?? before),
      /** Whether it is known what was there before. */
      isWhole: before !== null,
    })),
    place: settings.databaseAddress.startsWith('file:') ? settings.dataFolder : 'PostgreSQL',
    isLocal: settings.mode === 'local',
  };
}

/** What a changed row is called. */
function nameOf(row: unknown): string {
  const { key, label, title, fileName, number, editionNumber } = (row ?? {}) as Record<string, unknown>;
  const edition = number ?? editionNumber;
  return String(label ?? key ?? title ?? fileName ?? (edition === undefined ? '' : `edition ${edition}`));
}

export const actions = {
  save: async (event) => {
    const acting = await requireReview(event, 'editor');
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const given = {
      title: text('title'),
      question: text('question'),
      caveat: text('caveat'),
      focalFactor: text('focal_factor'),
    };
    try {
      const problem = await saveReviewSettings(acting, readWhole(form.get('version')) ?? noVersion, given);
      return problem ? fail(422, { ...given, message: problem }) : { saved: true };
    } catch (thrown) {
      if (!(thrown instanceof StaleWriteError)) throw thrown;
      return fail(409, {
        ...given,
        message:
          'Somebody changed these settings meanwhile. Nothing was overwritten; reload the page to see theirs.',
      });
    }
  },
  undoSettings: async (event) => {
    const acting = await requireReview(event, 'editor');
    const change = readWhole((await event.request.formData()).get('change'));
    if (change === null) return fail(400, { message: 'Nothing was named to undo.' });
    await answerKnownErrors(undoSettings(acting, change));
    return { undone: change };
  },
  undo: async (event) => {
    const acting = await requireReview(event, 'coder');
    const change = readWhole((await event.request.formData()).get('change'));
    if (change === null) return fail(400, { message: 'Nothing was named to undo.' });
    await answerKnownErrors(undoChange(acting, change));
    return { undone: change };
  },
};
