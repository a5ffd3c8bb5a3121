/** Reads a data package in a thread of its own: unpacking, hashing and checking a large one would hold the server up. */
import { parentPort } from 'node:worker_threads';
import { readDataPackage, type PackageRead } from '#lib/core/package/read-data-package.ts';

export type PackageAnswer = { read: PackageRead } | { failure: string };

parentPort!.on('message', (bytes: Uint8Array) => {
  try {
    parentPort!.postMessage({ read: readDataPackage(bytes) } satisfies PackageAnswer);
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    parentPort!.postMessage({ failure } satisfies PackageAnswer);
  }
});
