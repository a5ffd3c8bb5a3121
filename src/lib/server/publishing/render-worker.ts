/** Makes edition files in a thread of its own: drawing and resampling would hold the server up. */
import { parentPort } from 'node:worker_threads';
import { makeEditionFile } from './edition-file.ts';

export interface RenderRequest {
  payload: string;
  hash: string;
}
export type RenderAnswer = { html: string } | { failure: string };

parentPort!.on('message', async ({ payload, hash }: RenderRequest) => {
  try {
    parentPort!.postMessage({
      html: await makeEditionFile(JSON.parse(payload), hash),
    } satisfies RenderAnswer);
  } catch (error) {
    parentPort!.postMessage({
      failure: error instanceof Error ? error.message : String(error),
    } satisfies RenderAnswer);
  }
});
