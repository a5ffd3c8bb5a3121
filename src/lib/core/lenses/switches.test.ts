import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import type { Claim } from '../coding/claim.ts';
import type { Study } from '../coding/study.ts';
import { defaultChoices, type Choices, type FilterName } from './choices.ts';
import { countNamedFactors, focalFactorKey, indexEvidence, selectPieces } from './evidence.ts';
import { switchDefinitions, switchNames, type SwitchName } from './switches.ts';

/** For every switch a claim that answers yes, one that answers no and one that does not say, each in its own study. */
const answers: Record<
  SwitchName,
  { yes: Partial<Claim>; no: Partial<Claim>; studies?: Record<string, Partial<Study>> }
> = {
  retrospective: {
    yes: { attribution: 'retrospective_attribution' },
    no: { attribution: 'normative_claim' },
  },
  outcome_known: {
    yes: { attribution: 'retrospective_attribution' },
    no: { attribution: 'measured_prospective' },
  },
  leader_is_informant: { yes: { source: 'leader_only' }, no: { source: 'multi_informant' } },
  inside_one_organisation: {
    yes: { setting: 'intra_organisational' },
    no: { setting: 'inter_organisational' },
  },
  single_time_point: {
    yes: {},
    no: {},
    studies: { yes: { design: 'network_survey' }, no: { design: 'cross_lagged_panel' } },
  },
  same_source: { yes: { sameSource: 'yes' }, no: { sameSource: 'no' } },
  success_only_sample: {
    yes: { flags: { success_only_sample: 'yes' } },
    no: { flags: { success_only_sample: 'no' } },
  },
  measured_as_success: {
    yes: { flags: { measured_as_success: 'yes' } },
    no: { flags: { measured_as_success: 'no' } },
  },
};

function left(dataset: ReturnType<typeof makeDataset>, choices: Partial<Choices>): string[] {
  return selectPieces(indexEvidence(dataset), { ...defaultChoices, ...choices })
    .map(({ study }) => study.key)
    .sort();
}

describe.each(switchNames)('the switch %s', (name) => {
  const { yes, no, studies = {} } = answers[name];
  const dataset = makeDataset(
    [
      ['yes', 'leadership', yes],
      ['no', 'leadership', no],
      ['silent', 'leadership'],
    ],
    { yes: {}, no: {}, silent: {}, ...studies },
  );
  const set = (position: 'keep' | 'drop' | 'only') =>
    left(dataset, { switches: { ...defaultChoices.switches, [name]: position } });

  it('keeps all, drops what it concerns, or leaves that alone; what is not stated stays unless "only" is asked', () => {
    expect(set('keep')).toEqual(['no', 'silent', 'yes']);
    expect(set('drop')).toEqual(['no', 'silent']);
    expect(set('only')).toEqual(['yes']);
  });

  it('says what it is about', () => {
    const { label, concerns } = switchDefinitions[name];
    expect(label).not.toBe('');
    expect(concerns).toMatch(/^[a-z]/);
  });
});

it('switches work together', () => {
  const dataset = makeDataset([
    ['both', 'leadership', { sameSource: 'yes', setting: 'intra_organisational' }],
    ['one', 'leadership', { sameSource: 'yes' }],
    ['other', 'leadership', { setting: 'intra_organisational' }],
  ]);
  const switches = {
    ...defaultChoices.switches,
    same_source: 'only',
    inside_one_organisation: 'drop',
  } as const;
  expect(left(dataset, { switches })).toEqual(['one']);
});

it('"unclear" about the sources is not stated, for the switch as for the Ladder', () => {
  const dataset = makeDataset([['unclear', 'leadership', { sameSource: 'unclear' }]]);
  const set = (same_source: 'drop' | 'only') =>
    left(dataset, { switches: { ...defaultChoices.switches, same_source } });
  expect([set('drop'), set('only')]).toEqual([['unclear'], []]);
});

describe('filters', () => {
  const dataset = makeDataset(
    [
      ['A', 'leadership', { setting: 'both', attribution: 'normative_claim', stages: ['forming', 'ending'] }],
      ['B', 'trust', { outcome: 'health' }],
      ['C', 'power', { outcome: null, targetFactor: 'trust' }],
    ],
    { A: { tier: 'A' }, B: { tier: 'B' }, C: {} },
  );
  const filter = (name: FilterName, ...codes: string[]) =>
    left(dataset, { filters: { ...defaultChoices.filters, [name]: codes } });

  it.each([
    ['setting', ['both'], ['A']],
    ['setting', ['not_stated'], ['B', 'C']],
    ['attribution', ['normative_claim'], ['A']],
    ['tier', ['A', 'B'], ['A', 'B']],
    ['tier', ['not_stated'], ['C']],
    ['stage', ['ending'], ['A']],
    ['stage', ['ending', 'not_stated'], ['A', 'B', 'C']],
    ['outcome', ['health'], ['B']],
    // A claim about another factor has no outcome.
    ['outcome', ['not_stated'], ['C']],
    ['tier', ['Z'], []],
    ['tier', [], ['A', 'B', 'C']],
  ] as [FilterName, string[], string[]][])('%s at %j leaves %j', (name, codes, wanted) => {
    expect(filter(name, ...codes)).toEqual(wanted);
  });
});

describe('the factors', () => {
  const dataset = makeDataset([
    ['A', 'leadership.shared'],
    ['B', 'functioning'],
    ['C', 'synergy'],
  ]);
  const evidence = indexEvidence(dataset);
  const choose = (focal: string | null) => focalFactorKey(evidence, { ...defaultChoices, focal });

  it('leave out bundles and mediators where that is asked for', () => {
    expect(left(dataset, { leaveOutBundles: true })).toEqual(['A']);
  });

  it('share the naming by chance: those with a claim in the review, whatever the filters', () => {
    const filtered = { ...defaultChoices.filters, tier: ['none'] };
    expect(countNamedFactors(evidence, { ...defaultChoices, filters: filtered })).toBe(3);
    expect(countNamedFactors(evidence, { ...defaultChoices, leaveOutBundles: true })).toBe(1);
  });

  it('have a focal one: that of the review, unless a reader chose one that is there', () => {
    expect(choose(null)).toBe('leadership');
    expect(choose('trust')).toBe('trust');
    expect(choose('leadership.shared')).toBe('leadership');
    expect(choose('luck')).toBe('leadership');
    expect(choose('constructor')).toBe('leadership');
  });
});
