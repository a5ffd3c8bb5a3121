import { zipSync, type Zippable } from 'fflate';

/** A file in a package: its path from the root with "/" between names, and its bytes. */
export interface PackageFile {
  path: string;
  bytes: Uint8Array;
}

/**
 * A zip whose bytes follow from its files and their date alone. Zips hold the clock on somebody's wall, which differs from
 * place to place: every file is dated to the noon of the day.
 *
 * @param date ISO 8601; only the day is used.
 */
export function writeZip(files: readonly PackageFile[], date: string): Uint8Array {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  // The years that a zip can hold.
  const mtime = new Date(Math.min(2098, Math.max(1981, year)), month - 1, day, 12);
  const entries: Zippable = {};
  for (const { path, bytes } of files) {
    if (path in entries) throw new RangeError(`writeZip: the path "${path}" stands twice`);
    entries[path] = bytes;
  }
  return zipSync(entries, { level: 9, mtime });
}
