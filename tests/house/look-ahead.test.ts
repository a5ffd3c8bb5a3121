/** Each page says in its head what src/hooks.client.ts shall work out before it lives; what it says must be what it asks for. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './read-imports.ts';

const wanted = (text: string) => /<meta name="look-ahead" content="(\w+)" \/>/.exec(text)?.[1] ?? 'nothing';

function asksFor(text: string): string {
  if (text.includes('sideAddress(')) return 'comparison';
  if (text.includes('new Workbench(')) return 'weighing';
  return text.includes('indexEvidence(') ? 'index' : 'nothing';
}

const pages = globSync('src/routes/**/*.svelte', { cwd: root }).map((file) => ({
  file,
  text: readFileSync(join(root, file), 'utf8'),
}));

it('finds pages of each kind', () => {
  expect(new Set(pages.map(({ text }) => asksFor(text)))).toEqual(
    new Set(['comparison', 'weighing', 'index', 'nothing']),
  );
});

it.each(pages)('$file says what it asks for', ({ text }) => {
  expect(wanted(text)).toBe(asksFor(text));
});
