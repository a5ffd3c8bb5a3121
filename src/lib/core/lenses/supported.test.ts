import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import type { Dataset } from '../coding/dataset.ts';
import { defaultRubric, type Rubric } from '../coding/rubric.ts';
import { quantile } from '../stats/quantile.ts';
import { RandomStream } from '../stats/random.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';
import { supported, type SupportedRow } from './supported.ts';

/** A rubric in which the tier alone decides how strong a claim's evidence is. */
const byTier: Rubric = {
  ...defaultRubric,
  tier: { A: 1, B: 0.5, C: 0.25 },
  attribution: { any: 1 },
  source: { any: 1 },
  sameSource: { no: 1, notStated: 1, yes: 1 },
  setting: { any: 1 },
  precision: { half: {}, notStated: 1 },
  combination: 'weakest',
};
const tiers = { A: { tier: 'A' }, B: { tier: 'B' }, C: { tier: 'C' } };

function rowsOf(dataset: Dataset, draws = 0): Record<string, SupportedRow> {
  const result = supported.compute(new Selection(indexEvidence(dataset), defaultChoices, draws));
  if (!result.identified) throw new Error(result.reason);
  return Object.fromEntries(result.rows.map((row) => [row.factor, row]));
}

describe('what is supported', () => {
  // Sums: leadership 1 × ½ + ½ × (1 + 0)/2 = ¾, trust ½ − ⅛ = ⅜, power ¼ × ½ × ½ = 1/16; of 19/16 in all.
  const dataset = makeDataset(
    [
      ['A', 'leadership'],
      ['A', 'trust'],
      ['B', 'leadership'],
      ['B', 'leadership.shared', { direction: 'null' }],
      ['C', 'trust', { direction: 'positive', factorPole: 'absence_or_opposite' }],
      ['C', 'power', { direction: 'mixed' }],
    ],
    tiers,
    { rubric: byTier },
  );

  it('weighs what is said by the strength and direction of its claims', () => {
    const { leadership, trust, power, goals } = rowsOf(dataset);
    expect(leadership.share).toBeCloseTo(12 / 19, 12);
    expect(trust.share).toBeCloseTo(6 / 19, 12);
    expect(power.share).toBeCloseTo(1 / 19, 12);
    expect(goals).toMatchObject({ share: 0, carried: null, k: 0, gapInterval: null });
  });

  it('gives the part of what is said that is carried, for a factor and for all others', () => {
    const { leadership, trust } = rowsOf(dataset);
    expect(leadership.carried).toBeCloseTo(0.75 / 1.5, 12);
    expect(leadership.carriedByOthers).toBeCloseTo(0.4375 / 1.5, 12);
    expect(trust.carried).toBeCloseTo(0.375 / 1, 12);
    expect(leadership.gap).toBeCloseTo(12 / 19 - 0.5, 12);
  });

  it('counts a sign that is not stated like a mixed one', () => {
    const change = (direction: 'mixed' | 'not_stated') =>
      rowsOf(
        makeDataset(
          [
            ['A', 'leadership', { direction }],
            ['B', 'trust'],
          ],
          tiers,
          { rubric: byTier },
        ),
      );
    expect(change('mixed')).toEqual(change('not_stated'));
    expect(change('mixed').leadership.share).toBeCloseTo(0.5, 12);
  });

  it('floors a negative sum at nothing, but shows that its claims speak against it', () => {
    const against = makeDataset(
      [
        ['A', 'power', { direction: 'negative' }],
        ['B', 'trust'],
        ['B', 'power'],
      ],
      tiers,
      { rubric: byTier },
    );
    const { power, trust } = rowsOf(against);
    expect(power).toMatchObject({ share: 0, k: 2 });
    expect(power.carried).toBeCloseTo((-1 + 0.25) / 1.5, 12);
    expect(trust.share).toBe(1);
    // What speaks against power counts against the others of trust, too.
    expect(trust.carriedByOthers).toBeCloseTo(-0.5, 12);
  });

  it.each([['null'], ['negative']] as const)('is not identified where every claim is %s', (direction) => {
    const none = makeDataset([
      ['A', 'leadership', { direction }],
      ['B', 'trust', { direction }],
    ]);
    const result = supported.compute(new Selection(indexEvidence(none), defaultChoices, 10));
    expect(result).toEqual({
      identified: false,
      reason: 'No factor has more evidence for it than against it here.',
    });
  });

  it('is not identified without a claim', () => {
    const result = supported.compute(new Selection(indexEvidence(makeDataset([])), defaultChoices));
    expect(result).toEqual({ identified: false, reason: 'No claim passes the filters.' });
  });

  it('has shares in [0, 1] that sum to one, and carried parts in [−1, 1], whatever the claims', () => {
    fc.assert(
      fc.property(anyDataset, anyChoices, (given, choices) => {
        const result = supported.compute(new Selection(indexEvidence(given), choices, 0));
        if (!result.identified) return;
        expect(result.rows.reduce((total, { share }) => total + share, 0)).toBeCloseTo(1, 12);
        for (const { share, carried, k } of result.rows) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(carried === null).toBe(k === 0);
          expect(Math.abs(carried ?? 0)).toBeLessThanOrEqual(1);
        }
      }),
    );
    expect.hasAssertions();
  });
});

describe('the attention–evidence gap', () => {
  it('is resampled in pairs: where every claim is carried alike there is none, in every draw', () => {
    const alike = makeDataset(
      [
        ['A', 'leadership'],
        ['B', 'trust'],
        ['B', 'leadership'],
        ['C', 'power'],
        ['D', 'trust'],
      ],
      {},
      { rubric: byTier },
    );
    const { leadership } = rowsOf(alike, 200);
    expect(leadership.interval![1] - leadership.interval![0]).toBeGreaterThan(0.2);
    expect(leadership.gapInterval![0]).toBeCloseTo(0, 12);
    expect(leadership.gapInterval![1]).toBeCloseTo(0, 12);
  });

  it('has the interval that resampling the studies by hand gives', () => {
    const studies = [
      { said: [1, 0], carried: [0.25, 0] },
      { said: [0.5, 0.5], carried: [0.5, 0.5] },
      { said: [0, 1], carried: [0, -0.5] },
    ];
    const dataset = makeDataset(
      [
        ['a', 'leadership'],
        ['b', 'leadership'],
        ['b', 'trust'],
        ['c', 'trust', { direction: 'negative' }],
      ],
      { a: { tier: 'C' }, b: { tier: 'A' }, c: { tier: 'B' } },
      { rubric: byTier, seed: 11 },
    );
    const draws = 400;
    const stream = new RandomStream();
    const gaps: number[] = [];
    const shares: number[] = [];
    for (let draw = 0; draw < draws; draw++) {
      stream.reseed([11, draw]);
      const drawn = studies.map(() => studies[Math.floor(stream.nextUniform() * 3)]);
      const total = (of: 'said' | 'carried', factor: number) =>
        drawn.reduce((sum, study) => sum + study[of][factor], 0);
      const [forLeadership, forTrust] = [0, 1].map((factor) => Math.max(0, total('carried', factor)));
      // A draw in which nothing is carried has no shares, and is left out.
      if (forLeadership + forTrust === 0) continue;
      shares.push(forLeadership / (forLeadership + forTrust));
      gaps.push(shares.at(-1)! - total('said', 0) / 3);
    }
    expect(gaps.length).toBeLessThan(draws);
    const range = (values: number[]) =>
      [0.025, 0.975].map((p) => expect.closeTo(quantile(Float64Array.from(values), p), 12));
    const { leadership } = rowsOf(dataset, draws);
    expect(leadership.gapInterval).toEqual(range(gaps));
    expect(leadership.interval).toEqual(range(shares));
  });
});
