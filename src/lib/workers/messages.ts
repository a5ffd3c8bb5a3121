import type { Dataset } from '#lib/core/coding/dataset.ts';
import type { JobInput, JobName, JobResult } from '#lib/core/jobs/jobs.ts';

/** The rows of a dataset. They go to the worker in parts, so that handing them over blocks nothing. */
export type DatasetRows = Pick<Dataset, 'studies' | 'claims' | 'estimates' | 'comparisons'>;

export type ToWorker =
  | { kind: 'dataset'; head: Omit<Dataset, keyof DatasetRows> }
  | { kind: 'rows'; table: keyof DatasetRows; rows: unknown[] }
  | { kind: 'run'; id: number; name: JobName; input: JobInput<JobName>; wantsFirst: boolean }
  | { kind: 'cancel'; id: number };

export type FromWorker =
  | { kind: 'progress'; id: number; done: number; total: number }
  | { kind: 'first'; id: number; result: JobResult<JobName> }
  | { kind: 'result'; id: number; result: JobResult<JobName> }
  | { kind: 'failed'; id: number; message: string };
