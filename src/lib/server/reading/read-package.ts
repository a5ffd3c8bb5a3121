import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PackageRead } from '#lib/core/package/read-data-package.ts';
import { projectRoot } from '../project-root.ts';
import type { PackageAnswer } from './package-worker.ts';

const workerFile = join(projectRoot, 'src', 'lib', 'server', 'reading', 'package-worker.ts');
/** A package that takes longer was made to take long. */
const longest = 60_000;

/** Reads a data package beside the server's loop. */
export async function readPackageBeside(bytes: Uint8Array): Promise<PackageRead> {
  const worker = new Worker(workerFile);
  const refusal: PackageRead = {
    edition: null,
    hash: null,
    issues: [{ code: 'package-broken', severity: 'error', message: 'The package takes too long to read.' }],
  };
  let clock: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<PackageAnswer>((resolve, reject) => {
      clock = setTimeout(() => resolve({ read: refusal }), longest);
      worker.once('message', resolve).once('error', reject);
      worker.postMessage(bytes);
    });
    if ('read' in answer) return answer.read;
    throw new Error(`The data package could not be read: ${answer.failure}`);
  } finally {
    clearTimeout(clock);
    await worker.terminate();
  }
}
