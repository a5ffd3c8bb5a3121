import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEstimatedDataset } from '../../../../tests/datasets/any-estimates.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { makeEstimate } from '../../../../tests/datasets/make-estimate.ts';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import type { Claim } from '../coding/claim.ts';
import type { Dataset } from '../coding/dataset.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { said } from './said.ts';
import { Selection } from './selection.ts';
import { sizeOfFactor } from './size.ts';
import { boundSources, defaultMethodShare } from './source-bound.ts';

function bound(dataset: Dataset, choices: Choices = defaultChoices, methodShare?: number) {
  const selection = new Selection(indexEvidence(dataset), choices, 0);
  const factor = selection.evidence.factors[0].key;
  return boundSources(selection, factor, sizeOfFactor(selection, factor).all.effects, methodShare);
}

const sources = (sameSource: Claim['sameSource']): Partial<Claim> => ({ sameSource });

describe('the share without the same people', () => {
  const dataset = makeDataset([
    ['A', 'leadership', sources('yes')],
    ['B', 'leadership', sources('no')],
    ['B', 'trust', sources(null)],
    ['C', 'trust', sources('no')],
    ['C', 'leadership', sources(null)],
    ['D', 'leadership', sources(null)],
    ['E', 'trust', sources('unclear')],
  ]);

  it('is read two ways, and bounded over all', () => {
    const found = bound(dataset);
    expect(found.claims).toEqual({ same: 1, separate: 1, notStated: 2 });
    // A 1, B ½, C ½, D 1, E 0 of five
    expect(found.shown).toMatchObject({ studies: 5, k: 4, share: 3 / 5 });
    // the same without A
    expect(found.asSeparate).toMatchObject({ studies: 4, k: 3, share: 2 / 4 });
    // B leadership, C trust
    expect(found.asSame).toMatchObject({ studies: 2, k: 1, share: 1 / 2 });
    // least: B ½ (trust joins), C 0, E counts: ½ of 3; most: B 1, C ½, D 1: 2½ of 3
    expect(found.range).toEqual([expect.closeTo(0.5 / 3, 12), expect.closeTo(2.5 / 3, 12)]);
  });

  it('does not follow the switch that it varies', () => {
    const drop = {
      ...defaultChoices,
      switches: { ...defaultChoices.switches, same_source: 'drop' as const },
    };
    expect(bound(dataset, drop)).toEqual(bound(dataset));
  });

  it('has no range where studies are not weighed equally, or nothing is left', () => {
    expect(bound(dataset, { ...defaultChoices, weighBy: 'claimed_strength' }).range).toBeNull();
    expect(bound(makeDataset([['A', 'leadership', sources('yes')]])).range).toBeNull();
    expect(bound(makeDataset([]))).toMatchObject({ shown: { share: null }, range: null });
  });

  it('lies inside its range on any assignment of what is not stated', () => {
    fc.assert(
      fc.property(anyEstimatedDataset, fc.array(fc.boolean(), { minLength: 30 }), (any, coins) => {
        const { range } = bound(any);
        const claims = any.claims.flatMap((claim, at) => {
          if (claim.sameSource === 'yes') return [];
          return claim.sameSource === 'no' || coins[at % coins.length] ? [claim] : [];
        });
        const shown = said.compute(new Selection(indexEvidence({ ...any, claims }), defaultChoices, 0));
        if (!shown.identified) return;
        expect(range).not.toBeNull();
        expect(shown.rows[0].share).toBeGreaterThanOrEqual(range![0] - 1e-12);
        expect(shown.rows[0].share).toBeLessThanOrEqual(range![1] + 1e-12);
      }),
      { numRuns: 300 },
    );
    expect.hasAssertions();
  });
});

describe('the correlation without the same people', () => {
  const estimated = (...given: [study: string, value: number, sameSource: string | null][]) =>
    makeDataset([], Object.fromEntries(given.map(([study]) => [study, {}])), {
      estimates: given.map(([study, value, sameSource], at) =>
        makeEstimate(`E${at}`, study, { value, sameSource }),
      ),
    });

  it('is lower by the assumed part where the same people gave both', () => {
    const { size } = bound(estimated(['A', 0.4, 'yes']));
    if (!size.identified) throw new Error(size.reason);
    expect(size).toMatchObject({ same: 1, separate: 0, notStated: 0, methodShare: defaultMethodShare });
    expect(size.observed).toMatchObject({ k: 1, r: 0.4 });
    expect(size.lessSame.r).toBeCloseTo(0.14, 12);
    // The error is that of Fisher's z with n = 100: 1.96 / √97 on both sides.
    expect(size.lessSame.interval[0]).toBeCloseTo(Math.tanh(Math.atanh(0.14) - 1.959964 / Math.sqrt(97)), 6);
    expect(size.lessAll.r).toBe(size.lessSame.r);
  });

  it('tells what is stated from what is not', () => {
    const { size } = bound(estimated(['A', 0.4, 'yes'], ['B', 0.4, null], ['C', 0.4, 'no']), undefined, 0.1);
    if (!size.identified) throw new Error(size.reason);
    expect(size.observed.r).toBeCloseTo(0.4, 12);
    expect(size.lessSame.r).toBeGreaterThan(size.lessAll.r);
    expect(size.lessAll.r).toBeGreaterThan(0.3);
    expect(size).toMatchObject({ same: 1, separate: 1, notStated: 1 });
  });

  it('changes nothing with a part of 0, and stays a correlation with the largest', () => {
    const dataset = estimated(['A', 0.4, 'yes'], ['B', -0.9, 'yes']);
    const none = bound(dataset, undefined, 0).size;
    const most = bound(dataset, undefined, 0.6).size;
    if (!none.identified || !most.identified) throw new Error('not identified');
    expect(none.lessAll.r).toBeCloseTo(none.observed.r, 12);
    expect(most.lessAll.interval[0]).toBeGreaterThanOrEqual(-1);
    expect(() => bound(dataset, undefined, 0.7)).toThrow(/methodShare is 0.7/);
  });

  it('needs a correlation that may have the same source', () => {
    expect(bound(estimated()).size).toMatchObject({ identified: false });
    expect(bound(estimated(['A', 0.4, 'no'])).size).toMatchObject({
      identified: false,
      reason: expect.stringContaining('separate sources'),
    });
  });

  it('is a number between −1 and 1, whatever the data', () => {
    fc.assert(
      fc.property(anyEstimatedDataset, (any) => {
        const { size } = bound(any);
        if (!size.identified) return;
        for (const { r, interval } of [size.observed, size.lessSame, size.lessAll]) {
          expect([r, ...interval].every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
    expect.hasAssertions();
  });
});

it('bounds the sample’s leadership', () => {
  const { claims, shown, asSame, range } = bound(loadSampleDataset());
  expect(claims.same + claims.separate + claims.notStated).toBeGreaterThan(40);
  expect(shown.share).toBeCloseTo(0.34, 2);
  expect(range![0]).toBeLessThanOrEqual(asSame.share!);
  expect(range![1]).toBeGreaterThanOrEqual(asSame.share!);
});
