import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isPublicRoute } from '#lib/server/http/public-routes.ts';
import { root } from './read-imports.ts';

const files = globSync('src/routes/e/**/+server.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));

it('finds the handlers behind links at all', () => {
  expect(files.length).toBeGreaterThanOrEqual(3);
});

it.each(files)('%s asks the link first, and answers reading only', (file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const handlers = [...text.matchAll(/export (?:async )?function (\w+)\([^)]*\)[^{]*\{\n(.*)\n/g)];
  // A passphrase is sent, not read; it changes nothing.
  const allowed = file === 'src/routes/e/[token]/+server.ts' ? ['GET', 'POST'] : ['GET'];
  expect(handlers.map(([, name]) => name)).toEqual(allowed);
  for (const [, , first] of handlers) expect(first).toMatch(/await openEdition\(event[,)]/);
  expect(isPublicRoute(file.slice('src/routes'.length).replace(/\/\+server\.ts$/, ''))).toBe(true);
});
