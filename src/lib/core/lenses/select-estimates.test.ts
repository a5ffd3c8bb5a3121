import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { makeEstimate } from '../../../../tests/datasets/make-estimate.ts';
import type { Dataset } from '../coding/dataset.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';
import { selectEstimates } from './select-estimates.ts';

const plain = makeDataset(
  [
    ['A', 'leadership', { attribution: 'retrospective_attribution' }],
    ['A', 'leadership', { attribution: 'measured_concurrent', outcome: 'health' }],
    ['B', 'leadership', { attribution: 'measured_prospective' }],
    ['B', 'leadership', { attribution: 'retrospective_attribution' }],
  ],
  {
    A: { tier: 'A', setting: 'inter_organisational', stages: ['forming'] },
    B: { tier: 'C', setting: 'intra_organisational' },
    C: {},
  },
  {
    estimates: [
      makeEstimate('E1', 'A', { sameSource: 'yes' }),
      makeEstimate('E2', 'A', { sameSource: 'no', b: { kind: 'outcome', key: 'health' } }),
      makeEstimate('E3', 'B', { sameSource: 'unclear' }),
      makeEstimate('E4', 'C', { a: { kind: 'factor', key: 'synergy' } }),
      makeEstimate('E5', 'C', { b: { kind: 'factor', key: 'trust' } }),
      makeEstimate('E6', 'nowhere'),
    ],
  },
);

function select(change: Partial<Choices>, dataset: Dataset = plain) {
  const selection = new Selection(indexEvidence(dataset), { ...defaultChoices, ...change }, 0);
  return selectEstimates(selection).map(({ estimate }) => estimate.key);
}

const filter = (name: keyof Choices['filters'], ...codes: string[]) => ({
  filters: { ...defaultChoices.filters, [name]: codes },
});
const turn = (name: keyof Choices['switches'], position: 'drop' | 'only') => ({
  switches: { ...defaultChoices.switches, [name]: position },
});

describe('the estimates that choices leave', () => {
  it.each<[string, Partial<Choices>, string[]]>([
    ['everything that joins a factor to an outcome', {}, ['E1', 'E2', 'E3', 'E4']],
    ['an outcome', filter('outcome', 'health'), ['E2']],
    ['a tier', filter('tier', 'A'), ['E1', 'E2']],
    ['a tier that is not stated', filter('tier', 'not_stated'), ['E4']],
    ['a setting', filter('setting', 'intra_organisational'), ['E3']],
    ['a stage', filter('stage', 'forming'), ['E1', 'E2']],
    ['a stage that is not stated', filter('stage', 'not_stated'), ['E3', 'E4']],
    ['an attribution, of the claims beside it', filter('attribution', 'measured_concurrent'), ['E2']],
    ['an attribution that no claim states', filter('attribution', 'not_stated'), ['E4']],
    ['without retrospective claims alone', turn('outcome_known', 'drop'), ['E2', 'E3', 'E4']],
    ['with a retrospective claim only', turn('outcome_known', 'only'), ['E1', 'E3']],
    ['without the same source', turn('same_source', 'drop'), ['E2', 'E3', 'E4']],
    ['the same source only', turn('same_source', 'only'), ['E1']],
    ['not from inside one organisation', turn('inside_one_organisation', 'drop'), ['E1', 'E2', 'E4']],
    ['without bundles and mediators', { leaveOutBundles: true }, ['E1', 'E2', 'E3']],
    [
      'whatever only changes shares',
      { weighBy: 'claimed_strength', keepNotStated: true },
      ['E1', 'E2', 'E3', 'E4'],
    ],
  ])('%s', (_what, change, left) => {
    expect(select(change)).toEqual(left);
  });
});

describe('signs', () => {
  const { codebook } = plain;
  const opposite = {
    ...codebook.factors.find(({ key }) => key === 'leadership.shared')!,
    key: 'leadership.lack',
    reverse: true,
  };
  const bad = { ...codebook.outcomes[0], key: 'process.mistrust', parent: 'process', reverse: true };
  const turned = {
    ...plain,
    codebook: {
      ...codebook,
      factors: [...codebook.factors, opposite],
      outcomes: [...codebook.outcomes, bad],
    },
  };
  const signOf = (a: string, b: string) => {
    const estimates = [
      makeEstimate('E', 'A', { a: { kind: 'outcome', key: b }, b: { kind: 'factor', key: a } }),
    ];
    const selection = new Selection(indexEvidence({ ...turned, estimates }), defaultChoices, 0);
    return selectEstimates(selection).map(({ sign }) => sign);
  };

  it('turn round where one side is coded by its opposite', () => {
    expect(signOf('leadership', 'process')).toEqual([1]);
    expect(signOf('leadership.lack', 'process')).toEqual([-1]);
    expect(signOf('leadership', 'process.mistrust')).toEqual([-1]);
    expect(signOf('leadership.lack', 'process.mistrust')).toEqual([1]);
  });
});

it('doubts are those of the estimate, its study and the claims beside it', () => {
  const links = selectEstimates(new Selection(indexEvidence(plain), defaultChoices, 0));
  expect(links.map(({ estimate, doubts }) => [estimate.key, doubts])).toEqual([
    ['E1', ['retrospective', 'outcome_known', 'same_source']],
    ['E2', []],
    ['E3', ['retrospective', 'outcome_known', 'inside_one_organisation']],
    ['E4', []],
  ]);
});
