import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPublicRoute } from '#lib/server/http/public-routes.ts';
import { root } from './read-imports.ts';

/** The functions of a route's file that answer requests, with their bodies. */
function readHandlers(text: string): { name: string; body: string }[] {
  const found: { name: string; body: string }[] = [];
  const functions = /export (?:async )?function (load|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|fallback)\b/g;
  for (const match of text.matchAll(functions))
    found.push({ name: match[1], body: bodyFrom(text, match.index) });
  const actions = text.indexOf('export const actions');
  if (actions >= 0) {
    const inside = bodyFrom(text, actions);
    for (const match of inside.matchAll(/^ {2}(\w+): async \(/gm)) {
      found.push({ name: match[1], body: bodyFrom(inside, match.index) });
    }
  }
  return found;
}

/** From the first brace after a parameter list to the brace that closes it. */
function bodyFrom(text: string, at: number): string {
  const start = text.slice(at).search(/(=>|\)|=|\): [^{]*) \{\n/) + at;
  const open = text.indexOf('{\n', start);
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return text.slice(open + 1, i);
  }
  return text.slice(open);
}

const files = globSync('src/routes/**/+*.ts', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\+(page|layout)\.server\.ts$|\+server\.ts$/.test(file));

const handlers = files.flatMap((file) => {
  const route = file.slice('src/routes'.length).replace(/\/\+[^/]*$/, '') || '/';
  return readHandlers(readFileSync(join(root, file), 'utf8')).map((handler) => ({ ...handler, file, route }));
});

/** Handlers that ask nobody because they do nothing but lead on. */
const leadsOn = new Set(['/sign-out load']);

describe('every handler asks first who is asking', () => {
  it('finds the handlers at all', () => {
    expect(handlers.length).toBeGreaterThan(20);
    expect(handlers.map(({ name }) => name)).toContain('saveClaim');
  });

  it.each(handlers.filter(({ route, name }) => !isPublicRoute(route) && !leadsOn.has(`${route} ${name}`)))(
    '$file: $name',
    ({ body }) => {
      const first = body.trim().split('\n')[0];
      expect(first).toMatch(/require(User|Review)\(event/);
    },
  );
});
