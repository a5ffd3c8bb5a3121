import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { isDataset, packDataset, unpackDataset } from './pack-dataset.ts';

describe('a packed dataset', () => {
  it('is the same again', () => {
    const sample = loadSampleDataset();
    expect(unpackDataset(packDataset(sample))).toEqual(sample);
    expect(unpackDataset(packDataset(makeDataset([])))).toEqual(makeDataset([]));
    fc.assert(
      fc.property(anyDataset, (dataset) => {
        expect(unpackDataset(packDataset(dataset))).toEqual(dataset);
      }),
    );
  });

  it('is shorter than its JSON where values repeat', () => {
    const many = makeDataset(
      Array.from({ length: 500 }, (_, at) => [`S${at % 50}`, 'trust', { setting: 'inter_organisational' }]),
    );
    expect(packDataset(many).length * 4).toBeLessThan(JSON.stringify(many).length);
  });

  it('is told from other values', () => {
    expect(isDataset(makeDataset([]))).toBe(true);
    for (const other of [null, 1, 'claims', [], {}, { claims: [], studies: [] }])
      expect(isDataset(other)).toBe(false);
    expect(() => unpackDataset('')).toThrow(SyntaxError);
  });
});
