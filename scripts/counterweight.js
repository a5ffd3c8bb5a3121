#!/usr/bin/env node
// The command line. Plain JavaScript, because it may be started by a Node too old to run TypeScript: it then hands over
// to the pinned one (see scripts/setup.js).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const pinnedNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const canRunTypeScript = process.features.typescript !== undefined && process.features.typescript !== false;

if (!existsSync(pinnedNode)) {
  const setup = spawnSync(process.execPath, [join(root, 'scripts', 'setup.js'), '--no-build'], {
    stdio: ['ignore', 2, 2],
  });
  if (setup.status !== 0) process.exit(2);
}

if (canRunTypeScript) {
  const { main } = await import('./cli/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  const run = spawnSync(pinnedNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 2;
}
