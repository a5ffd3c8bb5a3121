import type { Pacer } from './multiverse-run.ts';

/** Work that can be left and taken up again at every `yield`, each a few milliseconds at most after the one before. */
export type Steps<Result> = Generator<undefined, Result>;

/** Does all of it at once. */
export function finishSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Does it in stretches with pauses between them, so that nothing else has to wait. The result does not depend on where
 * the pauses fall.
 *
 * @param stretch Longest stretch without a pause, in milliseconds, to which one step may be added.
 * @throws What `signal` was aborted with.
 */
export async function finishInStretches<Result>(
  steps: Steps<Result>,
  { pacer, signal, stretch = 12 }: { pacer: Pacer; signal?: AbortSignal; stretch?: number },
): Promise<Result> {
  for (;;) {
    signal?.throwIfAborted();
    const began = pacer.now();
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (pacer.now() - began < stretch);
    await pacer.pause();
  }
}
