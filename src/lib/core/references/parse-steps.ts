/**
 * Long readings go step by step, so that a worker can report how far it is, hand on what is there and stop when it is
 * told to: the generator yields between entries and returns the whole.
 */
import type { ParsedReference, ReferenceIssue } from './parsed-file.ts';

export interface ParseProgress {
  /** Entries read. */
  done: number;
  /** Entries in the file, as far as is known yet. */
  total: number;
}

/** What was read since the step before. */
export interface ParsedPart extends ParseProgress {
  references: ParsedReference[];
  issues: ReferenceIssue[];
}

export type ParseSteps<Result> = Generator<ParsedPart, Result, void>;

/** Runs all steps at once. */
export function runSteps<Result>(steps: ParseSteps<Result>, onProgress?: (progress: ParseProgress) => void): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress?.({ done: step.value.done, total: step.value.total });
  }
}
