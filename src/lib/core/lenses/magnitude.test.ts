import { expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import type { Dataset } from '../coding/dataset.ts';
import { describeChange, takeStandpoint } from './change-words.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';
import { said } from './said.ts';
import { supported } from './supported.ts';

const magnitude: Choices = { ...defaultChoices, signs: 'magnitude' };
const select = (dataset: Dataset, choices: Choices) => new Selection(indexEvidence(dataset), choices, 0);
const shares = (dataset: Dataset, choices: Choices) => {
  const result = supported.compute(select(dataset, choices));
  return result.identified ? result.rows.slice(0, 2).map(({ share }) => share) : result.reason;
};

// Claims of one strength: leadership for and against in two studies, trust for in one.
const dataset = makeDataset([
  ['A', 'leadership'],
  ['B', 'leadership', { direction: 'negative' }],
  ['C', 'trust'],
]);

it('weighs a claim against a factor like one for it', () => {
  expect(shares(dataset, defaultChoices)).toEqual([0, 1]);
  expect(shares(dataset, magnitude)).toEqual([expect.closeTo(2 / 3), expect.closeTo(1 / 3)]);
});

it('still gives nothing to what finds no link, and half to what is mixed', () => {
  const other = makeDataset([
    ['A', 'leadership', { direction: 'mixed' }],
    ['B', 'trust', { direction: 'negative' }],
    ['C', 'power', { direction: 'null' }],
  ]);
  expect(shares(other, magnitude)).toEqual([expect.closeTo(1 / 3), expect.closeTo(2 / 3)]);
  const silent = makeDataset([['A', 'leadership', { direction: 'null' }]]);
  expect(shares(silent, magnitude)).toBe('No claim here finds a link, for or against.');
});

it('leaves what is said as it is', () => {
  const sample = loadSampleDataset();
  expect(said.compute(select(sample, magnitude))).toEqual(said.compute(select(sample, defaultChoices)));
});

it('says what it did to what is supported', () => {
  const at = (choices: Choices) => takeStandpoint(select(dataset, choices));
  const say = (before: Choices, after: Choices) =>
    describeChange(at(before), at(after))?.replaceAll('\u202f', ' ');
  expect(say(defaultChoices, magnitude)).toBe(
    'With claims against a factor weighed like claims for it, leadership goes from 0 to 67 % of what is supported.',
  );
  expect(say(magnitude, defaultChoices)).toBe(
    'With claims against a factor counted against it again, leadership goes from 67 to 0 % of what is supported.',
  );
});
