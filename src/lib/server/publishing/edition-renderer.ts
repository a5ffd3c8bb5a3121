import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { readView } from '#lib/core/api/opened-edition.ts';
import { projectRoot } from '../project-root.ts';
import type { RenderAnswer, RenderRequest } from './render-worker.ts';

const workerFile = join(projectRoot, 'src', 'lib', 'server', 'publishing', 'render-worker.ts');
/** Products that are kept in memory, and their bytes together. */
const mostKept = 64;
const mostKeptBytes = 64 * 2 ** 20;
/** Makers at work at a time, and requests that may wait for one: whoever has a link may ask for any view. */
const mostAtWork = 2;
const mostWaiting = 32;

type Product = string | Uint8Array;

/** An edition as it was frozen; its bytes are fetched only where something is made of them. */
export interface FrozenEdition {
  hash: string;
  payload: string | (() => Promise<string>);
}

/** Too many ask at once; nothing is wrong with what they ask. */
export class BusyError extends Error {
  constructor() {
    super('Too many ask at once. Try again in a few seconds.');
  }
}

/** Makes what is published of editions off the server's loop, and keeps what was asked for last. */
export class EditionRenderer {
  readonly #products = new Map<string, { made: Promise<Product>; bytes: number }>();
  readonly #waiting: (() => void)[] = [];
  #atWork = 0;

  /** The page of an edition as one file. */
  async fileOf(edition: FrozenEdition): Promise<string> {
    return (await this.productOf(edition, 'page', null)) as string;
  }

  /**
   * Something made of an edition, by its hash: what never changes is made once.
   *
   * @param name Of render-worker.ts's products.
   * @param asked Address parameters of the view, or null for the published one.
   * @throws BusyError where too many are waiting already.
   */
  productOf({ payload, hash }: FrozenEdition, name: string, asked: string | null): Promise<Product> {
    const view = asked === null ? null : readView(asked, { view: '' });
    const key = `${hash} ${name} ${view ?? '-'}`;
    const kept = this.#products.get(key);
    if (kept) {
      this.#products.delete(key);
      this.#products.set(key, kept);
      return kept.made;
    }
    if (this.#atWork >= mostAtWork && this.#waiting.length >= mostWaiting)
      return Promise.reject(new BusyError());
    const make = async () =>
      render({ payload: typeof payload === 'string' ? payload : await payload(), hash, name, view });
    const entry = { made: this.#inTurn(make), bytes: 0 };
    this.#products.set(key, entry);
    entry.made.then(
      (product) => {
        entry.bytes = product.length;
        this.#forgetOldest();
      },
      () => this.#products.delete(key),
    );
    return entry.made;
  }

  #forgetOldest(): void {
    let bytes = [...this.#products.values()].reduce((sum, kept) => sum + kept.bytes, 0);
    for (const [key, entry] of this.#products) {
      if (this.#products.size <= mostKept && (bytes <= mostKeptBytes || this.#products.size === 1)) return;
      this.#products.delete(key);
      bytes -= entry.bytes;
    }
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#atWork >= mostAtWork) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#atWork++;
    try {
      return await work();
    } finally {
      // Whoever waits takes the place over.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#atWork--;
    }
  }
}

async function render(request: RenderRequest): Promise<Product> {
  const worker = new Worker(workerFile);
  try {
    const answer = await new Promise<RenderAnswer>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
      worker.postMessage(request);
    });
    if ('product' in answer) return answer.product;
    throw new Error(`The ${request.name} of the edition could not be made: ${answer.failure}`);
  } finally {
    await worker.terminate();
  }
}
