import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import type { Dataset } from '../coding/dataset.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { computeEvidenceMap } from './evidence-map.ts';
import { Selection } from './selection.ts';
import { weigh } from './weighing.ts';

const draws = 20;
const weighed = (dataset: Dataset, choices: Choices = defaultChoices) => {
  const selection = new Selection(indexEvidence(dataset), choices, draws);
  return { ...weigh(selection), map: computeEvidenceMap(selection, 'leadership') };
};

describe('the digits of an answer', () => {
  it('do not depend on the order of studies and claims', () => {
    const shuffled = anyDataset.chain((dataset) =>
      fc.record({
        dataset: fc.constant(dataset),
        studies: fc.shuffledSubarray(dataset.studies, { minLength: dataset.studies.length }),
        claims: fc.shuffledSubarray(dataset.claims, { minLength: dataset.claims.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, anyChoices, ({ dataset, studies, claims }, choices) => {
        expect(weighed({ ...dataset, studies, claims }, choices)).toEqual(weighed(dataset, choices));
      }),
      { numRuns: 60 },
    );
    expect.hasAssertions();
  });

  it('do not depend on what the factors are called', () => {
    const rename = (key: string) => `x_${key}`;
    fc.assert(
      fc.property(anyDataset, (dataset) => {
        const { codebook, claims } = dataset;
        const renamed: Dataset = {
          ...dataset,
          codebook: {
            ...codebook,
            focalFactor: rename(codebook.focalFactor),
            factors: codebook.factors.map((factor) => ({
              ...factor,
              key: rename(factor.key),
              parent: factor.parent && rename(factor.parent),
            })),
          },
          claims: claims.map((claim) => ({ ...claim, factor: rename(claim.factor) })),
        };
        const plain = (value: object) => JSON.parse(JSON.stringify(value).replaceAll('x_', ''));
        const { map: _, ...before } = weighed(dataset);
        const { map: __, ...after } = weighed(renamed);
        expect(plain(after)).toEqual(plain(before));
      }),
      { numRuns: 30 },
    );
    expect.hasAssertions();
  });

  it('are the same for the same seed and others for another', () => {
    const dataset = makeDataset([
      ['A', 'leadership'],
      ['B', 'leadership'],
      ['B', 'trust'],
      ['C', 'power'],
      ['D', 'goals'],
      ['D', 'leadership'],
      ['D', 'trust'],
    ]);
    expect(weighed(dataset)).toEqual(weighed(structuredClone(dataset)));
    const [first, other] = [1, 2].map((seed) => weighed({ ...dataset, seed }));
    expect(first.said).not.toEqual(other.said);
    const shares = ({ said }: typeof first) => said.identified && said.rows.map(({ share }) => share);
    expect(shares(first)).toEqual(shares(other));
  });

  it('do not change the dataset', () => {
    fc.assert(
      fc.property(anyDataset, anyChoices, (dataset, choices) => {
        const before = structuredClone(dataset);
        weighed(dataset, choices);
        expect(dataset).toEqual(before);
      }),
      { numRuns: 20 },
    );
    expect.hasAssertions();
  });
});
