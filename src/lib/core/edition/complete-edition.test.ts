import { describe, expect, it } from 'vitest';
import { makeCasesDataset, makeLipsetTable } from '../../../../tests/datasets/lipset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { completeEdition } from './complete-edition.ts';
import type { Edition } from './edition.ts';
import { makeEdition, sha256 } from './make-edition.ts';

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

describe('an edition of today', () => {
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
