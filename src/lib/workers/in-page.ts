import type { Evidence } from '#lib/core/lenses/evidence.ts';
import { makeBrowserPacer } from './browser-pacer.ts';
import type { Computer } from '#lib/core/jobs/computer.ts';
import { runJob } from '#lib/core/jobs/jobs.ts';

/** Runs jobs in the page, in stretches of a few milliseconds: for published files, which can have no worker. */
export function computeInPage(evidence: Evidence): Computer {
  const pacer = makeBrowserPacer();
  const closed = new AbortController();
  return {
    run: (name, input, { signal, onProgress, onFirst } = {}) =>
      runJob(evidence, name, input, {
        pacer,
        signal: signal ? AbortSignal.any([signal, closed.signal]) : closed.signal,
        onProgress,
        onFirst: onFirst as ((first: unknown) => void) | undefined,
      }),
    close: () => closed.abort(),
  };
}
