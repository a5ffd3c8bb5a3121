import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import type { Dataset } from '../coding/dataset.ts';
import { findBehind } from './behind.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { computeLadder } from './ladder.ts';
import { inMeaning, listWidenings } from './meaning.ts';
import { Selection } from './selection.ts';
import { weigh } from './weighing.ts';

/** Leadership in A, B and D; management, here power, in A and C; goals in D. */
function small(widenings?: string[][], exclude = ''): Dataset {
  const dataset = makeDataset([
    ['A', 'leadership'],
    ['A', 'power'],
    ['B', 'leadership.shared'],
    ['C', 'power'],
    ['D', 'leadership'],
    ['D', 'goals'],
  ]);
  const factors = dataset.codebook.factors.map((factor) =>
    factor.key === 'leadership' ? { ...factor, exclude } : factor,
  );
  return { ...dataset, codebook: { ...dataset.codebook, factors, widenings } };
}

function said(dataset: Dataset, focal: string | null, widening: number) {
  const weighing = weigh(new Selection(indexEvidence(dataset), { ...defaultChoices, focal, widening }, 0));
  if (!weighing.said.identified) throw new Error(weighing.said.reason);
  const rows = weighing.said.rows.filter(({ k }) => k > 0);
  return {
    focal: weighing.focal,
    shares: Object.fromEntries(rows.map(({ factor, share }) => [factor, share])),
    k: Object.fromEntries(rows.map(({ factor, k }) => [factor, k])),
  };
}

describe('a wider meaning of the focal factor', () => {
  const dataset = small([['power'], ['goals']]);

  it('counts a study that names either of two factors once', () => {
    expect(said(dataset, null, 0).shares).toEqual({ leadership: 0.5, power: 0.375, goals: 0.125 });
    const wide = said(dataset, null, 1);
    // A names leadership and power, which are one now; so does C.
    expect(wide.shares).toEqual({ leadership: 0.875, goals: 0.125 });
    expect(wide.k).toEqual({ leadership: 4, goals: 1 });
    expect(wide.focal.label).toBe('Leadership + power');
  });

  it('goes on step by step, and ends where the steps do', () => {
    expect(said(dataset, null, 2).shares).toEqual({ leadership: 1 });
    expect(said(dataset, null, 9)).toEqual(said(dataset, null, 2));
    expect(said(dataset, null, 2).focal.label).toBe('Leadership + power + goals');
  });

  it('is the same object for the same choice, and one made from another', () => {
    const evidence = indexEvidence(dataset);
    const wide = inMeaning(evidence, { focal: null, widening: 1 });
    expect(inMeaning(evidence, { focal: null, widening: 1 })).toBe(wide);
    expect(inMeaning(wide, { focal: null, widening: 1 })).toBe(wide);
    expect(inMeaning(wide, defaultChoices)).toBe(evidence);
  });

  it('leaves out factors that there are not, or that are meant already', () => {
    const steps = (widenings: string[][]) =>
      listWidenings(indexEvidence(small(widenings)), defaultChoices).map((step) =>
        step.map(({ key }) => key),
      );
    expect(steps([['luck'], ['power', 'power'], ['leadership.shared'], ['power', 'trust']])).toEqual([
      ['power'],
      ['trust'],
    ]);
  });

  it('follows from what the definition sets apart, where the codebook has no list', () => {
    const evidence = indexEvidence(
      small(undefined, 'Control (power), aims (goals.nothing; trust), luck (luck).'),
    );
    expect(listWidenings(evidence, defaultChoices).map(([{ key }]) => key)).toEqual(['power', 'trust']);
    expect(listWidenings(indexEvidence(small(undefined)), defaultChoices)).toEqual([]);
  });
});

describe('a code below the top level in focus', () => {
  it('stands on its own, beside the rest of what it belongs to', () => {
    const { shares, focal } = said(small(), 'leadership.shared', 0);
    expect(shares).toEqual({
      leadership: 0.125 + 0.125,
      'leadership.shared': 0.25,
      power: 0.375,
      goals: 0.125,
    });
    expect(focal.label).toBe('Leadership.shared');
    const { factors } = inMeaning(indexEvidence(small()), { focal: 'leadership.shared', widening: 0 });
    expect(factors.find(({ key }) => key === 'leadership')!.label).toBe('Other leadership');
  });

  it('widens first to what it belongs to', () => {
    const { shares, focal } = said(small([['power']]), 'leadership.shared', 1);
    expect(shares).toEqual({ 'leadership.shared': 0.5, power: 0.375, goals: 0.125 });
    expect(focal.label).toBe('Leadership.shared + leadership');
    expect(said(small([['power']]), 'leadership.shared', 2).shares).toEqual({
      'leadership.shared': 0.875,
      goals: 0.125,
    });
  });

  it('is the review’s own factor where there is no such code', () => {
    expect(said(small(), 'luck', 0)).toEqual(said(small(), null, 0));
  });
});

it('opens as many studies as a mark says, in any meaning', () => {
  const meanings = fc.record({
    focal: fc.constantFrom(null, 'leadership.shared', 'trust'),
    widening: fc.nat({ max: 3 }),
  });
  fc.assert(
    fc.property(anyDataset, anyChoices, meanings, (dataset, choices, meaning) => {
      const codebook = { ...dataset.codebook, widenings: [['power'], ['functioning', 'trust']] };
      const evidence = indexEvidence({ ...dataset, codebook });
      const selection = new Selection(evidence, { ...choices, ...meaning }, 0);
      const { rungs } = computeLadder(selection);
      for (const { factor, k } of rungs[0].points) {
        expect(findBehind(selection, { factor, rung: rungs[0].rung.key })).toHaveLength(k);
      }
      const { said } = weigh(selection);
      if (!said.identified) return;
      expect(said.rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    }),
    { numRuns: 60 },
  );
  expect.hasAssertions();
});

it('on the sample, management and governance are taken in as its codebook lists them', () => {
  const evidence = indexEvidence(loadSampleDataset());
  expect(listWidenings(evidence, defaultChoices).map((step) => step.map(({ key }) => key))).toEqual([
    ['management'],
    ['governance'],
  ]);
  const wide = inMeaning(evidence, { focal: null, widening: 2 });
  expect(wide.factors).toHaveLength(21);
  const named = new Set(
    evidence.pieces
      .filter(({ claim }) => /^(leadership|management|governance)\b/.test(claim.factor))
      .map(({ studyAt }) => studyAt),
  );
  expect(said(loadSampleDataset(), null, 2).k.leadership).toBe(named.size);
});
