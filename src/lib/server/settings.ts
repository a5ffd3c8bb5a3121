import envPaths from 'env-paths';
import { join, resolve } from 'node:path';

/** How the program was asked to run. */
export interface Settings {
  /**
   * `local`: on one's own machine, no accounts, loopback only. `server`: for several people, accounts required. See
   * docs/decisions/0002-two-ways-to-run.md.
   */
  mode: 'local' | 'server';
  dataFolder: string;
  /** `file:…` or `postgres://…`. */
  databaseAddress: string;
  /** Address that the server listens on. */
  host: string;
  port: number;
  /** Whether the port was asked for, so that another one would be a surprise. */
  portIsFixed: boolean;
  /** Where browsers find the program: "http://127.0.0.1:4242". Null: as asked for on loopback. */
  origin: string | null;
}

type Environment = Record<string, string | undefined>;

const defaultPort = 4242;
const loopbackNames = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** The settings can't be used as they stand; the message says what to change. */
export class SettingsError extends Error {}

export function isLoopback(host: string): boolean {
  return loopbackNames.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * Reads the settings from environment variables. HOST is not among them: compilers and shells export it, and it must not
 * open a private program to the network.
 *
 * @throws SettingsError
 */
export function readSettings(environment: Environment): Settings {
  const host = environment.COUNTERWEIGHT_HOST || '127.0.0.1';
  const origin = readOrigin(environment.ORIGIN);
  const mode = readMode(environment.COUNTERWEIGHT_MODE, host, origin);
  if (mode === 'server' && !isLoopback(host) && origin === null) {
    throw new SettingsError(
      'A server for others needs ORIGIN, the address that their browsers use, such as ORIGIN=https://evidence.example.org.',
    );
  }
  const dataFolder = environment.DATA_DIR
    ? resolve(environment.INIT_CWD ?? '.', environment.DATA_DIR)
    : envPaths('counterweight', { suffix: '' }).data;
  return {
    mode,
    dataFolder,
    databaseAddress: environment.DATABASE_URL || `file:${join(dataFolder, 'database', 'counterweight.db')}`,
    host,
    port: readPort(environment.PORT),
    portIsFixed: Boolean(environment.PORT),
    origin: origin?.origin ?? null,
  };
}

function readOrigin(text: string | undefined): URL | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || (url.pathname !== '/' && url.pathname !== '')) {
    throw new SettingsError(`ORIGIN must be like https://evidence.example.org; "${text}" is not.`);
  }
  return url;
}

/** A server is either asked for by name or by an address that others can reach; never by accident. */
function readMode(text: string | undefined, host: string, origin: URL | null): Settings['mode'] {
  if (text && text !== 'server' && text !== 'local') {
    throw new SettingsError(`COUNTERWEIGHT_MODE is local or server; "${text}" is neither.`);
  }
  const asksForOthers = !isLoopback(host) || (origin !== null && !isLoopback(origin.hostname));
  if (text === 'local' && asksForOthers) {
    throw new SettingsError(
      'COUNTERWEIGHT_MODE=local works on this computer only; take away COUNTERWEIGHT_HOST and ORIGIN, or ask for COUNTERWEIGHT_MODE=server.',
    );
  }
  return text === 'server' || asksForOthers ? 'server' : 'local';
}

function readPort(text: string | undefined): number {
  if (!text) return defaultPort;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SettingsError(`PORT is a number from 1 to 65535; "${text}" is not.`);
  }
  return port;
}
