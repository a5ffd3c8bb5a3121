import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. Built chunks lie deeper than sources, so it is looked for upwards. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'db'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('The folder of the program was not found: package.json is missing.');
  return findRoot(above);
}
