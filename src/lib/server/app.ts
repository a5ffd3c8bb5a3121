import type { OpenDatabase } from '#db/open.ts';
import { makeAuth, type Auth } from './accounts/auth.ts';
import { FirstOwnerLink } from './accounts/first-owner.ts';
import { LocalDoor } from './accounts/local-door.ts';
import { readSecret } from './data-folder.ts';
import { Jobs } from './jobs.ts';
import { loadSamplesWhenEmpty } from './load-sample.ts';
import { openStore } from './open-store.ts';
import { EditionRenderer } from './publishing/edition-renderer.ts';
import { ReferenceWorker } from './reading/reference-worker.ts';
import { readSettings, type Settings } from './settings.ts';
import { localUser } from './store/users.ts';

/** Header in which sign-in tells better-auth where a client came from. */
export const clientHeader = 'x-counterweight-client';

/** What lives as long as the program. */
export interface App {
  settings: Settings;
  open: OpenDatabase;
  jobs: Jobs;
  references: ReferenceWorker;
  editions: EditionRenderer;
  /** The local mode's door; null on a server. */
  door: LocalDoor | null;
  /** A server's accounts; null in local mode. */
  auth: Auth | null;
  firstOwner: FirstOwnerLink;
  /** What to tell the person who started the program, given the address it listens on. */
  announce: (origin: string) => Promise<string[]>;
  /** A fresh address that opens the program in a browser; null on a server. */
  makeEntrance: (origin: string) => string | null;
  close: () => Promise<void>;
}

/** One in a process, also when a development server loads modules anew. The launcher finds it by the same name. */
const place = Symbol.for('counterweight.app');
const holder = globalThis as { [place]?: App };

export function getApp(): App {
  const app = holder[place];
  if (!app) throw new Error('The program has not been started: startApp comes first.');
  return app;
}

/** Opens the database and everything that lives beside it. */
export async function startApp(
  environment: Record<string, string | undefined>,
  say: (line: string) => void = (line) => console.error(line),
): Promise<App> {
  if (holder[place]) return holder[place];
  const settings = readSettings(environment);
  const open = await openStore(settings, say);
  const secret = readSecret(settings.dataFolder);
  const references = new ReferenceWorker();
  const jobs = new Jobs({ open, dataFolder: settings.dataFolder, references });
  const door = settings.mode === 'local' ? new LocalDoor(secret) : null;
  const origin = settings.origin ?? `http://${settings.host}:${settings.port}`;
  const auth = settings.mode === 'server' ? makeAuth(open, { secret, origin, clientHeader }) : null;
  const firstOwner = new FirstOwnerLink();
  const app: App = {
    settings,
    open,
    jobs,
    references,
    editions: new EditionRenderer(),
    door,
    auth,
    firstOwner,
    makeEntrance: (origin) => door && `${origin}/open?key=${door.makeKey()}`,
    announce: async (origin) => {
      const where = `Data: ${settings.databaseAddress.startsWith('file:') ? settings.dataFolder : 'PostgreSQL, and ' + settings.dataFolder}`;
      if (door) return [`Open ${app.makeEntrance(origin)}`, where];
      const key = await firstOwner.prepare(open.db);
      const link = key ? [`Make the owner's account, once, at ${origin}/setup?key=${key}`] : [];
      return [`Serving ${origin}`, ...link, where];
    },
    close: async () => {
      await jobs.stop();
      await references.close();
      await open.close();
      delete holder[place];
    },
  };
  const acting = { db: open.db, dialect: open.dialect, userId: localUser.id };
  await loadSamplesWhenEmpty(acting, (items) => references.cite(items));
  await jobs.resume();
  holder[place] = app;
  return app;
}
