import type { JobInput, JobName, JobResult } from './jobs.ts';

export interface RunSettings<Result = unknown> {
  /** Cancels: the promise is rejected with its reason, and the work ends at its next pause. */
  signal?: AbortSignal;
  /** Told how many parts of all are done. */
  onProgress?: (done: number, total: number) => void;
  /** Told a first result, where the job has one that the whole follows. */
  onFirst?: (first: Result) => void;
}

/** A place where jobs are run on one body of evidence: a worker, or the page itself between its frames. */
export interface Computer {
  run<Name extends JobName>(
    name: Name,
    input: JobInput<Name>,
    settings?: RunSettings<JobResult<Name>>,
  ): Promise<JobResult<Name>>;
  /** Ends everything that is under way. */
  close(): void;
}
