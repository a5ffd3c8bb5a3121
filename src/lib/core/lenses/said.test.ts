import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import type { Dataset } from '../coding/dataset.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { said } from './said.ts';
import { Selection } from './selection.ts';

function sharesOf(dataset: Dataset, choices: Partial<Choices> = {}): Record<string, number> {
  const result = said.compute(new Selection(indexEvidence(dataset), { ...defaultChoices, ...choices }, 0));
  if (!result.identified) throw new Error(result.reason);
  return Object.fromEntries(result.rows.filter(({ k }) => k > 0).map(({ factor, share }) => [factor, share]));
}

function expectShares(seen: Record<string, number>, wanted: Record<string, number>) {
  expect(Object.keys(seen).sort()).toEqual(Object.keys(wanted).sort());
  for (const [factor, share] of Object.entries(wanted)) expect(seen[factor], factor).toBeCloseTo(share, 12);
}

const small = makeDataset([
  ['A', 'leadership', { strength: 'decisive' }],
  ['A', 'leadership.shared', { direction: 'null' }],
  ['A', 'trust', { strength: 'enabling_condition', direction: 'negative' }],
  ['B', 'leadership'],
  ['C', 'trust', { strength: 'negligible' }],
  ['C', 'power', { strength: 'hindering' }],
  ['C', 'functioning', { strength: 'major' }],
]);

describe('what is said', () => {
  it('divides each study equally over the distinct top-level factors that it names', () => {
    expectShares(sharesOf(small), {
      leadership: (1 / 2 + 1) / 3,
      trust: (1 / 2 + 1 / 3) / 3,
      power: 1 / 9,
      functioning: 1 / 9,
    });
  });

  it('leaves bundles and mediators out before it divides', () => {
    expectShares(sharesOf(small, { leaveOutBundles: true }), {
      leadership: (1 / 2 + 1) / 3,
      trust: (1 / 2 + 1 / 2) / 3,
      power: 1 / 6,
    });
  });

  // A: leadership (1 + .6) / 2 = .8 where nothing is stated counts as contributory, trust .4. C: .1, .6, 1.
  it('divides by claimed strength where that is asked for', () => {
    expectShares(sharesOf(small, { weighBy: 'claimed_strength' }), {
      leadership: (0.8 / 1.2 + 1) / 3,
      trust: (0.4 / 1.2 + 0.1 / 1.7) / 3,
      power: 0.6 / 1.7 / 3,
      functioning: 1 / 1.7 / 3,
    });
  });

  it('takes a strength that no list knows for contributory, also one that every object has', () => {
    const odd = makeDataset([
      ['A', 'leadership', { strength: 'constructor' }],
      ['A', 'trust', { strength: 'unheard_of' }],
    ]);
    expectShares(sharesOf(odd, { weighBy: 'claimed_strength' }), { leadership: 0.5, trust: 0.5 });
  });

  it('draws no band where weights are not equal, since none is defined', () => {
    const compute = (choices: Partial<Choices>) =>
      said.compute(new Selection(indexEvidence(small), { ...defaultChoices, ...choices }, 0));
    expect(compute({ weighBy: 'claimed_strength' })).toMatchObject({
      rows: [{ band: null }, {}, {}, {}, {}, {}],
    });
    expect(compute({})).toMatchObject({ rows: [{ band: [0, expect.any(Number)] }, {}, {}, {}, {}, {}] });
  });

  it('is not identified without a claim, and says why', () => {
    const result = said.compute(new Selection(indexEvidence(makeDataset([])), defaultChoices, 0));
    expect(result).toEqual({ identified: false, reason: 'No claim passes the filters.' });
  });

  it('leaves out claims whose study or factor is not in the dataset', () => {
    const { claims } = makeDataset([
      ['gone', 'leadership'],
      ['A', 'luck'],
    ]);
    const part = { ...small, claims: [...small.claims, ...claims] };
    expectShares(sharesOf(part), sharesOf(small));
  });

  it('has shares that sum to one, whatever the claims and choices', () => {
    fc.assert(
      fc.property(anyDataset, anyChoices, (dataset, choices) => {
        const result = said.compute(new Selection(indexEvidence(dataset), choices, 0));
        if (!result.identified) return;
        const sum = result.rows.reduce((total, { share }) => total + share, 0);
        expect(sum).toBeCloseTo(1, 12);
        for (const { share, k } of result.rows) expect(share > 0).toBe(k > 0);
      }),
    );
    expect.hasAssertions();
  });
});
