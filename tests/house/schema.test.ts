import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pictureColumns } from '../../scripts/schema/areas.ts';
import { drawTables } from '../../scripts/schema/draw.ts';
import { readTables } from '../../scripts/schema/read-tables.ts';
import { root } from './read-imports.ts';

const tables = await readTables();
const page = readFileSync(join(root, 'docs', 'schema.md'), 'utf8');

/** The text under a table's heading; undefined where it has none. */
function sectionOf(table: string): string | undefined {
  return page.split(/^#{2,3} /m).find((section) => section.startsWith(`\`${table}\`\n`));
}

describe('docs/schema.md', () => {
  it.each(tables.map(({ name, columns }) => ({ name, columns })))(
    'says what $name is, its key, and its version if it has one',
    ({ name, columns }) => {
      const section = sectionOf(name);
      expect(section, `docs/schema.md has no heading "### \`${name}\`"`).toBeDefined();
      for (const { name: column } of columns.filter(({ isKey }) => isKey)) {
        expect(section).toMatch(new RegExp(`Key[^.]*\`${column}\``, 's'));
      }
      if (columns.some(({ name, isKey }) => name === 'version' && !isKey))
        expect(section).toContain('`version`');
      if (columns.some(({ cascades }) => cascades)) expect(section).toMatch(/Goes with its/);
    },
  );

  it('describes no table that is not there', () => {
    const described = [...page.matchAll(/^### `(\w+)`$/gm)].map(([, name]) => name);
    expect(described.toSorted()).toEqual(tables.map(({ name }) => name));
  });

  it('calls nothing planned that is there already', () => {
    const headings = [...page.matchAll(/^- (.*?) \(planned\)/gm)].map(([, names]) => names);
    const planned = headings.flatMap((names) =>
      [...names.matchAll(/\*\*(\w+)\*\*/g)].map(([, name]) => name),
    );
    expect(planned.length).toBeGreaterThan(10);
    expect(planned.filter((name) => tables.some((table) => table.name === name))).toEqual([]);
  });
});

it('docs/schema.svg is what the database is; draw it anew with node scripts/draw-schema.ts', () => {
  expect(readFileSync(join(root, 'docs', 'schema.svg'), 'utf8')).toBe(drawTables(tables, pictureColumns));
});
