import type { Claim } from '#lib/core/coding/claim.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { indexEvidence, type Evidence } from '#lib/core/lenses/evidence.ts';
import { makeBrowserPacer } from './browser-pacer.ts';
import type { Computer, RunSettings } from '#lib/core/jobs/computer.ts';
import { computeInPage } from './in-page.ts';
import type { JobInput, JobName, JobResult } from '#lib/core/jobs/jobs.ts';
import type { DatasetRows, FromWorker, ToWorker } from './messages.ts';

/** Rows that are handed over at once: a few milliseconds' worth. */
const rowsAtOnce = 1000;

interface Waiting {
  name: JobName;
  input: JobInput<JobName>;
  settings: RunSettings;
  resolve: (result: never) => void;
  reject: (reason: unknown) => void;
}

/** Runs jobs in a worker, which indexes the dataset itself; where the browser refuses to start one, in the page. */
export function computeInWorker({ dataset }: Pick<Evidence, 'dataset'>): Computer {
  const worker = new Worker(new URL('./weigh-worker.ts', import.meta.url), { type: 'module' });
  const tell = (message: ToWorker) => worker.postMessage(message);
  const waiting = new Map<number, Waiting>();
  let instead: Computer | null = null;
  let isClosed = false;
  let last = 0;
  const handedOver = handOver(dataset, tell, () => isClosed);

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    const job = waiting.get(data.id);
    if (data.kind === 'progress') return job?.settings.onProgress?.(data.done, data.total);
    if (data.kind === 'first') return job?.settings.onFirst?.(data.result);
    waiting.delete(data.id);
    if (data.kind === 'result') job?.resolve(data.result as never);
    else job?.reject(new Error(data.message));
  };
  worker.onerror = () => {
    instead = computeInPage(indexEvidence(dataset));
    for (const { name, input, settings, resolve, reject } of waiting.values())
      instead.run(name, input, settings).then((result) => resolve(result as never), reject);
    waiting.clear();
  };

  return {
    run<Name extends JobName>(
      name: Name,
      input: JobInput<Name>,
      settings: RunSettings<JobResult<Name>> = {},
    ) {
      if (instead) return instead.run(name, input, settings);
      const id = ++last;
      return new Promise<JobResult<Name>>((resolve, reject) => {
        const { signal } = settings;
        if (signal?.aborted) return reject(signal.reason);
        waiting.set(id, { name, input, settings: settings as RunSettings, resolve, reject });
        signal?.addEventListener('abort', () => {
          if (waiting.delete(id)) tell({ kind: 'cancel', id });
          reject(signal.reason);
        });
        // What was cancelled while the rows were on their way never starts.
        const wantsFirst = settings.onFirst !== undefined;
        void handedOver.then(() => waiting.has(id) && tell({ kind: 'run', id, name, input, wantsFirst }));
      });
    },
    close() {
      isClosed = true;
      worker.terminate();
      instead?.close();
    },
  };
}

/** Hands a dataset over in parts, giving way to the page in between. */
async function handOver(
  { studies, claims, estimates, comparisons, ...head }: Dataset,
  tell: (message: ToWorker) => void,
  isClosed: () => boolean,
): Promise<void> {
  const pacer = makeBrowserPacer();
  // References are for people; no lens asks for them.
  tell({ kind: 'dataset', head: { ...head, references: [] } });
  const tables: DatasetRows = { studies, claims, estimates, comparisons };
  for (const table of ['studies', 'claims', 'estimates', 'comparisons'] as const) {
    for (let from = 0; from < tables[table].length; from += rowsAtOnce) {
      if (isClosed()) return;
      const rows = tables[table].slice(from, from + rowsAtOnce);
      tell({ kind: 'rows', table, rows: table === 'claims' ? (rows as Claim[]).map(withoutTexts) : rows });
      await pacer.pause();
    }
  }
}

/** Texts are most of a claim's size, and no lens reads them. */
function withoutTexts(claim: Claim): Claim {
  return { ...claim, mechanism: '', finding: '', locator: '', sourceUrl: '', note: '' };
}
