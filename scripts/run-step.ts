import { spawnSync } from 'node:child_process';
import { projectRoot } from '../src/lib/server/project-root.ts';

/** Runs a program of node_modules with the Node that runs this, showing what it prints. */
export function runTool(
  name: string,
  words: string[],
  environment: Record<string, string> = {},
): { passed: boolean; seconds: number } {
  const begun = performance.now();
  const run = spawnSync('npx', ['--no-install', name, ...words], {
    cwd: projectRoot,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...environment },
  });
  return { passed: run.status === 0, seconds: (performance.now() - begun) / 1000 };
}
