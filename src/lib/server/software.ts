import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.ts';

const { name, version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));

/** The program and its version, as editions and exports name them. */
export const software = `${name[0].toUpperCase()}${name.slice(1)} ${version}`;
