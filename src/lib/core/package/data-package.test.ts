import { describe, expect, it } from 'vitest';
import { readCsv } from '../csv/read.ts';
import { canonicalJson } from '../edition/canonical-json.ts';
import { emptyFields } from '../edition/edition-face.ts';
import { makeEdition } from '../edition/make-edition.ts';
import { readCodebook } from '../codebook/read-codebook.ts';
import { CodebookIndex } from '../codebook/codebook.ts';
import { readReviewTables, tableFiles } from '../coding/review-folder.ts';
import { loadCraftDataset, loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { makeDataPackage } from './make-data-package.ts';
import { readDataPackage } from './read-data-package.ts';
import { readZip } from './unzip.ts';
import { writeZip } from './zip.ts';
import type { TableSchema } from './table-schema.ts';

const facts = {
  number: 3,
  publishedAt: '2026-11-23T10:00:00.000Z',
  view: '',
  software: 'Counterweight 0.1.0',
};

function sample() {
  const dataset = loadSampleDataset();
  const references = dataset.studies.map(({ key, label }) => ({
    id: key,
    citeKey: key,
    label,
    citation: `Cited: ${label}`,
    year: 2002,
    url: null,
  }));
  return { ...dataset, references, evidenceTo: '2026-11-20T00:00:00.000Z' };
}

const library = sample().references.map(({ id, label }) => ({
  id,
  type: 'article-journal' as const,
  title: `About ${label}`,
  author: [{ family: label.split(' ')[0], given: 'A.' }],
  issued: { 'date-parts': [[2002]] },
  abstract: 'Not ours to publish.',
  note: 'private',
}));

const { edition, hash, payload } = await makeEdition(sample(), facts, library);
const zip = makeDataPackage(edition, hash);
const textsOf = (bytes: Uint8Array) =>
  new Map(readZip(bytes).map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
const files = textsOf(zip);
const json = (path: string) => JSON.parse(files.get(path)!);

describe('a data package', () => {
  it('holds the edition, its tables, its references, its scripts and what describes them', () => {
    const scripts = [...files.keys()].filter((path) => path.startsWith('r/'));
    expect([...files.keys()].filter((path) => !scripts.includes(path)).sort()).toEqual(
      [
        'README.txt',
        'data/case-tables.csv',
        'data/cases.csv',
        'data/certainty.csv',
        'data/claims.csv',
        'data/codebook.json',
        'data/codes.csv',
        'data/estimates.csv',
        'data/factors.csv',
        'data/head-to-head.csv',
        'data/library.bib',
        'data/library.ris',
        'data/outcomes.csv',
        'data/review.json',
        'data/studies.csv',
        'datapackage.json',
        'edition.json',
        'edition.schema.json',
        'manifest-sha256.txt',
        'ro-crate-metadata.json',
      ].sort(),
    );
    expect(scripts).toContain('r/run-all.R');
    expect(scripts).toContain('r/shares/shares.R');
    expect(scripts).toContain('r/shares/claims.csv');
    expect(files.get('edition.json')).toBe(payload);
    expect(files.get('data/library.bib')!.match(/^@article/gm)).toHaveLength(91);
    expect(files.get('data/library.ris')!.match(/^TY {2}- JOUR/gm)).toHaveLength(91);
    expect(files.get('edition.json')).not.toContain('Not ours to publish');
    expect(files.get('data/library.ris')).not.toMatch(/Not ours to publish|private/);
  });

  it('has the same bytes each time', () => {
    expect(makeDataPackage(edition, hash)).toEqual(zip);
    expect(() => makeDataPackage({ ...edition, number: 4 }, hash)).toThrow(RangeError);
  });

  it('is described so that every cell fits its column and every key leads somewhere', () => {
    const { resources } = json('datapackage.json');
    const tables = new Map<string, { schema: TableSchema; rows: Record<string, string>[] }>(
      resources
        .filter(({ schema }: { schema?: TableSchema }) => schema)
        .map(({ name, path, schema }: { name: string; path: string; schema: TableSchema }) => [
          name,
          { schema, rows: readCsv(files.get(path)!).rows.map(({ cells }) => cells) },
        ]),
    );
    expect([...tables.keys()]).toHaveLength(10);
    let checked = 0;
    const wrong: string[] = [];
    for (const [name, { schema, rows }] of tables) {
      const { fields, primaryKey, foreignKeys = [] } = schema;
      expect(fields.map((field) => field.name)).toEqual(readCsv(files.get(`data/${name}.csv`)!).header);
      for (const row of rows) {
        for (const { name: field, type, constraints = {} } of fields) {
          const cell = row[field];
          checked++;
          const told = `${name}.${field}: "${cell}"`;
          if (cell === '') {
            if (constraints.required) wrong.push(`${told} is required`);
            continue;
          }
          if (constraints.enum && !constraints.enum.includes(cell)) wrong.push(`${told} is not in its list`);
          if (type === 'integer' && !/^-?\d+$/.test(cell)) wrong.push(`${told} is no whole number`);
          if (type === 'number' && !Number.isFinite(Number(cell))) wrong.push(`${told} is no number`);
          if (type === 'boolean' && !/^(true|false)$/.test(cell)) wrong.push(`${told} is no truth value`);
        }
        for (const { fields: field, reference } of foreignKeys) {
          const there = tables
            .get(reference.resource)!
            .rows.some((one) => one[reference.fields] === row[field]);
          if (row[field] !== '' && !there) wrong.push(`${name}.${field}: "${row[field]}" leads nowhere`);
        }
      }
      if (primaryKey) expect(new Set(rows.map((row) => row[primaryKey])).size).toBe(rows.length);
    }
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(5000);
  });

  it('is a valid descriptor also where tables and lists of codes are empty', async () => {
    const craft = await makeEdition(loadCraftDataset(), facts);
    const inside = textsOf(makeDataPackage(craft.edition, craft.hash));
    const { resources } = JSON.parse(inside.get('datapackage.json')!);
    expect(craft.edition.dataset.codebook.lists.styles).toEqual([]);
    expect(readCsv(inside.get('data/certainty.csv')!).rows).toEqual([]);
    const names = resources.map(({ name }: { name: string }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[-a-z0-9._/]+$/);
    // Wherever the profile of data packages has a list, it has one of at least one item.
    const empty: string[] = [];
    const walk = (value: unknown, place: string): void => {
      if (Array.isArray(value) && value.length === 0) empty.push(place);
      if (value && typeof value === 'object')
        for (const [key, inner] of Object.entries(value)) walk(inner, `${place}/${key}`);
    };
    for (const one of [JSON.parse(inside.get('datapackage.json')!), json('datapackage.json')]) walk(one, '');
    expect(empty).toEqual([]);
  });

  it('says that it is a data package of version 2, and what readers of version 1 look for', async () => {
    const fields = { ...emptyFields, authors: 'Lee, A.' };
    const made = await makeEdition(sample(), { ...facts, fields }, library);
    const written = readZip(makeDataPackage(made.edition, made.hash));
    const text = new TextDecoder().decode(written.find(({ path }) => path === 'datapackage.json')!.bytes);
    const { $schema, profile, contributors, resources } = JSON.parse(text);
    expect([$schema, profile]).toEqual([
      'https://datapackage.org/profiles/2.0/datapackage.json',
      'data-package',
    ]);
    expect(contributors).toEqual([{ title: 'Lee, A.', role: 'author', roles: ['author'] }]);
    const tables = resources.filter(({ schema }: { schema?: TableSchema }) => schema);
    expect(tables.map(({ type }: { type: string }) => type)).toEqual(Array(10).fill('table'));
    const names = resources.map(({ name }: { name: string }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has tables that read back as the rows they were written from', () => {
    const { codebook } = readCodebook(json('data/codebook.json'));
    const texts = Object.fromEntries(
      Object.entries(tableFiles).map(([table, file]) => [table, files.get(`data/${file}`)]),
    );
    const { issues, ...tables } = readReviewTables(texts, new CodebookIndex(codebook!));
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(tables.claims.map(({ facts }) => facts)).toEqual(
      edition.dataset.claims.map(({ id: _i, key: _k, study: _s, ...rest }) => rest),
    );
  });

  it('names every file in its crate, in its manifest and in its readme', () => {
    const graph = json('ro-crate-metadata.json')['@graph'] as { '@id': string; '@type': string }[];
    const parts = graph.filter((entity) => entity['@type'] === 'File').map((entity) => entity['@id']);
    const others = [...files.keys()].filter((path) => path !== 'ro-crate-metadata.json');
    expect(parts.sort()).toEqual(others.sort());
    const [descriptor, root] = graph as unknown as Record<string, { '@id': string }>[];
    expect(descriptor.about['@id']).toBe('./');
    expect(root).toMatchObject({ license: { '@id': '#licence' }, datePublished: '2026-11-23' });
    for (const path of files.keys()) {
      if (path !== 'README.txt') expect(files.get('README.txt')).toContain(`  ${path} `);
      if (path !== 'manifest-sha256.txt') expect(files.get('manifest-sha256.txt')).toContain(`  ${path}\n`);
    }
  });

  it('takes authors and DOI from the face of its edition', async () => {
    const fields = { authors: 'Lee, A.; García, B.', doi: '10.1234/abc', nextUpdate: null };
    const faced = await makeEdition(sample(), { ...facts, fields }, library);
    const inside = textsOf(makeDataPackage(faced.edition, faced.hash));
    expect(JSON.parse(inside.get('datapackage.json')!)).toMatchObject({
      id: 'https://doi.org/10.1234/abc',
      contributors: [{ title: 'Lee, A.' }, { title: 'García, B.' }],
    });
    expect(inside.get('README.txt')).toContain('Authors: Lee, A.; García, B.');
  });

  it('says under what terms and by whom, where that is known', () => {
    const extras = {
      license: { name: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
      authors: ['Ada Lee'],
    };
    const told = textsOf(makeDataPackage(edition, hash, extras));
    expect(JSON.parse(told.get('datapackage.json')!)).toMatchObject({
      licenses: [{ name: 'CC-BY-4.0' }],
      contributors: [{ title: 'Ada Lee' }],
    });
    expect(told.get('README.txt')).toContain('Licence: CC-BY-4.0');
    expect(files.get('README.txt')).toContain('No licence was stated');
  });

  it('says the licence of its edition wherever programs look for one', async () => {
    const fields = { license: 'CC-BY-SA-4.0' } as const;
    const licensed = await makeEdition(
      sample(),
      { ...facts, fields, checkAt: 'https://maps.example' },
      library,
    );
    const inside = textsOf(makeDataPackage(licensed.edition, licensed.hash));
    const url = 'https://creativecommons.org/licenses/by-sa/4.0/';
    const title = 'Creative Commons Attribution-ShareAlike 4.0 International';
    expect(JSON.parse(inside.get('datapackage.json')!).licenses).toEqual([
      { name: 'CC-BY-SA-4.0', path: url, title },
    ]);
    const graph = JSON.parse(inside.get('ro-crate-metadata.json')!)['@graph'] as Record<string, unknown>[];
    expect(graph.find((entity) => entity['@id'] === './')).toMatchObject({ license: { '@id': url } });
    expect(graph.find((entity) => entity['@id'] === url)).toMatchObject({
      name: title,
      identifier: 'CC-BY-SA-4.0',
      description: expect.stringContaining('quotations remain'),
    });
    expect(inside.get('README.txt')).toContain(`Licence: ${title}, CC-BY-SA-4.0, ${url}.`);
    expect(inside.get('README.txt')).toContain(`https://maps.example/p/${licensed.hash}/status`);
    expect(json('datapackage.json')).not.toHaveProperty('licenses');
    expect(files.get('README.txt')).not.toContain('/status');
  });

  it('guards text that a spreadsheet would run', async () => {
    const dataset = sample();
    dataset.studies[0].label = '=cmd|calc';
    const hostile = await makeEdition(dataset, facts, library);
    const written = readZip(makeDataPackage(hostile.edition, hostile.hash));
    const text = new TextDecoder().decode(written.find(({ path }) => path === 'data/studies.csv')!.bytes);
    expect(text).toContain("'=cmd|calc");
    expect(
      readDataPackage(makeDataPackage(hostile.edition, hostile.hash)).edition!.dataset.studies[0].label,
    ).toBe('=cmd|calc');
  });
});

describe('reading a data package', () => {
  it('gives the edition back', () => {
    const back = readDataPackage(zip);
    expect(back.issues).toEqual([]);
    expect(back.hash).toBe(hash);
    expect(canonicalJson(back.edition)).toBe(payload);
  });

  it('refuses one that was cut short or changed, and says so', () => {
    expect(readDataPackage(zip.subarray(0, zip.length - 7)).issues[0].message).toMatch(/cut short/);
    const changed = zip.slice();
    changed[Math.floor(zip.length / 2)] ^= 1;
    expect(readDataPackage(changed)).toMatchObject({ edition: null, issues: [{ code: 'package-broken' }] });
  });

  it('refuses files that its manifest does not know, or knows otherwise', () => {
    const whole = readZip(zip);
    const replaced = (path: string, text: string) =>
      writeZip(
        [...whole.filter((file) => file.path !== path), { path, bytes: new TextEncoder().encode(text) }],
        facts.publishedAt,
      );
    const message = (bytes: Uint8Array) => readDataPackage(bytes).issues[0].message;
    expect(message(replaced('data/claims.csv', 'claim_id\n'))).toMatch(/"data\/claims.csv" was changed/);
    expect(message(replaced('extra.txt', 'x'))).toMatch(/which its manifest does not name/);
    expect(message(writeZip(whole.slice(0, -1), facts.publishedAt))).toMatch(/lacks/);
    expect(message(writeZip([{ path: 'a.txt', bytes: new Uint8Array() }], '2026-01-01'))).toMatch(
      /no data package/,
    );
  });

  it('refuses an edition that names what is not there, whatever its manifest says', async () => {
    const dataset = sample();
    dataset.claims[0].study = 'nowhere';
    dataset.claims[1].strength = 'enormous';
    const bad = await makeEdition(dataset, facts, library);
    const { issues } = readDataPackage(makeDataPackage({ ...bad.edition }, bad.hash));
    expect(issues.map(({ message }) => message)).toEqual([
      expect.stringMatching(/names the study "nowhere"/),
      expect.stringMatching(/code of claimStrengths "enormous"/),
    ]);
  });

  it('reads an edition of before certainty and records of references were kept', async () => {
    const { certainty: _, ...dataset } = edition.dataset;
    const { library: __, ...rest } = edition;
    const old = { ...rest, dataset } as typeof edition;
    const { sha256 } = await import('../edition/make-edition.ts');
    const oldZip = makeDataPackage(old, await sha256(canonicalJson(old)));
    const back = readDataPackage(oldZip);
    expect(back.issues).toEqual([]);
    expect(back.edition!.dataset.certainty).toEqual([]);
    const readme = readZip(oldZip).find(({ path }) => path === 'README.txt')!;
    expect(new TextDecoder().decode(readme.bytes)).toContain('frozen before records of references were kept');
  });
});
