import { error, fail, redirect } from '@sveltejs/kit';
import { requireReview } from '#lib/server/access.ts';
import { getApp } from '#lib/server/app.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { readWhole } from '#lib/server/http/read-whole.ts';
import { findCommittedTwin, requireBatch } from '#lib/server/store/import-batches.ts';
import {
  countEntries,
  listEntries,
  setEntryIncluded,
  type EntryGroup,
} from '#lib/server/store/import-entries.ts';
import { findJobOf } from '#lib/server/store/jobs.ts';
import { commitImport } from '#lib/server/usecases/commit-import.ts';
import { undoImport } from '#lib/server/usecases/undo-import.ts';

const shown = 100;
const groups: EntryGroup[] = ['new', 'duplicate', 'repaired', 'lost'];

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  event.depends('import:state');
  const batch = await answerKnownErrors(requireBatch(db, review.id, event.params.batch));
  if (batch.state === 'discarded') error(404, 'This import was discarded.');
  const wanted = event.url.searchParams.get('show') as EntryGroup;
  const group = groups.includes(wanted) ? wanted : undefined;
  const page = Math.max(1, readWhole(event.url.searchParams.get('page')) ?? 1);
  const job = await findJobOf(db, review.id, batch.id);
  const twin = await findCommittedTwin(db, review.id, batch.fileHash);
  return {
    batch,
    job: job && { done: job.done, total: job.total, state: job.state },
    counts: await countEntries(db, batch.id),
    entries: await listEntries(db, batch.id, { group, limit: shown, offset: (page - 1) * shown }),
    group: group ?? null,
    page,
    perPage: shown,
    importedBefore: twin && twin.id !== batch.id ? { id: twin.id, at: twin.createdAt } : null,
  };
}

export const actions = {
  commit: async (event) => {
    const acting = await requireReview(event, 'coder');
    await answerKnownErrors(commitImport(acting, event.params.batch));
    getApp().jobs.forgetUpload(event.params.batch);
    return { done: 'committed' as const };
  },
  undo: async (event) => {
    const acting = await requireReview(event, 'coder');
    const undone = await answerKnownErrors(undoImport(acting, event.params.batch));
    return { done: 'undone' as const, ...undone };
  },
  discard: async (event) => {
    const acting = await requireReview(event, 'coder');
    await answerKnownErrors(getApp().jobs.discardImport(acting, event.params.batch));
    redirect(303, `/reviews/${acting.review.slug}/library`);
  },
  include: async (event) => {
    const { db, review } = await requireReview(event, 'coder');
    const form = await event.request.formData();
    const position = readWhole(form.get('position'));
    if (position === null) return fail(400, { done: 'nothing' as const });
    const batch = await answerKnownErrors(requireBatch(db, review.id, event.params.batch));
    if (batch.state !== 'ready') error(409, 'This import was decided on already.');
    await answerKnownErrors(setEntryIncluded(db, batch.id, position, form.get('included') === 'yes'));
    return { done: 'nothing' as const };
  },
};
