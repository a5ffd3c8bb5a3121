import { describe, expect, it } from 'vitest';
import { folders, packages } from '../../scripts/house-arrows.js';
import { exists, listSources, readImports, type Import } from './read-imports.ts';

const sources = listSources();
const imports = sources.flatMap(readImports);

function folderOf(file: string): keyof typeof folders {
  const fitting = (Object.keys(folders) as (keyof typeof folders)[]).filter((folder) =>
    file.startsWith(`${folder}/`),
  );
  return fitting.sort((a, b) => b.length - a.length)[0];
}

const told = ({ file, specifier }: Import) => `${file} → ${specifier}`;

describe('imports follow the arrows of the house', () => {
  it('finds the imports at all', () => {
    expect(imports.length).toBeGreaterThan(500);
  });

  it('leads to files that are there', () => {
    const generated = /\$types/;
    const lost = imports.filter(
      ({ target, specifier }) => target !== null && !generated.test(specifier) && !exists(target),
    );
    expect(lost.map(told)).toEqual([]);
  });

  it('goes only where an arrow goes', () => {
    const crossing = imports.filter(({ file, target, specifier }) => {
      if (target === null || specifier.includes('$types') || !/^(src|db|scripts)\//.test(target))
        return false;
      return !folders[folderOf(file)].mayImport.includes(folderOf(target));
    });
    expect(crossing.map(told)).toEqual([]);
  });

  it('keeps packages where they belong', () => {
    const inside = (file: string, places: string[]) =>
      places.some((place) => file === place || file.startsWith(`${place}/`));
    const astray = imports.filter(({ file, target, specifier }) => {
      if (target !== null || file.startsWith('scripts/')) return false;
      const rule = packages.find(({ name }) => name.test(specifier));
      if (!rule) return false;
      return rule.onlyIn ? !inside(file, rule.onlyIn) : inside(file, rule.notIn ?? []);
    });
    expect(astray.map(told)).toEqual([]);
  });

  it('has no circles', () => {
    const edges = new Map(
      sources.map((file) => [file, readImports(file).flatMap(({ target }) => target ?? [])]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: string[]) => {
      if (path.includes(file)) return circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file)) return;
      for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of sources) visit(file, []);
    // A component may draw itself, as text within text does.
    expect(circles.filter((circle) => !/^(\S+) → \1$/.test(circle))).toEqual([]);
  });
});

describe('the core', () => {
  const core = sources.filter((file) => file.startsWith('src/lib/core/'));

  it('knows no clock and no randomness but its own', async () => {
    const { readFileSync } = await import('node:fs');
    const unruly = core.filter((file) =>
      /\bDate\.now\(|new Date\(\)|Math\.random\(/.test(readFileSync(file, 'utf8')),
    );
    expect(unruly).toEqual([]);
  });
});
