import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { main } from '../../scripts/cli/main.ts';

export interface Ran {
  code: number;
  out: string;
  notes: string;
  /** Standard output as JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test asks for what it expects, field by field
  json: () => any;
}

/** A folder of a test's own, gone when the test is over. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs command lines on a data folder, as if they were typed in `folder`. */
export function makeRunner(folder = makeFolder(), environment: Record<string, string> = {}) {
  return async (...words: string[]): Promise<Ran> => {
    let out = '';
    let notes = '';
    const code = await main(words, {
      print: (text) => (out += text),
      note: (text) => (notes += `${text}\n`),
      folder,
      environment: { DATA_DIR: join(folder, 'data'), ...environment },
    });
    return { code, out, notes, json: () => JSON.parse(out) };
  };
}
