import { describe, expect, it } from 'vitest';
import { makeCasesDataset, makeLipsetTable } from '../../../../tests/datasets/lipset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { canonicalJson } from './canonical-json.ts';
import { completeEdition } from './complete-edition.ts';
import type { Edition } from './edition.ts';
import type { LicenseKey } from './licenses.ts';
import { makeEdition, sha256 } from './make-edition.ts';
import { readEdition } from './read-edition.ts';

const facts = {
  number: 1,
  publishedAt: '2026-11-23T10:00:00.000Z',
  view: '',
  software: 'Counterweight 0.1.0',
};

describe('an edition from before certainty could be judged', () => {
  it('opens with nothing judged, and keeps its payload and hash', async () => {
    const { certainty: _, ...older } = makeDataset([['A', 'trust']]);
    const { payload, hash } = await makeEdition({ ...older } as Edition['dataset'], facts);
    expect(payload).not.toContain('certainty');
    const stored = JSON.parse(payload) as Edition;
    expect(completeEdition(stored).dataset.certainty).toEqual([]);
    expect(stored.dataset).not.toHaveProperty('certainty');
    expect(await sha256(payload)).toBe(hash);
  });
});

describe('an edition from before cases could be coded', () => {
  it('opens with no table, and keeps its payload and hash', async () => {
    const { caseTables: _, ...older } = makeDataset([['A', 'trust']]);
    const { payload, hash } = await makeEdition({ ...older } as Edition['dataset'], facts);
    expect(payload).not.toContain('caseTables');
    const stored = JSON.parse(payload) as Edition;
    expect(completeEdition(stored).dataset.caseTables).toEqual([]);
    expect(stored.dataset).not.toHaveProperty('caseTables');
    expect(await sha256(payload)).toBe(hash);
  });
});

describe('an edition from before a licence could be stated', () => {
  it('opens with none, can be read, and keeps its payload and hash', async () => {
    const { edition } = await makeEdition(makeDataset([['A', 'trust']]), facts);
    const { license: _, ...face } = edition.face!;
    const payload = canonicalJson({ ...edition, face });
    const read = readEdition(JSON.parse(payload));
    expect(read.issues).toEqual([]);
    expect(read.edition!.face!.license).toBeNull();
    const stored = JSON.parse(payload) as Edition;
    expect(completeEdition(stored).face.license).toBeNull();
    expect(canonicalJson(stored)).toBe(payload);
    expect(stored.face).not.toHaveProperty('license');
  });
});

describe('an edition of today', () => {
  it('freezes its licence under its hash, and one that nobody knows can’t be read', async () => {
    const dataset = makeDataset([['A', 'trust']]);
    const make = (license: LicenseKey | null) => makeEdition(dataset, { ...facts, fields: { license } });
    const [none, by] = [await make(null), await make('CC-BY-4.0')];
    expect(by.payload).toContain('"license":"CC-BY-4.0"');
    expect(by.hash).not.toBe(none.hash);
    expect(readEdition(JSON.parse(by.payload)).edition!.face!.license).toBe('CC-BY-4.0');
    const other = by.payload.replace('"CC-BY-4.0"', '"<script>"');
    expect(readEdition(JSON.parse(other)).edition).toBeNull();
  });

  it('carries judgements with their reasons', async () => {
    const judgement = {
      id: 'j',
      key: 'J001',
      approach: 'grade',
      factor: 'trust',
      outcome: 'process',
      statement: '',
      studies: [],
      start: 'low',
      domains: [{ domain: 'imprecision', rating: '-1', reason: 'N = 90.', decidedAt: '2026-11-23' }],
      level: null,
      levelReason: '',
    } as const;
    const dataset = makeDataset([], {}, { certainty: [judgement as never] });
    const { payload } = await makeEdition(dataset, facts);
    expect(completeEdition(JSON.parse(payload)).dataset.certainty).toEqual([judgement]);
  });

  it('carries coded cases with their raw values and anchors', async () => {
    const table = makeLipsetTable('fuzzy', {
      outcome: { concept: 'process', anchors: { exclusion: -9, crossover: 0, inclusion: 10 } },
    });
    const { payload } = await makeEdition(makeCasesDataset([table]), facts);
    expect(completeEdition(JSON.parse(payload)).dataset.caseTables).toEqual([table]);
  });
});
