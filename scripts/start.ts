/**
 * Starts the built program. It listens on loopback unless a server was asked for, prints the address to open, and opens
 * it where there is a browser. `node build` comes here too.
 */
import { createServer, type Server } from 'node:http';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { App } from '../src/lib/server/app.ts';
import { ensureDataFolder, FolderInUseError, lockDataFolder } from '../src/lib/server/data-folder.ts';
import { largestRequest } from '../src/lib/server/limits.ts';
import { projectRoot } from '../src/lib/server/project-root.ts';
import { isLoopback, readSettings, SettingsError, type Settings } from '../src/lib/server/settings.ts';
import { openBrowser } from './open-browser.ts';

type Handler = (request: unknown, response: unknown) => void;

/** Ports tried after the usual one is taken. */
const otherPorts = 20;

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  ensureDataFolder(settings.dataFolder);
  warnOfHost();
  let ready: (handler: Handler) => void;
  const handler = new Promise<Handler>((resolve) => (ready = resolve));
  const server = createServer(
    (request, response) => void handler.then((handle) => handle(request, response)),
  );
  const port = await listen(server, settings);
  const origin = settings.origin ?? `http://${settings.host}:${port}`;
  const unlock = lockDataFolder(settings.dataFolder, origin);
  process.on('exit', unlock);
  Object.assign(process.env, {
    PORT: String(port),
    ORIGIN: origin,
    COUNTERWEIGHT_MODE: settings.mode,
    COUNTERWEIGHT_KIT_ORIGIN: origin,
    COUNTERWEIGHT_KIT_BODY_SIZE_LIMIT: String(largestRequest),
  });
  const built = await import(pathToFileURL(join(projectRoot, 'build', 'handler.js')).href);
  ready!(built.handler);
  const app = (globalThis as { [key: symbol]: App | undefined })[Symbol.for('counterweight.app')]!;
  for (const line of await app.announce(origin)) console.log(line);
  if (app.door) offerNewAddress(app, origin);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server, app));
}

/** HOST is exported by compilers and shells; somebody who set it to serve others should learn why nothing happens. */
function warnOfHost(): void {
  const host = process.env.HOST;
  if (host && /^[\d.]+$|:/.test(host) && !isLoopback(host)) {
    console.error(`HOST=${host} is not used. To serve others, see "On a server" in the README.`);
  }
}

async function listen(server: Server, { host, port, portIsFixed }: Settings): Promise<number> {
  const last = portIsFixed ? port : port + otherPorts;
  for (let candidate = port; ; candidate++) {
    try {
      return await listenOn(server, host, candidate);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      if (candidate >= last) {
        throw new SettingsError(
          portIsFixed
            ? `Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm start`
            : `Ports ${port} to ${last} are taken. Choose another one with PORT.`,
        );
      }
    }
  }
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Each printed address opens once; Enter prints another, for a second browser or a lost window. */
function offerNewAddress(app: App, origin: string): void {
  if (!process.stdin.isTTY) return;
  openBrowser(app.makeEntrance(origin)!);
  console.log('Press Enter for a new address, Ctrl C to stop.');
  createInterface({ input: process.stdin }).on('line', () => console.log(`Open ${app.makeEntrance(origin)}`));
}

async function stop(server: Server, app: App): Promise<void> {
  server.close();
  server.closeAllConnections();
  await app.close();
  process.exit(0);
}

start().catch((error: unknown) => {
  const isPlain = error instanceof SettingsError || error instanceof FolderInUseError;
  console.error(isPlain || error instanceof Error ? error.message : error);
  if (!isPlain && error instanceof Error) console.error(error.cause ?? error.stack);
  process.exit(1);
});
