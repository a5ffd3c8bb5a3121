/** Starts the built program the way `npm start` does, and knows how to get in. */
import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Program {
  origin: string;
  /** The printed address with its key. */
  entrance: string;
  dataFolder: string;
  output: () => string;
  process: ChildProcess;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** What the environment of these tests must not bring in. */
const blank = {
  HOST: undefined,
  ORIGIN: undefined,
  DATABASE_URL: undefined,
  COUNTERWEIGHT_MODE: undefined,
  COUNTERWEIGHT_HOST: undefined,
};

export async function startProgram({
  dataFolder = mkdtempSync(join(tmpdir(), 'counterweight-e2e-')),
  environment = {},
  entry = 'scripts/start.ts',
}: { dataFolder?: string; environment?: Record<string, string>; entry?: string } = {}): Promise<Program> {
  const port = await freePort();
  const child = spawn(process.execPath, [entry], {
    cwd: root,
    env: {
      ...process.env,
      ...blank,
      PORT: String(port),
      DATA_DIR: dataFolder,
      BROWSER: 'none',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const stop = (signal: NodeJS.Signals = 'SIGTERM') =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  await waitForStart(child, () => output);
  const entrance = /http:\/\/\S+key=\S+/.exec(output)?.[0] ?? '';
  return {
    origin: `http://127.0.0.1:${port}`,
    entrance,
    dataFolder,
    output: () => output,
    process: child,
    stop,
  };
}

const startWithin = 30_000;

/** Waits until the program says where its data lies, which is the last thing it says. */
async function waitForStart(child: ChildProcess, output: () => string): Promise<void> {
  for (let waited = 0; !/^Data: /m.test(output()); waited += 25) {
    if (child.exitCode !== null || waited > startWithin)
      throw new Error(`The program did not start:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** Lets a page be gone to only when it hears clicks, unless a test says what else it waits for. */
function hearClicks(page: Page): void {
  const goto = page.goto.bind(page);
  page.goto = async (address, options) => {
    const response = await goto(address, options);
    if (!options?.waitUntil) {
      await page.waitForFunction(
        () =>
          !document.querySelector('[data-sveltekit-preload-data]') || document.documentElement.dataset.alive,
      );
    }
    return response;
  };
}

/** A running program, and the cookies of one who came in through its printed address. */
interface House {
  program: Program;
  door: Parameters<BrowserContext['addCookies']>[0];
}

async function openHouse(browser: Browser): Promise<House> {
  const program = await startProgram();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(program.entrance);
  const door = await context.cookies();
  await context.close();
  return { program, door };
}

async function closeHouse({ program }: House): Promise<void> {
  await program.stop();
  rmSync(program.dataFolder, { recursive: true, force: true });
}

/**
 * Tests with a program of their own per file and a page that is in already. A page that complains in its console fails
 * its test.
 */
export const test = base.extend<
  House & { house: House; inside: Page },
  { houseOf: (file: string) => Promise<House> }
>({
  // One worker runs several files, in an order that hangs on timing: what one file did must not be seen by the next.
  houseOf: [
    async ({ browser }, use) => {
      let open: { file: string; house: House } | undefined;
      await use(async (file) => {
        if (open?.file !== file) {
          if (open) await closeHouse(open.house);
          open = undefined;
          open = { file, house: await openHouse(browser) };
        }
        return open.house;
      });
      if (open) await closeHouse(open.house);
    },
    { scope: 'worker' },
  ],
  house: async ({ houseOf }, use, info) => use(await houseOf(info.file)),
  program: async ({ house }, use) => use(house.program),
  door: async ({ house }, use) => use(house.door),
  baseURL: async ({ program }, use) => use(program.origin),
  inside: async ({ context, page, door }, use) => {
    await context.addCookies(door);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    hearClicks(page);
    await use(page);
    expect(complaints).toEqual([]);
  },
});

export { expect };
