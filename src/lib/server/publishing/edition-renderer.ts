import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../project-root.ts';
import type { RenderAnswer, RenderRequest } from './render-worker.ts';

const workerFile = join(projectRoot, 'src', 'lib', 'server', 'publishing', 'render-worker.ts');
/** Editions whose files are kept in memory; each takes a few hundred kilobytes. */
const keptFiles = 16;

/** Makes edition files off the server's loop, and keeps those that were asked for last. */
export class EditionRenderer {
  readonly #files = new Map<string, Promise<string>>();

  /** The file of an edition, by its hash: what never changes is made once. */
  fileOf(request: RenderRequest): Promise<string> {
    const { hash } = request;
    const kept = this.#files.get(hash) ?? render(request);
    this.#files.delete(hash);
    this.#files.set(hash, kept);
    kept.catch(() => this.#files.delete(hash));
    const oldest = this.#files.keys().next().value;
    if (this.#files.size > keptFiles && oldest !== undefined) this.#files.delete(oldest);
    return kept;
  }
}

async function render(request: RenderRequest): Promise<string> {
  const worker = new Worker(workerFile);
  try {
    const answer = await new Promise<RenderAnswer>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
      worker.postMessage(request);
    });
    if ('html' in answer) return answer.html;
    throw new Error(`The page of the edition could not be made: ${answer.failure}`);
  } finally {
    await worker.terminate();
  }
}
