import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { compareStates } from './compare.ts';
import { describeChoices } from './describe-choices.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';
import { switchDefinitions } from './switches.ts';
import { weigh } from './weighing.ts';

const dataset = makeDataset([
  ['a', 'leadership', { attribution: 'retrospective_attribution', setting: 'inter_organisational' }],
  ['b', 'leadership', { attribution: 'measured_prospective', setting: 'inter_organisational' }],
  ['c', 'trust', { attribution: 'measured_prospective', setting: 'intra_organisational' }],
  ['d', 'trust', { attribution: 'measured_prospective', setting: null }],
]);
const evidence = indexEvidence(dataset);
const state = (choices: Partial<Choices>) =>
  weigh(new Selection(evidence, { ...defaultChoices, ...choices }, 0));
const without: Partial<Choices> = { switches: { ...defaultChoices.switches, outcome_known: 'drop' } };

/** Thin spaces as spaces. */
const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('two states beside each other', () => {
  it('are told with k on both sides, the difference and the rank', () => {
    const compared = compareStates(state({}), state(without));
    const [title, ...sentences] = [compared.title, ...compared.sentences].map(plain);
    expect(title).toBe('Leadership: 50 % of what is said in the first state, 33 % in the second');
    expect(sentences[0]).toMatch(/^First: 50 %, in 2 of 4 studies/);
    expect(sentences[0]).toMatch(/Second: 33 %, in 1 of 3 studies/);
    expect(sentences[1]).toMatch(/^In the second that is −17 points\./);
    expect(sentences[2]).toBe('Leadership goes from number 1 to number 2 among the factors named.');
  });

  it('say so where nothing changes, and where nothing is left', () => {
    expect(compareStates(state({}), state({})).sentences[1]).toMatch(/nothing changes/);
    const none = state({ filters: { ...defaultChoices.filters, tier: ['A'] } });
    expect(compareStates(state({}), none).title).toBe('No claim is left in the second state');
  });
});

describe('two states lens by lens', () => {
  const rows = (choices: Partial<Choices>) =>
    Object.fromEntries(
      compareStates(state({}), state(choices)).lenses.map(({ label, first, second }) => [
        label,
        [first, second].map(plain),
      ]),
    );

  it('are told of the factor in focus', () => {
    const { Said: saidCells, Supported: supportedCells, Direction: directionCells } = rows(without);
    expect(saidCells).toEqual(['50 %', '33 %']);
    expect(supportedCells.every((cell) => /^\d+ %$/.test(cell))).toBe(true);
    expect(directionCells.map((cell) => cell.split(' (')[0])).toEqual([
      '2 of 2 clear directions for it',
      '1 of 1 clear direction for it',
    ]);
  });

  it('say why a lens can’t be told, and that nobody names the factor', () => {
    expect(rows({ filters: { ...defaultChoices.filters, tier: ['A'] } }).Said[1]).toBe(
      'No claim passes the filters.',
    );
    expect(rows({ filters: { ...defaultChoices.filters, setting: ['intra_organisational'] } }).Said[1]).toBe(
      'named by none of 1 study',
    );
  });

  it('make no difference of two factors', () => {
    const { title, sentences } = compareStates(state({}), state({ focal: 'trust' }));
    expect(plain(title)).toBe('Leadership: 50 % of what is said; trust: 50 %');
    expect(sentences.join(' ')).not.toMatch(/points|number \d/);
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
