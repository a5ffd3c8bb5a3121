import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { makeEstimate } from '../../../../tests/datasets/make-estimate.ts';
import type { Estimate } from '../coding/estimate.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { placePValues } from './p-values.ts';
import { Selection } from './selection.ts';
import { sizeOfFactor } from './size.ts';

const small = { relation: '<', value: 0.01 } as const;

function place(...facts: Partial<Estimate>[]) {
  const estimates = facts.map((one, at) => makeEstimate(`E${at}`, 'A', { p: small, ...one }));
  const dataset = makeDataset([], { A: {} }, { estimates });
  return placePValues(
    sizeOfFactor(new Selection(indexEvidence(dataset), defaultChoices, 0), 'leadership').effects,
  );
}

describe('p values that can be set against n', () => {
  it('are placed on the side of their direction, pooled or not', () => {
    const { placed, unplaced, silent } = place(
      {},
      { value: -0.2 },
      { type: 'odds_ratio', value: 0.8 },
      { type: 'standardised_beta', value: 0.2 },
    );
    expect(placed.map(({ sign, n }) => [sign, n])).toEqual([
      [1, 100],
      [-1, 100],
      [-1, 100],
      [1, 100],
    ]);
    expect([unplaced, silent]).toEqual([0, 0]);
  });

  it.each<Partial<Estimate>>([
    { type: 'r_squared' },
    { value: 0 },
    { type: 'odds_ratio', value: 1 },
    { n: null },
    { n: 2 },
    { nUnit: 'samples' },
    { p: { relation: '=', value: 0 } },
  ])('have no place with %j', (facts) => {
    expect(place(facts)).toEqual({ placed: [], unplaced: 1, silent: 0 });
  });

  it('are counted where there is none', () => {
    expect(place({ p: null })).toEqual({ placed: [], unplaced: 0, silent: 1 });
  });
});
