/**
 * Reads zips that somebody sent (PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 and 4.4). Sizes are bounded while a file is unpacked,
 * whatever the zip says of them, and nothing but plain files in plain places is taken.
 */
import { Inflate } from 'fflate';
import type { PackageFile } from './zip.ts';

/** More than any package of ours holds. */
export const packageLimits = { packed: 64 * 2 ** 20, unpacked: 256 * 2 ** 20, files: 300 };

/** What is wrong with a zip, for the person who brought it. */
export class BrokenPackageError extends Error {
  override readonly name = 'BrokenPackageError';
}

/** @throws BrokenPackageError saying what is wrong. */
export function readZip(bytes: Uint8Array, limits = packageLimits): PackageFile[] {
  if (bytes.length > limits.packed) {
    throw new BrokenPackageError(
      `The file is larger than a data package may be (${limits.packed / 2 ** 20} MB).`,
    );
  }
  const entries = readDirectory(bytes, limits.files);
  const names = new Set<string>();
  let left = limits.unpacked;
  return entries.map((entry) => {
    checkPath(entry.path);
    if (names.has(entry.path)) throw new BrokenPackageError(`The zip holds "${entry.path}" twice.`);
    names.add(entry.path);
    const unpacked = unpack(bytes, entry, left, limits.unpacked);
    left -= unpacked.length;
    return { path: entry.path, bytes: unpacked };
  });
}

interface Entry {
  path: string;
  method: number;
  checksum: number;
  packed: number;
  unpacked: number;
  offset: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const fileSignature = 0x04034b50;
const endLength = 22;
const cut = 'The zip is cut short or damaged; ask for it again.';

/** The list at the end of a zip. */
function readDirectory(bytes: Uint8Array, mostFiles: number): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || (view.getUint32(0, true) !== fileSignature && !findEnd(view)))
    throw new BrokenPackageError('The file is no zip.');
  const end = findEnd(view);
  if (end === undefined) throw new BrokenPackageError(cut);
  const count = view.getUint16(end + 10, true);
  if (count > mostFiles)
    throw new BrokenPackageError(`The zip holds ${count} files; a data package has at most ${mostFiles}.`);
  let at = view.getUint32(end + 16, true);
  const entries: Entry[] = [];
  for (let number = 0; number < count; number++) {
    if (at + 46 > end || view.getUint32(at, true) !== entrySignature) throw new BrokenPackageError(cut);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    entries.push({
      path: readName(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + extraLength;
  }
  return entries;
}

/** Where the end of the list begins; a comment may follow it. */
function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - endLength - 0xffff);
  for (let at = view.byteLength - endLength; at >= first; at--) {
    const isEnd = view.getUint32(at, true) === endSignature;
    if (isEnd && at + endLength + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return undefined;
}

function readName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BrokenPackageError('The zip holds a file whose name can’t be read.');
  }
}

/** Names that lead out of their folder, or mean something else elsewhere. */
function checkPath(path: string): void {
  const parts = path.split('/');
  const isPlain =
    path.length <= 200 &&
    parts.length <= 4 &&
    parts.every((part) => /^[\w][\w.-]*$/.test(part) && !part.endsWith('.'));
  if (!isPlain)
    throw new BrokenPackageError(
      `The zip holds a file in a place where none belongs: ${JSON.stringify(path.slice(0, 80))}.`,
    );
}

function unpack(bytes: Uint8Array, entry: Entry, left: number, most: number): Uint8Array {
  const { path, method, packed, offset } = entry;
  const tooLarge = () =>
    new BrokenPackageError(
      `What the zip holds is larger than a data package may be (${most / 2 ** 20} MB unpacked).`,
    );
  if (entry.unpacked > left) throw tooLarge();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== fileSignature)
    throw new BrokenPackageError(cut);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const content = bytes.subarray(start, start + packed);
  if (content.length !== packed) throw new BrokenPackageError(cut);
  let unpacked: Uint8Array;
  if (method === 0) unpacked = content;
  else if (method === 8) unpacked = inflate(content, entry.unpacked, path);
  else throw new BrokenPackageError(`"${path}" is packed in a way that this program does not read.`);
  if (unpacked.length !== entry.unpacked || crc32(unpacked) !== entry.checksum)
    throw new BrokenPackageError(`"${path}" is damaged: it is not what the zip says it is.`);
  return unpacked;
}

/** Bytes of packed content that are unpacked at a time: at most a thousandfold comes out of them. */
const portion = 4096;

/** Unpacks, and stops as soon as more comes out than was said. */
function inflate(content: Uint8Array, size: number, path: string): Uint8Array {
  const result = new Uint8Array(size);
  let filled = 0;
  const damaged = `"${path}" is damaged and can’t be unpacked.`;
  const stream = new Inflate((chunk) => {
    if (filled + chunk.length > size)
      throw new BrokenPackageError(`"${path}" is larger than the zip says it is.`);
    result.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    for (let at = 0; at < content.length || at === 0; at += portion) {
      stream.push(content.subarray(at, at + portion), at + portion >= content.length);
    }
  } catch (error) {
    throw error instanceof BrokenPackageError ? error : new BrokenPackageError(damaged, { cause: error });
  }
  return result.subarray(0, filled);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The zip's own checksum (APPNOTE 4.4.7). */
function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ crcTable[(value ^ byte) & 0xff];
  return (value ^ 0xffffffff) >>> 0;
}
