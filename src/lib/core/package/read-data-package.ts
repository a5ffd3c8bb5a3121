import { canonicalJson } from '../edition/canonical-json.ts';
import type { Edition } from '../edition/edition.ts';
import { readEdition } from '../edition/read-edition.ts';
import type { Issue } from '../issue.ts';
import { editionPath, manifestPath } from './package-facts.ts';
import { sha256Hex } from './sha256.ts';
import { BrokenPackageError, readZip } from './unzip.ts';
import type { PackageFile } from './zip.ts';

export type PackageRead =
  | { edition: Edition; hash: string; issues: [] }
  /** The issues say what is wrong; nothing of such a package is taken. */
  | { edition: null; hash: null; issues: Issue[] };

/**
 * Reads a data package back into the edition that it was made of. Every file must be the one that its manifest names, and the
 * edition must be whole: a package is taken as it is or not at all.
 */
export function readDataPackage(bytes: Uint8Array): PackageRead {
  try {
    const files = readZip(bytes);
    checkManifest(files);
    return readFrozen(files.find(({ path }) => path === editionPath)!.bytes);
  } catch (error) {
    if (error instanceof BrokenPackageError) return refuse('package-broken', error.message);
    throw error;
  }
}

/** Whether bytes begin as a zip does. */
export function looksLikeZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

function refuse(code: string, message: string): PackageRead {
  return { edition: null, hash: null, issues: [{ code, severity: 'error', message }] };
}

function checkManifest(files: readonly PackageFile[]): void {
  const manifest = files.find(({ path }) => path === manifestPath);
  if (!manifest || !files.some(({ path }) => path === editionPath)) {
    throw new BrokenPackageError(
      `The zip is no data package of an edition: it has no ${manifest ? editionPath : manifestPath}.`,
    );
  }
  const listed = new Map(
    decode(manifest)
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  for (const file of files) {
    if (file === manifest) continue;
    const wanted = listed.get(file.path);
    listed.delete(file.path);
    if (wanted === undefined)
      throw new BrokenPackageError(`The zip holds "${file.path}", which its manifest does not name.`);
    if (wanted !== sha256Hex(file.bytes))
      throw new BrokenPackageError(`"${file.path}" was changed after the package was made.`);
  }
  const [missing] = listed.keys();
  if (missing !== undefined) throw new BrokenPackageError(`The zip lacks "${missing.slice(0, 100)}".`);
}

function readFrozen(bytes: Uint8Array): PackageRead {
  const file = { path: editionPath, bytes };
  let value: unknown;
  try {
    value = JSON.parse(decode(file));
    // The same value has the same bytes: whatever else parses alike was not written by us.
    if (canonicalJson(value) !== decode(file)) return refuse('package-broken', notFrozen);
  } catch (error) {
    if (error instanceof BrokenPackageError) throw error;
    return refuse('package-broken', notFrozen);
  }
  const { edition, issues } = readEdition(value);
  return edition ? { edition, hash: sha256Hex(bytes), issues: [] } : { edition: null, hash: null, issues };
}

const notFrozen = 'edition.json is not an edition as it was frozen.';

function decode({ path, bytes }: PackageFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BrokenPackageError(`"${path}" is no text.`);
  }
}
