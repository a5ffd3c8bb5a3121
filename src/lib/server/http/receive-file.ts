import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** The body is larger than allowed; what had arrived was thrown away. */
export class TooLargeError extends Error {}

/**
 * Writes the body of a request to a file as it comes in, never holding it whole in memory.
 *
 * @throws TooLargeError
 */
export async function receiveFile(
  request: Request,
  path: string,
  limit: number,
): Promise<{ size: number; hash: string }> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new TooLargeError();
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limit) return done(new TooLargeError());
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const body = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([]);
  try {
    await pipeline(body, measure, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  return { size, hash: hash.digest('hex') };
}
