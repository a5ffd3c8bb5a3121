import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#lib/server/project-root.ts';
import { UsageError, type Terminal } from './command.ts';

/** Published pages are made of what the build made; a clone that was never started has none yet. */
export async function ensureBuilt(terminal: Terminal): Promise<void> {
  const viewer = join(projectRoot, 'build', 'viewer', 'render.js');
  if (existsSync(viewer)) return;
  terminal.note('Building the page of editions (once) …');
  const run = spawnSync(process.execPath, [join(projectRoot, 'scripts', 'build-viewer.ts')], {
    stdio: ['ignore', 2, 2],
  });
  if (run.status !== 0)
    throw new UsageError('The page of editions could not be built; what it says above tells why.');
}
