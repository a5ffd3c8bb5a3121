import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../../tests/datasets/make-dataset.ts';
import { defaultChoices } from '../choices.ts';
import { indexEvidence } from '../evidence.ts';
import { Selection } from '../selection.ts';
import { rNumber } from './r-bundle.ts';
import { reproducePool } from './reproduce-pool.ts';
import { reproduceShares } from './reproduce-shares.ts';

describe('scripts hold no text of a review', () => {
  it('numbers alone get in', () => {
    expect(rNumber(-1e-7)).toBe('-1e-7');
    for (const value of [NaN, Infinity, '1', '1; system("x")', null, undefined, [1], { valueOf: () => 1 }]) {
      expect(() => rNumber(value as number)).toThrow(TypeError);
    }
  });

  it('the same script comes of the same numbers, whatever things are called', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, text, (label, key) => {
        const make = (label: string, key: string) => {
          const dataset = makeDataset([[key, 'leadership', { finding: label }]]);
          const factors = dataset.codebook.factors.map((factor) => ({ ...factor, label }));
          const evidence = indexEvidence({
            ...dataset,
            title: label,
            question: label,
            codebook: { ...dataset.codebook, factors, title: label },
          });
          return [
            reproduceShares(new Selection(evidence, defaultChoices, 0)),
            reproducePool([{ study: { key }, z: 0.1, variance: 0.01 }]),
          ];
        };
        const [shares, pool] = make(label, key);
        const [plainShares, plainPool] = make('A', 'A');
        expect(shares.script).toEqual(plainShares.script);
        expect(shares.tables[0]).toEqual(plainShares.tables[0]);
        expect(pool.script).toEqual(plainPool.script);
        expect(pool.tables[0]).toEqual(plainPool.tables[0]);
      }),
      { numRuns: 50 },
    );
  });

  it('keys and labels are guarded against spreadsheets', () => {
    const dataset = makeDataset([['A', 'leadership']]);
    const factors = dataset.codebook.factors.map((factor) => ({ ...factor, label: '=1+1' }));
    const evidence = indexEvidence({ ...dataset, codebook: { ...dataset.codebook, factors } });
    const { tables } = reproduceShares(new Selection(evidence, defaultChoices, 0));
    expect(tables[1].text.split('\n')[1]).toBe("1,leadership,'=1+1");
    const [, studies] = reproducePool([{ study: { key: '@x' }, z: 0, variance: 1 }]).tables;
    expect(studies.text).toBe("number,key\n1,'@x\n");
  });
});
