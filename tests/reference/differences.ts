/** Collects the largest difference seen for each method, for docs/statistics.md. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll } from 'vitest';

const largest = new Map<string, number>();

/**
 * Notes how far a value lies from the reference's, relative to the larger of 1 and the reference.
 *
 * @param method The method's name in docs/statistics.md.
 */
export function recordDifference(method: string, seen: number, expected: number): number {
  const difference = Math.abs(seen - expected) / Math.max(1, Math.abs(expected));
  largest.set(method, Math.max(largest.get(method) ?? 0, difference));
  return difference;
}

/** Writes what one test file saw where COUNTERWEIGHT_DIFFERENCES names a folder. */
export function writeDifferencesOf(family: string): void {
  const folder = process.env.COUNTERWEIGHT_DIFFERENCES;
  if (!folder) return;
  afterAll(() => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${family}.json`, JSON.stringify(Object.fromEntries(largest), null, 2));
  });
}
