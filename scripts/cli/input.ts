/** Reading what a verb was given: files, or standard input for `-`. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { UsageError, type Terminal } from './command.ts';

/** Reads a file relative to the folder in which the command was typed. */
export async function readInput(path: string, terminal: Terminal): Promise<Buffer> {
  if (path === '-') return buffer(process.stdin);
  try {
    return await readFile(resolve(terminal.folder, path));
  } catch (error) {
    throw new UsageError(`Cannot read ${path}: ${explainFileError(error)}.`);
  }
}

export function explainFileError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'you may not open it';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'ENOSPC') return 'the disk is full';
  return error instanceof Error ? error.message : String(error);
}
