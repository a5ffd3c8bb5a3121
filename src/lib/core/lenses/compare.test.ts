import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { compareLadders } from './compare.ts';
import { describeChoices } from './describe-choices.ts';
import { indexEvidence } from './evidence.ts';
import { computeLadder } from './ladder.ts';
import { Selection } from './selection.ts';
import { switchDefinitions } from './switches.ts';

const dataset = makeDataset([
  ['a', 'leadership', { attribution: 'retrospective_attribution', setting: 'inter_organisational' }],
  ['b', 'leadership', { attribution: 'measured_prospective', setting: 'inter_organisational' }],
  ['c', 'trust', { attribution: 'measured_prospective', setting: 'intra_organisational' }],
  ['d', 'trust', { attribution: 'measured_prospective', setting: null }],
]);
const evidence = indexEvidence(dataset);
const ladder = (choices: Partial<Choices>) =>
  computeLadder(new Selection(evidence, { ...defaultChoices, ...choices }, 0));
const without: Partial<Choices> = { switches: { ...defaultChoices.switches, outcome_known: 'drop' } };

/** Thin spaces as spaces. */
const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('two states beside each other', () => {
  it('are told with k on both sides, the difference and the rank', () => {
    const compared = compareLadders(ladder({}), ladder(without), 'Leadership');
    const [title, ...sentences] = [compared.title, ...compared.sentences].map(plain);
    expect(title).toBe('Leadership: 50 % of what is said in the first state, 33 % in the second');
    expect(sentences[0]).toMatch(/^First: 50 %, in 2 of 4 studies/);
    expect(sentences[0]).toMatch(/Second: 33 %, in 1 of 3 studies/);
    expect(sentences[1]).toMatch(/^In the second that is −17 points\./);
    expect(sentences[2]).toBe('Leadership goes from number 1 to number 2 among the factors named.');
  });

  it('say so where nothing changes, and where nothing is left', () => {
    expect(compareLadders(ladder({}), ladder({}), 'Leadership').sentences[1]).toMatch(/nothing changes/);
    const none = ladder({ filters: { ...defaultChoices.filters, tier: ['A'] } });
    expect(compareLadders(ladder({}), none, 'Leadership').title).toBe('No claim is left in the second state');
  });
});

describe('choices in words', () => {
  const words = (choices: Partial<Choices>) => describeChoices({ ...defaultChoices, ...choices }, evidence);

  it('name filters and switches', () => {
    expect(words({})).toBe('Everything');
    expect(words(without)).toBe(`Without claims that ${switchDefinitions.outcome_known.concerns}`);
    expect(
      words({
        filters: { ...defaultChoices.filters, setting: ['intra_organisational', 'not_stated'] },
        leaveOutBundles: true,
      }),
    ).toMatch(/^Setting: .+ and not stated; without bundles and mediators$/);
  });
});
