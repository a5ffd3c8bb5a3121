import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MethodEntry } from '#lib/core/stats/method-entry.ts';

const root = join(import.meta.dirname, '../..');
const stats = join(root, 'src/lib/core/stats');
const documented = readFileSync(join(root, 'docs/statistics.md'), 'utf8');

const families = await Promise.all(
  globSync('{,*/}methods.ts', { cwd: stats }).map(async (file) => {
    const { methods }: { methods: MethodEntry[] } = await import(/* @vite-ignore */ join(stats, file));
    return { family: dirname(file), methods };
  }),
);

describe.each(families)('the methods of $family', ({ methods }) => {
  it.each(methods)('$name is documented and lies where it says', ({ name, file, source }) => {
    expect(documented).toContain(`| ${name} `);
    expect(existsSync(join(stats, file))).toBe(true);
    // A year: every method has a dated source.
    expect(source).toMatch(/\b(1[89]|20)\d\d\b/);
  });
});

it('has no name twice', () => {
  const names = families.flatMap(({ methods }) => methods.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(0);
  expect(new Set(names).size).toBe(names.length);
});
