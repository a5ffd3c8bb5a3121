import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import type { Dataset } from '../coding/dataset.ts';
import { describeChange, takeStandpoint } from './change-words.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { indexEvidence, selectPieces } from './evidence.ts';
import { Selection } from './selection.ts';
import { countAnswers } from './switch-counts.ts';
import { switchNames, type SwitchName, type SwitchPosition } from './switches.ts';

const at = (dataset: Dataset, choices: Partial<Choices>) =>
  takeStandpoint(new Selection(indexEvidence(dataset), { ...defaultChoices, ...choices }, 0));
const say = (dataset: Dataset, before: Partial<Choices>, after: Partial<Choices>) =>
  describeChange(at(dataset, before), at(dataset, after))?.replaceAll('\u202f', ' ');
const thrown = (name: SwitchName, position: SwitchPosition): Partial<Choices> => ({
  switches: { ...defaultChoices.switches, [name]: position },
});

describe('what a switch did, in words', () => {
  // Leadership: A (looking back), B, half of C; trust: half of C, D, E.
  const dataset = makeDataset([
    ['A', 'leadership', { attribution: 'retrospective_attribution' }],
    ['B', 'leadership', { attribution: 'measured_concurrent' }],
    ['C', 'leadership', { attribution: 'measured_concurrent' }],
    ['C', 'trust', { attribution: 'retrospective_attribution' }],
    ['D', 'trust'],
    ['E', 'trust', { attribution: 'normative_claim' }],
  ]);

  it.each([
    [
      {},
      thrown('retrospective', 'drop'),
      'Without 2 retrospective claims, leadership stays at 50 % of what is said, in 2 of 4 studies, and keeps rank 1.',
    ],
    [
      {},
      thrown('retrospective', 'only'),
      'With only 2 retrospective claims, and without 3 others and 1 not stated, leadership stays at 50 % of what is said, in 1 of 2 studies, and keeps rank 1.',
    ],
    [
      thrown('retrospective', 'drop'),
      {},
      'With 2 retrospective claims back, leadership stays at 50 % of what is said, in 3 of 5 studies, and keeps rank 1.',
    ],
    [
      thrown('success_only_sample', 'only'),
      {},
      'With 0 other claims and 6 not stated back, leadership has 50 % of what is said, in 3 of 5 studies, rank 1.',
    ],
    [
      {},
      thrown('success_only_sample', 'only'),
      'With only 0 claims from successes only, and without 0 others and 6 not stated, no claim is left.',
    ],
    [
      {},
      { filters: { ...defaultChoices.filters, attribution: ['not_stated', 'normative_claim'] } },
      'With 2 claims left of 6, none of 2 studies names leadership.',
    ],
    [
      {},
      { focal: 'trust' },
      'With another factor in focus, trust has 50 % of what is said, in 3 of 5 studies, rank 1; leadership had 50 %, rank 1.',
    ],
    [
      {},
      { focal: 'goals' },
      'With another factor in focus, none of 5 studies names goals; leadership had 50 %, rank 1.',
    ],
    [{}, {}, undefined],
  ] as [Partial<Choices>, Partial<Choices>, string | undefined][])('%#', (before, after, words) => {
    expect(say(dataset, before, after)).toBe(words);
  });
});

it('on the sample, without retrospective claims', () => {
  expect(say(loadSampleDataset(), {}, thrown('retrospective', 'drop'))).toMatch(
    /^Without 21 retrospective claims, leadership goes from 34 to \d+ % of what is said, in \d+ of \d+ studies, and keeps rank 1\.$/,
  );
  expect(say(loadSampleDataset(), {}, { widening: 1 })).toMatch(
    /^In this wider meaning, leadership \+ management go from 34 to \d+ %/,
  );
});

describe('the counts beside a switch', () => {
  it('are of the claims that everything else lets through', () => {
    const dataset = makeDataset([
      ['A', 'leadership', { attribution: 'retrospective_attribution', sameSource: 'yes' }],
      ['B', 'leadership', { attribution: 'measured_concurrent', sameSource: 'yes' }],
      ['C', 'leadership', { sameSource: 'no' }],
      ['D', 'leadership', { attribution: 'retrospective_attribution' }],
    ]);
    const evidence = indexEvidence(dataset);
    expect(countAnswers(evidence, defaultChoices).retrospective).toEqual({ yes: 2, no: 1, not_stated: 1 });
    const dropped = { ...defaultChoices, ...thrown('same_source', 'drop') };
    expect(countAnswers(evidence, dropped).retrospective).toEqual({ yes: 1, no: 0, not_stated: 1 });
    // Its own counts stay as they were before it was thrown.
    expect(countAnswers(evidence, dropped).same_source).toEqual({ yes: 2, no: 1, not_stated: 1 });
  });

  it('say how many claims each position leaves, for any data and choices', () => {
    fc.assert(
      fc.property(anyDataset, anyChoices, fc.constantFrom(...switchNames), (dataset, choices, name) => {
        const evidence = new Selection(indexEvidence(dataset), choices, 0).evidence;
        const { yes, no, not_stated } = countAnswers(evidence, choices)[name];
        const left = (position: SwitchPosition) =>
          selectPieces(evidence, { ...choices, switches: { ...choices.switches, [name]: position } }).length;
        expect([left('keep'), left('drop'), left('only')]).toEqual([
          yes + no + not_stated,
          no + not_stated,
          yes,
        ]);
      }),
      { numRuns: 80 },
    );
    expect.hasAssertions();
  });
});

it('has no number that is none, whatever is changed to whatever', () => {
  fc.assert(
    fc.property(anyDataset, anyChoices, anyChoices, (dataset, before, after) => {
      const words = say(dataset, before, after) ?? '';
      expect(words).not.toMatch(/NaN|undefined|null|Infinity/);
      expect(words).toMatch(/^$|^[A-Z].*\.$/);
    }),
    { numRuns: 80 },
  );
  expect.hasAssertions();
});
