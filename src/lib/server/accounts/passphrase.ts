/** Passphrases of links: kept as salt and digest, so that a copy of the database tells none. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** RFC 7914; 2^15 with 8 takes 32 MB and about 60 ms, which one reader does not feel and a guesser does. */
const cost = { N: 2 ** 15, r: 8, p: 1 } as const;
const saltBytes = 16;
const digestBytes = 32;

/** Shorter ones are guessed; the limit on attempts does the rest. */
export const shortestPassphrase = 8;
export const longestPassphrase = 200;

/** The same words typed on another keyboard are the same passphrase. */
function derive(passphrase: string, salt: Buffer, { N, r, p }: typeof cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r };
    scrypt(passphrase.normalize('NFKC'), salt, digestBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** "scrypt:32768:8:1:salt:digest", the last two in base64url. */
export async function hashPassphrase(passphrase: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const digest = await derive(passphrase, salt, cost);
  const { N, r, p } = cost;
  return ['scrypt', N, r, p, salt.toString('base64url'), digest.toString('base64url')].join(':');
}

/** Compared in constant time. */
export async function isPassphrase(given: string, kept: string): Promise<boolean> {
  const [name, N, r, p, salt, digest] = kept.split(':');
  if (name !== 'scrypt' || given.length > longestPassphrase) return false;
  const wanted = Buffer.from(digest, 'base64url');
  const found = await derive(given, Buffer.from(salt, 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  } as typeof cost);
  return wanted.length === found.length && timingSafeEqual(wanted, found);
}
