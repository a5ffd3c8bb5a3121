/**
 * A Chromium for the tests: one that was named, Playwright's own, one of the system, or one that is fetched now.
 */
import { chromium } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const systemNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** @throws Error where there is none and none can be had. */
export function findBrowser(say: (line: string) => void): string {
  return (
    findPresent() ??
    (tryTo('npx', ['playwright', 'install', 'chromium'], say) && findPresent()) ??
    (mayUseApt() && tryTo('apt-get', ['install', '-y', '-q', 'chromium'], say) ? findPresent() : undefined) ??
    fail()
  );
}

function findPresent(): string | undefined {
  const named = process.env.COUNTERWEIGHT_BROWSER;
  if (named && existsSync(named)) return named;
  const own = chromium.executablePath();
  if (own && existsSync(own)) return own;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders
    .flatMap((folder) => systemNames.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

function mayUseApt(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function tryTo(program: string, words: string[], say: (line: string) => void): true | undefined {
  say(`Looking for a browser: ${program} ${words.join(' ')}`);
  const run = spawnSync(program, words, {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (run.status === 0) return true;
  // A package list that was never fetched knows no packages.
  if (program !== 'apt-get' || words[0] === 'update') return undefined;
  spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore', timeout: 300_000 });
  return spawnSync(program, words, { stdio: 'ignore', timeout: 300_000 }).status === 0 ? true : undefined;
}

function fail(): never {
  throw new Error(
    'The tests need Chromium and none could be found or fetched. Install Chromium or Chrome, or name one with COUNTERWEIGHT_BROWSER=/path/to/chromium.',
  );
}
