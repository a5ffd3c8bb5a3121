/** Makes what is published of editions in a thread of its own: drawing and resampling would hold the server up. */
import { parentPort } from 'node:worker_threads';
import { makeProduct } from './edition-products.ts';

export interface RenderRequest {
  payload: string;
  hash: string;
  /** Name of a product: `page`, or one of the API's resources. */
  name: string;
  /** Address parameters; null: the published view. */
  view: string | null;
}
export type RenderAnswer = { product: string | Uint8Array } | { failure: string };

parentPort!.on('message', async ({ payload, hash, name, view }: RenderRequest) => {
  try {
    const product = await makeProduct(JSON.parse(payload), hash, name, view);
    parentPort!.postMessage({ product } satisfies RenderAnswer);
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    parentPort!.postMessage({ failure } satisfies RenderAnswer);
  }
});
