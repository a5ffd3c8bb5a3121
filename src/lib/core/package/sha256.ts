/**
 * SHA-256 (FIPS 180-4, section 6.2) without waiting. The platform's own has to be awaited, and browsers leave it out of pages
 * that came over plain http, where an edition must offer its data all the same.
 */

const primes = firstPrimes(64);
/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (4.2.2). */
const roundConstants = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
/** The same of the square roots of the first eight (5.3.3). */
const initialHash = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number++) {
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  }
  return found;
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/** The hash of bytes, in hexadecimal. */
export function sha256Hex(bytes: Uint8Array): string {
  const hash = initialHash.slice();
  const schedule = new Uint32Array(64);
  const whole = bytes.length - (bytes.length % 64);
  digestBlocks(bytes.subarray(0, whole), hash, schedule);
  digestBlocks(padEnd(bytes.subarray(whole), bytes.length), hash, schedule);
  return Array.from(hash, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** What is left over, a one bit, zeros, and the length in bits (5.1.1). */
function padEnd(rest: Uint8Array, length: number): Uint8Array {
  const padded = new Uint8Array(rest.length < 56 ? 64 : 128);
  padded.set(rest);
  padded[rest.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(padded.length - 4, (length * 8) % 2 ** 32);
  return padded;
}

/** a to h are the standard's working variables, w its message schedule. */
function digestBlocks(bytes: Uint8Array, hash: Uint32Array, w: Uint32Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0; start < bytes.length; start += 64) {
    for (let t = 0; t < 16; t++) w[t] = view.getUint32(start + 4 * t);
    for (let t = 16; t < 64; t++) {
      const early = w[t - 15];
      const late = w[t - 2];
      const sigma0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const sigma1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      w[t] = w[t - 16] + sigma0 + w[t - 7] + sigma1;
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let t = 0; t < 64; t++) {
      const sum1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const chosen = (e & f) ^ (~e & g);
      const first = (h + sum1 + chosen + roundConstants[t] + w[t]) | 0;
      const sum0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const second = (sum0 + majority) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) hash[at] += word;
  }
}
