/** Runs jobs away from the page's thread. It knows the core only: no page, no network, no storage. */
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { indexEvidence, type Evidence } from '#lib/core/lenses/evidence.ts';
import { makeBrowserPacer } from './browser-pacer.ts';
import { runJob, type JobName, type JobResult } from '#lib/core/jobs/jobs.ts';
import type { FromWorker, ToWorker } from './messages.ts';

const pacer = makeBrowserPacer();
const running = new Map<number, AbortController>();
let dataset: Dataset | null = null;
/** Indexed when the first job asks: all rows have come by then. */
let evidence: Evidence | null = null;

const answer = (message: FromWorker) => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'dataset') {
    dataset = { ...data.head, studies: [], claims: [], estimates: [], comparisons: [] };
  } else if (data.kind === 'rows') {
    const rows: unknown[] = dataset![data.table];
    for (const row of data.rows) rows.push(row);
  } else if (data.kind === 'run') {
    void run(data);
  } else {
    running.get(data.id)?.abort();
  }
});

async function run({ id, name, input, wantsFirst }: Extract<ToWorker, { kind: 'run' }>): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  try {
    evidence ??= indexEvidence(dataset!);
    const result = await runJob(evidence, name, input, {
      pacer,
      signal: stop.signal,
      onProgress: (done, total) => answer({ kind: 'progress', id, done, total }),
      onFirst: wantsFirst
        ? (result) => answer({ kind: 'first', id, result: result as JobResult<JobName> })
        : undefined,
    });
    answer({ kind: 'result', id, result });
  } catch (error) {
    if (!stop.signal.aborted) answer({ kind: 'failed', id, message: String(error) });
  } finally {
    running.delete(id);
  }
}
