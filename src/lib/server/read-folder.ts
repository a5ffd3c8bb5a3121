import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadFile } from './usecases/import-folder.ts';

/** Reads files of a folder on disk; those that are missing are undefined. */
export function readFolder(folder: string): ReadFile {
  return (name) => {
    try {
      return readFileSync(join(folder, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
}
