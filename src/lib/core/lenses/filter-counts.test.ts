import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { defaultChoices, notStated } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { listFilterOptions } from './filter-counts.ts';

const evidence = indexEvidence(
  makeDataset([
    ['a', 'leadership', { outcome: 'services' }],
    ['b', 'trust', { outcome: 'services' }],
    ['c', 'trust', { outcome: null, targetFactor: 'goals' }],
  ]),
);

describe('options of a filter', () => {
  it('are the values that claims have, with their number, and not stated', () => {
    expect(listFilterOptions(evidence, defaultChoices, 'outcome')).toEqual([
      { key: 'services', label: 'Services', count: 2 },
      { key: notStated, label: 'Not stated', count: 1 },
    ]);
  });

  it('hold what is chosen, though no claim has it', () => {
    const chosen = { ...defaultChoices, filters: { ...defaultChoices.filters, outcome: ['health'] } };
    const options = listFilterOptions(evidence, chosen, 'outcome');
    expect(options.map(({ key, count }) => [key, count])).toEqual([
      ['services', 2],
      ['health', 0],
      [notStated, 1],
    ]);
  });
});
