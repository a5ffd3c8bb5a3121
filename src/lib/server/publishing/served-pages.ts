import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { nameBytes } from './name-bytes.ts';

const compress = promisify(gzip);
/** Pages that are kept ready to be sent; each takes about two megabytes. */
const mostKept = 16;

export interface ServedPage {
  bytes: Uint8Array<ArrayBuffer>;
  compressed: Uint8Array<ArrayBuffer>;
  /** Names the bytes: a page that did not change is not sent again. */
  tag: string;
}

/** Pages as bytes, compressed once: most of the time that sending one took went into that. */
export class ServedPages {
  readonly #kept = new Map<string, Promise<ServedPage>>();

  /** @param key Names what the page is made of: the same key is the same page. */
  of(key: string, make: () => Promise<string>): Promise<ServedPage> {
    const kept = this.#kept.get(key) ?? prepare(make);
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    kept.catch(() => this.#kept.delete(key));
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return kept;
  }
}

async function prepare(make: () => Promise<string>): Promise<ServedPage> {
  const bytes = new TextEncoder().encode(await make());
  return {
    bytes,
    compressed: new Uint8Array(await compress(bytes)),
    tag: nameBytes(bytes),
  };
}
