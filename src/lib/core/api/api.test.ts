import { describe, expect, it } from 'vitest';
import type { LicenseKey } from '../edition/licenses.ts';
import { makeEdition } from '../edition/make-edition.ts';
import { loadSampleDataset, readExpected } from '../../../../tests/sample/sample-dataset.ts';
import { describeApi } from './openapi.ts';
import { OpenedEdition, readView } from './opened-edition.ts';
import { apiResources, findResource } from './resources.ts';

const facts = {
  number: 1,
  publishedAt: '2026-11-23T10:00:00.000Z',
  view: 'bundles=out',
  software: 'Counterweight 0.1.0',
};
const { edition, hash } = await makeEdition(loadSampleDataset(), facts);
const ask = (name: string, view: string | null = null) =>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test asks for what it expects, field by field
  findResource(name)!.answer!(new OpenedEdition(edition, hash, view)) as any;

describe('the API of an edition', () => {
  it.each(apiResources.filter(({ answer }) => answer).map(({ name }) => name))(
    'answers %s in the shape that it documents',
    (name) => {
      const answer = JSON.parse(JSON.stringify(ask(name)));
      const parsed = findResource(name)!.schema!.safeParse(answer);
      expect(parsed.error?.issues ?? []).toEqual([]);
      // Nothing is said that the documentation does not know.
      expect(parsed.data).toEqual(answer);
      expect(answer.edition).toMatchObject({ number: 1, hash });
    },
  );

  it('weighs the published view, or the one that is asked for', () => {
    expect(ask('weigh').view).toBe('bundles=out');
    const all = ask('weigh', '');
    const expected = readExpected();
    expect(all.ladder[0].shares.leadership).toBeCloseTo(expected.ladder[0].shares.leadership, 6);
    expect(all.ladder[0].k.leadership).toBe(expected.ladder[0].k.leadership);
    expect(ask('weigh', 'setting=inter_organisational').ladder[0].studies).toBeLessThan(91);
    expect(ask('weigh', 'stage=ending').lenses.said).toEqual({
      identified: false,
      reason: 'No claim passes the filters.',
    });
  });

  it('keeps nothing of a view that no choice has', () => {
    expect(readView('setting=x&evil=1', edition)).toBe('setting=x');
    expect(readView(null, edition)).toBe('bundles=out');
  });

  it('is documented resource by resource', () => {
    const { paths, openapi } = describeApi('Counterweight 0.1.0') as {
      openapi: string;
      paths: Record<string, { get: { operationId: string; parameters?: unknown[]; responses: object } }>;
    };
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(['/', ...apiResources.map(({ name }) => `/${name}`)]);
    const names = Object.values(paths).map(({ get }) => get.operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(paths['/weigh'].get.parameters).toHaveLength(1);
    expect(JSON.stringify(paths['/claims'])).toContain('"attribution"');
  });

  it('says the base where it is reached: relative behind a link, which stays secret, by its hash when public', () => {
    const describe = (publicHash: string | null) =>
      describeApi('Counterweight 0.1.0', { publicHash }) as { servers: { url: string }[] };
    const base = (from: string, publicHash: string | null) =>
      new URL(describe(publicHash).servers[0].url, `https://maps.example${from}/openapi.json`).pathname;
    expect(base('/e/secret/api', null)).toBe('/e/secret/api');
    expect(base(`/p/${hash}/api`, hash)).toBe(`/p/${hash}/api`);
    expect(JSON.stringify(describe(hash))).not.toMatch(/link was closed|link is closed/);
    expect(JSON.stringify(describe(null))).not.toContain(hash);
  });

  it('says the licence of the edition, in its description and in every answer', async () => {
    const info = (license: LicenseKey | null) =>
      (describeApi('Counterweight 0.1.0', { license }) as { info: object }).info;
    expect(info('CC0-1.0')).toMatchObject({
      license: { name: 'Creative Commons Zero 1.0 Universal', identifier: 'CC0-1.0' },
    });
    expect(info(null)).not.toHaveProperty('license');
    expect(ask('claims').edition.license).toBeNull();
    const licensed = await makeEdition(loadSampleDataset(), { ...facts, fields: { license: 'CC0-1.0' } });
    const opened = new OpenedEdition(licensed.edition, licensed.hash);
    const answer = findResource('claims')!.answer!(opened);
    expect(answer).toMatchObject({ edition: { license: { name: 'CC0-1.0' } } });
    expect(findResource('claims')!.schema!.safeParse(answer).success).toBe(true);
  });

  it('keeps for ever only what repeats the frozen edition, never what is computed or says how it stands', () => {
    expect(apiResources.filter(({ isFrozen }) => isFrozen).map(({ name }) => name)).toEqual([
      'edition.json',
      'studies',
      'claims',
      'estimates',
      'comparisons',
      'certainty',
    ]);
    const { dataset } = edition;
    for (const name of ['claims', 'estimates', 'comparisons', 'certainty'] as const)
      expect(ask(name).rows).toEqual(dataset[name]);
  });
});
