/** Runs in a thread of its own: reads files of references and formats citations, both too slow for the server's loop. */
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { formatCitation } from '#lib/core/references/citation.ts';
import type { CslItem } from '#lib/core/references/csl.ts';
import type { Segment } from '#lib/core/references/markup.ts';
import type { ReadingPart } from '../usecases/read-import.ts';
import { readParts } from './read-parts.ts';

export type ToWorker =
  | { ask: 'read'; path: string; name: string }
  /** The last part was written; the next one may come. */
  | { ask: 'next' }
  | { ask: 'cite'; id: number; items: CslItem[]; style: string };

export type FromWorker =
  | { tell: 'part'; part: ReadingPart }
  | { tell: 'end' }
  | { tell: 'cited'; id: number; citations: Segment[][] }
  | { tell: 'failed'; message: string };

const port = parentPort!;
const tell = (message: FromWorker) => port.postMessage(message);
let parts: Iterator<ReadingPart> | undefined;

/** Progress without entries is told at most this often, in milliseconds. */
const quietFor = 100;
let lastTold = 0;

function tellNextPart(): void {
  for (;;) {
    const step = parts!.next();
    if (step.done) return tell({ tell: 'end' });
    const { references, issues, result } = step.value;
    const isProgress = references.length === 0 && issues.length === 0 && !result;
    if (isProgress && Date.now() - lastTold < quietFor) continue;
    lastTold = Date.now();
    return tell({ tell: 'part', part: step.value });
  }
}

port.on('message', (message: ToWorker) => {
  try {
    if (message.ask === 'cite') {
      const citations = message.items.map((item) => formatCitation(item, message.style));
      tell({ tell: 'cited', id: message.id, citations });
      return;
    }
    if (message.ask === 'read') {
      parts = readParts(readFileSync(message.path), message.name)[Symbol.iterator]();
    }
    tellNextPart();
  } catch (error) {
    tell({ tell: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
