import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CslItem } from '#lib/core/references/csl.ts';
import { segmentsToText, type Segment } from '#lib/core/references/markup.ts';
import { projectRoot } from '../project-root.ts';
import type { ReadingPart } from '../usecases/read-import.ts';
import type { FromWorker, ToWorker } from './worker.ts';

// From the sources, also when the server was built: node runs TypeScript, and bundlers don't follow worker files.
const workerFile = join(projectRoot, 'src', 'lib', 'server', 'reading', 'worker.ts');

/** Work on references that would hold the server up, done in threads. */
export class ReferenceWorker {
  #citer: Worker | undefined;
  readonly #waiting = new Map<
    number,
    { resolve: (citations: Segment[][]) => void; reject: (error: Error) => void }
  >();
  #lastId = 0;

  /** Formats citations as plain text, in the order given. */
  async cite(items: CslItem[], style = 'apa'): Promise<string[]> {
    return (await this.format(items, style)).map(segmentsToText);
  }

  /** Formats citations, in the order given. The thread stays: its first citation takes most of a second. */
  format(items: CslItem[], style: string): Promise<Segment[][]> {
    if (items.length === 0) return Promise.resolve([]);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ ask: 'cite', id, items, style });
    });
  }

  /**
   * Reads a file of references in a thread of its own and hands its parts over one by one; the next is asked for when the
   * last was dealt with.
   *
   * @param signal Stops the reading.
   */
  async *read(path: string, name: string, signal: AbortSignal): AsyncGenerator<ReadingPart> {
    const worker = new Worker(workerFile);
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    try {
      let ask: ToWorker = { ask: 'read', path, name };
      for (;;) {
        const message = await exchange(worker, ask, signal);
        if (message.tell === 'end') return;
        if (message.tell === 'failed') throw new Error(message.message);
        if (message.tell === 'part') yield message.part;
        ask = { ask: 'next' };
      }
    } finally {
      signal.removeEventListener('abort', stop);
      await worker.terminate();
    }
  }

  async close(): Promise<void> {
    await this.#citer?.terminate();
    this.#citer = undefined;
  }

  #send(message: ToWorker): void {
    this.#citer ??= this.#startCiter();
    this.#citer.postMessage(message);
  }

  #startCiter(): Worker {
    const worker = new Worker(workerFile);
    worker.unref();
    worker.on('message', (message: FromWorker) => {
      if (message.tell !== 'cited')
        return this.#failAll(message.tell === 'failed' ? message.message : 'unexpected answer');
      this.#waiting.get(message.id)?.resolve(message.citations);
      this.#waiting.delete(message.id);
    });
    worker.on('error', (error) => this.#failAll(error.message));
    worker.on('exit', () => {
      this.#citer = undefined;
      this.#failAll('the thread ended');
    });
    return worker;
  }

  #failAll(reason: string): void {
    for (const { reject } of this.#waiting.values())
      reject(new Error(`Citations could not be formatted: ${reason}`));
    this.#waiting.clear();
  }
}

/** Sends one message and waits for the answer, the thread's end or the signal. */
function exchange(worker: Worker, ask: ToWorker, signal: AbortSignal): Promise<FromWorker> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      act();
    };
    const onMessage = (message: FromWorker) => settle(() => resolve(message));
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = () =>
      settle(() => reject(new Error(signal.aborted ? 'stopped' : 'the reading thread ended')));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(ask);
  });
}
