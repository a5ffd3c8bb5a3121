import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { findBehind, readTarget } from './behind.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { defaultMapChoices } from './map-choices.ts';
import { countFilterOptions, yearRange } from './map-counts.ts';
import { Selection } from './selection.ts';
import { countPlaces, countYears } from './where-when.ts';

const dataset = makeDataset(
  [
    ['A', 'trust', { direction: 'positive' }],
    ['A', 'power', { direction: 'negative' }],
    ['B', 'trust'],
    ['C', 'trust'],
    ['D', 'trust', { direction: 'null' }],
  ],
  {
    A: { countries: ['US', 'NL'], tier: 'A', references: ['r2003'], forms: ['pilot'] },
    B: { countries: ['US'], tier: 'S1', references: ['r2011', 'r2003'], forms: ['pilot', 'fund'] },
    C: { references: [] },
    D: { countries: ['US', 'US'], tier: 'E', references: ['r2011'] },
  },
  {
    references: [2003, 2011].map((year) => ({
      id: `r${year}`,
      citeKey: `r${year}`,
      label: '',
      citation: '',
      year,
      url: null,
    })),
  },
);
const evidence = indexEvidence(dataset);

describe('where', () => {
  const places = countPlaces(evidence.pieces, evidence);

  it('divides a study over its countries, and counts what does not say where', () => {
    expect(places.places.map(({ country, studies, weight }) => [country, studies, weight])).toEqual([
      ['US', 3, 2.5],
      ['NL', 1, 0.5],
      ['not_stated', 1, 1],
    ]);
    expect(places).toMatchObject({ studies: 4, several: 1 });
    expect(places.places.reduce((sum, { weight }) => sum + weight, 0)).toBe(4);
  });

  it('opens the studies of a place', () => {
    const selection = new Selection(evidence, defaultChoices, 0);
    for (const { opens, studies } of places.places)
      expect(findBehind(selection, readTarget(opens)!)).toHaveLength(studies);
  });
});

describe('when', () => {
  it('takes the first report of a study, its tier and its direction as a whole', () => {
    const { years, undated, studies } = countYears(evidence.pieces, evidence);
    expect(years.map(({ year, studies: k }) => [year, k])).toEqual([
      [2003, 2],
      [2011, 1],
    ]);
    expect(years[0]).toMatchObject({
      tiers: { strong: 1, review: 1 },
      directions: { mixed: 1, positive: 1 },
    });
    expect(years[1]).toMatchObject({ tiers: { weak: 1 }, directions: { null: 1 } });
    expect([undated, studies]).toEqual([1, 4]);
  });

  it('knows the years of the review', () => {
    expect(yearRange(evidence)).toEqual([2003, 2011]);
    expect(yearRange(indexEvidence(makeDataset([])))).toBeNull();
  });
});

it('counts what each filter would leave beside the others', () => {
  const counted = (filters = {}) => {
    const choices = { ...defaultMapChoices, filters: { ...defaultMapChoices.filters, ...filters } };
    const form = countFilterOptions(evidence.pieces, evidence, choices, 'form');
    const country = countFilterOptions(evidence.pieces, evidence, choices, 'country');
    const show = (options: typeof form) => options.map(({ key, count }) => `${key} ${count}`);
    return { form: show(form), country: show(country) };
  };
  expect(counted()).toEqual({
    form: ['fund 1', 'pilot 2', 'not_stated 2'],
    country: ['NL 1', 'US 3', 'not_stated 1'],
  });
  // A filter does not narrow its own list, but all others.
  expect(counted({ form: ['fund'] })).toEqual({
    form: ['fund 1', 'pilot 2', 'not_stated 2'],
    country: ['US 1'],
  });
});
