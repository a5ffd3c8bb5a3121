/** Runs the scripts that readers take away, where there is R. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { readCsv } from '#lib/core/csv/read.ts';
import type { RBundle } from '#lib/core/lenses/r-scripts/r-bundle.ts';

const can = (code: string) => spawnSync('Rscript', ['-e', code], { stdio: 'ignore' }).status === 0;
export const hasR = can('q()');
export const hasMetafor = hasR && can('if (packageVersion("metafor") < "3.8") q(status = 1)');

export type Values = Record<string, number | null>;

/** Writes a bundle into a folder of its own, runs its script, and lets somebody look before all is taken away. */
export function runIn<Result>({ script, tables }: RBundle, look: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'r-scripts-'));
  try {
    for (const { name, text } of [script, ...tables]) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    execFileSync('Rscript', ['--vanilla', script.name], { cwd: folder, stdio: 'pipe' });
    return look(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Values of `results.csv` by their places. */
export function readResults(file: string): Values {
  const { rows, issues } = readCsv(readFileSync(file, 'utf8'));
  expect(issues).toEqual([]);
  return Object.fromEntries(
    rows.map(({ cells: { value, ...place } }) => [
      Object.values(place).filter(Boolean).join(' '),
      value === '' ? null : Number(value),
    ]),
  );
}

/** Runs a bundle in a folder of its own; values by their places in the results. */
export function runBundle(bundle: RBundle): Values {
  return runIn(bundle, (folder) => readResults(join(folder, 'results.csv')));
}

/** @param tolerance By the place of a value. */
export function expectSame(found: Values, wanted: Values, tolerance: (place: string) => number = () => 1e-9) {
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
  for (const [place, value] of Object.entries(wanted)) {
    if (value === null) expect(found[place], place).toBeNull();
    else expect(Math.abs(found[place]! - value), place).toBeLessThan(tolerance(place));
  }
}

/** Puts values under a place; what is undefined has none. */
export function put(values: Values, place: string, all: Record<string, number | null | undefined>) {
  for (const [name, value] of Object.entries(all))
    if (value !== undefined) values[`${place} ${name}`] = value;
}
