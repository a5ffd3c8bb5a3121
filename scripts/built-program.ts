/**
 * Starts the built program as `npm start` does, with the sample, in a data folder of its own that goes away afterwards:
 * for benchmarks and for pictures.
 */
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from '@playwright/test';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/lib/server/project-root.ts';
import { findBrowser } from './find-browser.ts';

export interface BuiltProgram {
  /** Where it answers, such as "http://127.0.0.1:40123". */
  origin: string;
  browser: Browser;
  /** A new window without anything kept from before, which is in already. */
  openWindow: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  stop: () => Promise<void>;
}

/** Longest wait for the program to answer, in milliseconds: a slow machine loads the sample in a few seconds. */
const startWithin = 30_000;

/**
 * @param prepare Puts something into the data folder before the program opens it.
 * @throws Error where the program or a browser can't be started.
 */
export async function startBuiltProgram({
  prepare,
}: { prepare?: (dataFolder: string) => Promise<void> } = {}): Promise<BuiltProgram> {
  build();
  const dataFolder = mkdtempSync(join(tmpdir(), 'counterweight-built-'));
  await prepare?.(dataFolder);
  const child = startProcess(dataFolder);
  const stopProgram = () =>
    stopProcess(child).then(() => rmSync(dataFolder, { recursive: true, force: true }));
  try {
    const entrance = new URL(await waitForEntrance(child));
    const browser = await chromium.launch({
      executablePath: findBrowser((line) => console.error(line)),
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    });
    const door = await browser.newContext();
    await (await door.newPage()).goto(entrance.href);
    const cookies = await door.cookies();
    await door.close();
    return {
      origin: entrance.origin,
      browser,
      openWindow: async (options) => {
        const window = await browser.newContext({ baseURL: entrance.origin, ...options });
        await window.addCookies(cookies);
        return window;
      },
      stop: async () => {
        await browser.close();
        await stopProgram();
      },
    };
  } catch (error) {
    await stopProgram();
    throw error;
  }
}

/** Builds where something changed since the last build. */
function build(): void {
  const run = spawnSync(process.execPath, [join(projectRoot, 'scripts', 'setup.js')], {
    stdio: ['ignore', 2, 2],
  });
  if (run.status !== 0) throw new Error('The program could not be built; what it says above tells why.');
}

function startProcess(dataFolder: string): ChildProcess {
  const environment = { ...process.env };
  for (const name of ['HOST', 'ORIGIN', 'DATABASE_URL', 'COUNTERWEIGHT_HOST']) delete environment[name];
  return spawn(process.execPath, [join(projectRoot, 'scripts', 'start.ts')], {
    cwd: projectRoot,
    // Port 0 is one that the system knows to be free.
    env: { ...environment, COUNTERWEIGHT_MODE: 'local', PORT: '0', DATA_DIR: dataFolder, BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The address with its key that the program prints. */
function waitForEntrance(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = () => reject(new Error(`The program did not start:\n${output}`));
    const timer = setTimeout(fail, startWithin);
    const hear = (chunk: Buffer) => {
      output += chunk;
      const found = /http:\/\/\S+key=\S+/.exec(output);
      if (!found || !output.includes('Data: ')) return;
      clearTimeout(timer);
      resolve(found[0]);
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.once('exit', fail);
  });
}

function stopProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill();
  });
}
