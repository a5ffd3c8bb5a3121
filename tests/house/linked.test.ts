import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isPublicRoute } from '#lib/server/http/public-routes.ts';
import { root } from './read-imports.ts';

const find = (pattern: string) => globSync(pattern, { cwd: root }).map((file) => file.replaceAll('\\', '/'));
const files = find('src/routes/e/**/+server.ts');
const publicFiles = find('src/routes/p/**/+server.ts');

/** The functions of a route that answer, each with its first line. */
function readHandlers(file: string) {
  const text = readFileSync(join(root, file), 'utf8');
  const handlers = text.matchAll(/export (?:async )?function (\w+)\([^)]*\)[^{]*\{\n(.*)\n/g);
  return [...handlers].map(([, name, first]) => ({ name, first }));
}

const routeOf = (file: string) => file.slice('src/routes'.length).replace(/\/\+server\.ts$/, '');

it('finds the handlers behind links at all', () => {
  expect(files.length).toBeGreaterThanOrEqual(3);
});

it.each(files)('%s asks the link first, and answers reading only', (file) => {
  const handlers = readHandlers(file);
  // A passphrase is sent, not read; it changes nothing.
  const allowed = file === 'src/routes/e/[token]/+server.ts' ? ['GET', 'POST'] : ['GET'];
  expect(handlers.map(({ name }) => name)).toEqual(allowed);
  for (const { first } of handlers) expect(first).toMatch(/await openEdition\(event[,)]/);
  expect(isPublicRoute(routeOf(file))).toBe(true);
});

it('finds the handlers of public editions at all', () => {
  expect(publicFiles.length).toBeGreaterThanOrEqual(7);
});

// Whoever holds a hash may ask how its edition stands, also where it is not public.
it.each(publicFiles.filter((file) => !file.includes('/status/')))(
  '%s asks first whether the edition is public, and answers reading only',
  (file) => {
    const handlers = readHandlers(file);
    expect(handlers.map(({ name }) => name)).toEqual(['GET']);
    expect(handlers[0].first).toMatch(/await openPublicEdition\(event\)/);
    expect(isPublicRoute(routeOf(file))).toBe(true);
  },
);
