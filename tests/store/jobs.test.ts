import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { OpenDatabase } from '#db/open.ts';
import type { ActingInReview } from '#lib/server/acting.ts';
import { Jobs } from '#lib/server/jobs.ts';
import { newId } from '#lib/server/new-id.ts';
import { ReferenceWorker } from '#lib/server/reading/reference-worker.ts';
import { requireBatch, type ImportBatch } from '#lib/server/store/import-batches.ts';
import { countEntries } from '#lib/server/store/import-entries.ts';
import { findJobOf, listUnfinishedJobs } from '#lib/server/store/jobs.ts';
import { startImport } from '#lib/server/usecases/start-import.ts';
import { describeOnBothEngines } from './engines.ts';

let dataFolder: string;
let references: ReferenceWorker;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'counterweight-jobs-'));
  references = new ReferenceWorker();
});
afterEach(async () => {
  await references.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const entries = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, at) => `@article{k${from + at}, author = {A. B}, title = {Title ${from + at}}, year = 2001}`,
  ).join('\n');

const makeJobs = (open: OpenDatabase) => new Jobs({ open, dataFolder, references });

/** Puts a file where uploads wait, without reading it yet. */
async function upload(jobs: Jobs, acting: ActingInReview, text: string): Promise<string> {
  const id = newId();
  const path = jobs.uploadPath(id);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  const hash = createHash('sha256').update(text).digest('hex');
  return startImport(acting, { id, name: 'library.bib', size: text.length, hash });
}

async function waitFor(
  acting: ActingInReview,
  id: string,
  state: ImportBatch['state'],
): Promise<ImportBatch> {
  for (let waited = 0; ; waited += 20) {
    const batch = await requireBatch(acting.db, acting.review.id, id);
    if (batch.state === state) return batch;
    if (waited > 20_000) throw new Error(`The import is ${batch.state}, not ${state}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describeOnBothEngines('long work', (test) => {
  test('reads uploaded files one after the other, and forgets them', async ({ open, inReview }) => {
    const jobs = makeJobs(open);
    const ids = [await upload(jobs, inReview, entries(3)), await upload(jobs, inReview, entries(4, 2))];
    await Promise.all(ids.map((id) => jobs.readImport(inReview, id)));
    for (const [at, found] of [3, 4].entries()) {
      expect(await waitFor(inReview, ids[at], 'ready')).toMatchObject({ counts: { found }, failure: null });
      expect(await countEntries(inReview.db, ids[at])).toMatchObject({ new: found });
    }
    // The batch is ready a moment before the job is done; stopping in between would leave the rest to the next start.
    while ((await findJobOf(inReview.db, inReview.review.id, ids[1]))?.state !== 'done')
      await new Promise((resolve) => setTimeout(resolve, 5));
    await jobs.stop();
    for (const id of ids) expect(existsSync(jobs.uploadPath(id))).toBe(false);
    expect(await listUnfinishedJobs(inReview.db)).toEqual([]);
    expect(await findJobOf(inReview.db, inReview.review.id, ids[0])).toMatchObject({ state: 'done' });
  });

  test('says why a file could not be read, and goes on with the next', async ({ open, inReview }) => {
    const jobs = makeJobs(open);
    const gone = await upload(jobs, inReview, entries(1));
    jobs.forgetUpload(gone);
    const next = await upload(jobs, inReview, entries(1));
    await jobs.readImport(inReview, gone);
    await jobs.readImport(inReview, next);
    const { failure } = await waitFor(inReview, gone, 'failed');
    expect(failure).toBe(
      'The file could not be read: the uploaded file is gone; import it again. Nothing was imported.',
    );
    await waitFor(inReview, next, 'ready');
    await jobs.stop();
    expect(await findJobOf(inReview.db, inReview.review.id, gone)).toMatchObject({ state: 'failed' });
  });

  test('is given up on request, and leaves nothing behind', async ({ open, inReview }) => {
    const jobs = makeJobs(open);
    const running = await upload(jobs, inReview, entries(20_000));
    const waiting = await upload(jobs, inReview, entries(2));
    await jobs.readImport(inReview, running);
    await jobs.readImport(inReview, waiting);
    while ((await findJobOf(inReview.db, inReview.review.id, running))?.state !== 'running')
      await new Promise((resolve) => setTimeout(resolve, 5));
    await jobs.discardImport(inReview, waiting);
    await jobs.discardImport(inReview, running);
    await jobs.stop();
    for (const id of [running, waiting]) {
      expect(await requireBatch(inReview.db, inReview.review.id, id)).toMatchObject({ state: 'discarded' });
      expect(await countEntries(inReview.db, id)).toMatchObject({ new: 0, duplicate: 0, lost: 0 });
      expect(existsSync(jobs.uploadPath(id))).toBe(false);
    }
    expect(await listUnfinishedJobs(inReview.db)).toEqual([]);
    await expect(jobs.discardImport(inReview, running)).rejects.toThrow('changed since it was read');
  });

  test('is taken up again after a restart, from the beginning', async ({ open, inReview }) => {
    const first = makeJobs(open);
    const id = await upload(first, inReview, entries(6000));
    await first.readImport(inReview, id);
    for (;;) {
      const { new: read } = await countEntries(inReview.db, id);
      if (read > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await first.stop();
    expect(await listUnfinishedJobs(inReview.db)).toMatchObject([{ subject_id: id, state: 'running' }]);
    expect(await requireBatch(inReview.db, inReview.review.id, id)).toMatchObject({ state: 'reading' });

    const second = makeJobs(open);
    await second.resume();
    expect(await waitFor(inReview, id, 'ready')).toMatchObject({ counts: { found: 6000, kept: 6000 } });
    await second.stop();
    expect(await countEntries(inReview.db, id)).toMatchObject({ new: 6000 });
  });
});
