import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenDatabase } from '#db/open.ts';
import type { ActingInReview } from './acting.ts';
import { newId } from './new-id.ts';
import type { ReferenceWorker } from './reading/reference-worker.ts';
import { failReading, moveBatch, requireBatch } from './store/import-batches.ts';
import { deleteEntries } from './store/import-entries.ts';
import { findJobOf, insertJob, listUnfinishedJobs, updateJob, type Job } from './store/jobs.ts';
import { readImport } from './usecases/read-import.ts';

interface Surroundings {
  open: OpenDatabase;
  dataFolder: string;
  references: ReferenceWorker;
}

/** Long work: one at a time, with progress, cancelled on request, taken up again after a restart. */
export class Jobs {
  readonly #around: Surroundings;
  readonly #running = new Map<string, AbortController>();
  #queue: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Where an uploaded file waits until its import is over. */
  uploadPath(batchId: string): string {
    return join(this.#around.dataFolder, 'uploads', batchId);
  }

  /** Starts reading an uploaded file of references. */
  async readImport({ review, userId }: ActingInReview, batchId: string): Promise<void> {
    const { db } = this.#around.open;
    const id = newId();
    await insertJob(db, {
      id,
      review_id: review.id,
      user_id: userId,
      kind: 'read_import',
      subject_id: batchId,
    });
    const job = await findJobOf(db, review.id, batchId);
    this.#enqueue(job!);
  }

  /** Gives an import up, while it is read or before it is taken in. */
  async discardImport({ db, review }: ActingInReview, batchId: string): Promise<void> {
    await moveBatch(db, review.id, batchId, ['reading', 'ready', 'failed'], { state: 'discarded' });
    const job = await findJobOf(db, review.id, batchId);
    if (job) {
      this.#running.get(job.id)?.abort();
      if (job.state === 'queued' || job.state === 'running')
        await updateJob(db, job.id, { state: 'cancelled' });
    }
    await deleteEntries(db, batchId);
    this.forgetUpload(batchId);
  }

  forgetUpload(batchId: string): void {
    rmSync(this.uploadPath(batchId), { force: true });
  }

  /** Takes up what the last run of the program left unfinished. */
  async resume(): Promise<void> {
    for (const job of await listUnfinishedJobs(this.#around.open.db)) this.#enqueue(job);
  }

  /** Stops all work; it is taken up at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const controller of this.#running.values()) controller.abort();
    await this.#queue;
  }

  #enqueue(job: Job): void {
    this.#queue = this.#queue
      .then(() => this.#run(job))
      .catch((error) => console.error('A job failed:', error));
  }

  async #run(job: Job): Promise<void> {
    const { db } = this.#around.open;
    const now = await findJobOf(db, job.review_id, job.subject_id);
    if (this.#stopped || now?.state === 'cancelled') return;
    const controller = new AbortController();
    this.#running.set(job.id, controller);
    try {
      await updateJob(db, job.id, { state: 'running' });
      await this.#read(job, controller.signal);
      await updateJob(db, job.id, { state: 'done' });
    } catch (error) {
      if (!controller.signal.aborted) await this.#fail(job, error);
    } finally {
      this.#running.delete(job.id);
      if (controller.signal.aborted && !this.#stopped) await deleteEntries(db, job.subject_id);
    }
  }

  async #read(job: Job, signal: AbortSignal): Promise<void> {
    const { open, references } = this.#around;
    const path = this.uploadPath(job.subject_id);
    if (!existsSync(path)) throw new Error('the uploaded file is gone; import it again');
    const { fileName } = await requireBatch(open.db, job.review_id, job.subject_id);
    const acting = { db: open.db, dialect: open.dialect, userId: job.user_id };
    const parts = references.read(path, fileName, signal);
    await readImport(acting, job.review_id, job.subject_id, parts, async ({ done, total }) => {
      signal.throwIfAborted();
      await updateJob(open.db, job.id, { done, total });
    });
    this.forgetUpload(job.subject_id);
  }

  async #fail(job: Job, error: unknown): Promise<void> {
    const { db } = this.#around.open;
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The file could not be read: ${reason}. Nothing was imported.`;
    await failReading(db, job.subject_id, message, []);
    await updateJob(db, job.id, { state: 'failed', message });
  }
}
