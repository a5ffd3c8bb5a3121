import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCorrelation, makeDataset } from '../../../../../tests/datasets/make-dataset.ts';
import { defaultChoices } from '../choices.ts';
import { indexEvidence } from '../evidence.ts';
import { Selection } from '../selection.ts';
import { rNumber } from './r-bundle.ts';
import { reproduceAll } from './reproduce-all.ts';
import { reproduceFunnel } from './reproduce-funnel.ts';
import { reproduceShares } from './reproduce-shares.ts';

describe('scripts hold no text of a review', () => {
  it('numbers alone get in', () => {
    expect(rNumber(-1e-7)).toBe('-1e-7');
    for (const value of [NaN, Infinity, '1', '1; system("x")', null, undefined, [1], { valueOf: () => 1 }]) {
      expect(() => rNumber(value as number)).toThrow(TypeError);
    }
  });

  it('the same scripts and numbers come of the same numbers, whatever things are called', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, text, (label, key) => {
        const make = (label: string, key: string) => {
          const estimates = [0.1, 0.4].map((value, at) => ({
            ...makeCorrelation(`${key}${at}`, 'leadership', 'process', value),
            id: String(at),
            key: String(at),
          }));
          const dataset = makeDataset(
            estimates.map((_, at) => [`${key}${at}`, 'leadership', { finding: label }]),
            {},
            { estimates },
          );
          const named = <One extends { label: string }>(concepts: readonly One[]) =>
            concepts.map((concept) => ({ ...concept, label }));
          const { factors, outcomes } = dataset.codebook;
          const evidence = indexEvidence({
            ...dataset,
            title: label,
            question: label,
            codebook: {
              ...dataset.codebook,
              factors: named(factors),
              outcomes: named(outcomes),
              title: label,
            },
          });
          const { script, tables } = reproduceAll(new Selection(evidence, defaultChoices, 0), {
            draws: 5,
            specifications: 5,
          });
          const isText = /(factors|outcomes|studies|variables|groups|options)\.csv$/;
          return [script, ...tables].filter(({ name }) => !isText.test(name));
        };
        expect(make(label, key)).toEqual(make('A', 'A'));
      }),
      { numRuns: 30 },
    );
  });

  it('keys and labels are guarded against spreadsheets', () => {
    const dataset = makeDataset([['A', 'leadership']]);
    const factors = dataset.codebook.factors.map((factor) => ({ ...factor, label: '=1+1' }));
    const evidence = indexEvidence({ ...dataset, codebook: { ...dataset.codebook, factors } });
    const { tables } = reproduceShares(new Selection(evidence, defaultChoices, 0));
    expect(tables[1].text.split('\n')[1]).toBe("1,leadership,'=1+1");
    const sized = { z: 0, variance: 1, study: { key: '@x' } };
    expect(reproduceFunnel([sized]).tables[1].text).toBe("number,key\n1,'@x\n");
  });
});
