/**
 * Long readings go step by step, so that a worker can report how far it is and stop when it is told to: the generator
 * yields between entries and returns the result.
 */
export interface ParseProgress {
  /** Entries read. */
  done: number;
  /** Entries in the file, as far as is known yet. */
  total: number;
}

export type ParseSteps<Result> = Generator<ParseProgress, Result, void>;

/** Runs all steps at once. */
export function runSteps<Result>(
  steps: ParseSteps<Result>,
  onProgress?: (progress: ParseProgress) => void,
): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
  }
}
