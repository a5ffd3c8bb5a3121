import type { Selectable } from 'kysely';
import type { JobTable } from '#db/schema.ts';
import { now } from '../new-id.ts';
import { NotFoundError, type Db } from './db.ts';

export type Job = Selectable<JobTable>;

export async function insertJob(
  db: Db,
  job: Pick<Job, 'id' | 'review_id' | 'user_id' | 'kind' | 'subject_id'>,
): Promise<void> {
  const at = now();
  await db
    .insertInto('job')
    .values({ ...job, state: 'queued', done: 0, total: 0, message: '', created_at: at, updated_at: at })
    .execute();
}

export async function updateJob(
  db: Db,
  id: string,
  change: Partial<Pick<Job, 'state' | 'done' | 'total' | 'message'>>,
): Promise<void> {
  await db
    .updateTable('job')
    .set({ ...change, updated_at: now() })
    .where('id', '=', id)
    .execute();
}

/** The latest job that works on something. */
export async function findJobOf(db: Db, reviewId: string, subjectId: string): Promise<Job | undefined> {
  return db
    .selectFrom('job')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('subject_id', '=', subjectId)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
}

/** @throws NotFoundError */
export async function requireJob(db: Db, reviewId: string, id: string): Promise<Job> {
  const job = await db
    .selectFrom('job')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!job) throw new NotFoundError('job');
  return job;
}

/** Jobs that were not at their end when the program last stopped. */
export async function listUnfinishedJobs(db: Db): Promise<Job[]> {
  return db
    .selectFrom('job')
    .selectAll()
    .where('state', 'in', ['queued', 'running'])
    .orderBy('created_at')
    .execute();
}
