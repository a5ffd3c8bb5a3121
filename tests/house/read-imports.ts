import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  file: string;
  specifier: string;
  /** The file that is meant, relative to the project; null for a package. */
  target: string | null;
}

/** Every file of the program, relative to the project. Tests stand outside the arrows. */
export function listSources(): string[] {
  const patterns = ['src/**/*.{ts,js,svelte}', 'db/**/*.ts', 'scripts/**/*.{ts,js}'];
  return globSync(patterns, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test\.ts$|eslint\.config\.js$|house-arrows\.js$/.test(file));
}

const importing =
  /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;

export function readImports(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(importing)].map((match) => {
    const specifier = (match[1] ?? match[2]).replace(/\?.*$/, '');
    return { file, specifier, target: resolve(file, specifier) };
  });
}

function resolve(file: string, specifier: string): string | null {
  if (specifier.startsWith('#lib/')) return `src/lib/${specifier.slice('#lib/'.length)}`;
  if (specifier.startsWith('#db/')) return `db/${specifier.slice('#db/'.length)}`;
  if (!specifier.startsWith('.')) return null;
  return normalize(join(dirname(file), specifier)).replaceAll('\\', '/');
}

export function exists(file: string): boolean {
  return statSync(join(root, file), { throwIfNoEntry: false })?.isFile() ?? false;
}
