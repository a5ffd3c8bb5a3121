/** The development server, on a data folder of its own so that no experiment touches real work. */
import { spawn } from 'node:child_process';
import { createServer } from 'vite';
import { dirname, join } from 'node:path';
import type { App } from '../src/lib/server/app.ts';
import { largestRequest } from '../src/lib/server/limits.ts';
import { projectRoot } from '../src/lib/server/project-root.ts';
import { readSettings } from '../src/lib/server/settings.ts';

const { dataFolder } = readSettings(process.env);
const port = Number(process.env.PORT || 5173);
const origin = `http://127.0.0.1:${port}`;
Object.assign(process.env, {
  DATA_DIR: process.env.DATA_DIR ?? join(dirname(dataFolder), 'counterweight-dev'),
  PORT: String(port),
  ORIGIN: origin,
  BODY_SIZE_LIMIT: String(largestRequest),
});

// Editions need the viewer, which is a bundle of its own.
spawn(process.execPath, [join(projectRoot, 'scripts', 'build-viewer.ts')], { stdio: 'inherit' });
const server = await createServer({ server: { port, host: '127.0.0.1', strictPort: true } });
await server.listen();
// The first request starts the program, which then knows the way in.
await fetch(`${origin}/open`).catch(() => undefined);
const app = (globalThis as { [key: symbol]: App | undefined })[Symbol.for('counterweight.app')];
for (const line of (await app?.announce(origin)) ?? []) console.log(line);
