import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import type { Dataset } from '../coding/dataset.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { computeLadder } from './ladder.ts';
import { Selection } from './selection.ts';

const ladderOf = (dataset: Dataset, choices: Partial<Choices> = {}, draws = 0) =>
  computeLadder(new Selection(indexEvidence(dataset), { ...defaultChoices, ...choices }, draws));

const measured = { attribution: 'measured_prospective', setting: 'inter_organisational' };
const dataset = makeDataset(
  [
    ['top', 'leadership', { ...measured, sameSource: 'no' }],
    ['top', 'trust', measured],
    ['oneWave', 'leadership', { ...measured, attribution: 'measured_concurrent', sameSource: 'yes' }],
    ['review', 'power', { attribution: 'reviewer_synthesis', setting: 'inter_organisational' }],
    ['unknown', 'trust'],
    ['credited', 'leadership', { setting: 'inter_organisational' }],
    ['inside', 'goals', { ...measured, setting: 'intra_organisational' }],
    ['sameSource', 'power', { ...measured, sameSource: 'yes' }],
  ],
  {
    top: { tier: 'A' },
    oneWave: { tier: 'C' },
    review: { tier: 'S2' },
    unknown: {},
    credited: { tier: 'B' },
    inside: { tier: 'B' },
    sameSource: { tier: 'B' },
  },
);

describe('the Ladder', () => {
  it('tells apart what fails a rung from what does not state what it asks', () => {
    const rows = ladderOf(dataset).rungs.map(({ rung, studies, claims, failed, notStated }) => [
      rung.key,
      studies,
      claims,
      failed,
      notStated,
    ]);
    expect(rows).toEqual([
      ['all', 7, 8, 0, 0],
      ['primary', 5, 6, 1, 1],
      ['measured', 4, 5, 0, 1],
      ['between_agencies', 3, 4, 1, 0],
      ['order_or_independence', 2, 3, 1, 0],
      ['separate_sources', 1, 1, 1, 1],
    ]);
  });

  it('keeps what is not stated on a switch, and counts it all the same', () => {
    const rows = ladderOf(dataset, { keepNotStated: true }).rungs.map(
      ({ studies, claims, failed, notStated }) => [studies, claims, failed, notStated],
    );
    expect(rows).toEqual([
      [7, 8, 0, 0],
      [6, 7, 1, 1],
      [6, 7, 0, 2],
      [5, 6, 1, 1],
      [4, 5, 1, 1],
      [3, 4, 1, 3],
    ]);
  });

  it('gives every factor its share of the studies left', () => {
    const { rungs } = ladderOf(dataset);
    const share = (at: number, factor: string) => rungs[at].points.find((point) => point.factor === factor)!;
    expect(share(0, 'leadership')).toMatchObject({ k: 3, share: 2.5 / 7 });
    expect(share(4, 'leadership')).toMatchObject({ k: 1, share: 0.25 });
    expect(share(4, 'power')).toMatchObject({ k: 1, share: 0.5 });
    expect(share(5, 'leadership')).toMatchObject({ k: 1, share: 1 });
    expect(share(5, 'power')).toMatchObject({ k: 0 });
  });

  it('has neither share nor interval nor band where no study is left', () => {
    const { rungs } = ladderOf(makeDataset([['A', 'leadership']], { A: { tier: 'S1' } }), {}, 50);
    expect(rungs[0]).toMatchObject({ studies: 1, band: [expect.any(Number), expect.any(Number)] });
    for (const { studies, band, points } of rungs.slice(1)) {
      expect([studies, band]).toEqual([0, null]);
      for (const { k, share, interval } of points) expect([k, share, interval]).toEqual([0, null, null]);
    }
  });

  it('reaches up to the exact limit of none in S where nobody names a factor, with and without draws', () => {
    for (const draws of [0, 50]) {
      const { rungs } = ladderOf(dataset, {}, draws);
      for (const { studies, points } of rungs) {
        const [lower, upper] = points.find(({ factor }) => factor === 'functioning')!.interval!;
        expect(lower).toBe(0);
        // Two-sided: (1 − p)^S = 2.5 %.
        expect((1 - upper) ** studies).toBeCloseTo(0.025, 9);
      }
    }
    const [last] = ladderOf(dataset).rungs.slice(-1);
    expect(last.points.find(({ factor }) => factor === 'leadership')!.interval).toBeNull();
  });

  it('resamples studies: a share of 8 in 20 varies as a binomial share does', () => {
    const named = Array.from({ length: 20 }, (_, at): [string, string] => [
      `S${at}`,
      at < 8 ? 'leadership' : 'trust',
    ]);
    const [{ points }] = ladderOf(makeDataset(named), {}, 2000).rungs;
    // R: qbinom(c(.025, .975), 20, .4) / 20.
    expect(points[0].interval).toEqual([0.2, 0.6]);
  });

  it('compares with all factors that the review names, at every rung and under every filter', () => {
    expect(ladderOf(dataset).factorCount).toBe(4);
    const filters = { ...defaultChoices.filters, tier: ['C'] };
    expect(ladderOf(dataset, { filters }).factorCount).toBe(4);
  });

  it('asks the rungs that the review has, in its order', () => {
    const [all, primary, , , , separate] = dataset.rungs;
    const { rungs } = ladderOf({ ...dataset, rungs: [separate, all, primary] });
    expect(rungs.map(({ rung, claims }) => [rung.key, claims])).toEqual([
      ['separate_sources', 1],
      ['all', 1],
      ['primary', 1],
    ]);
  });

  it('never gains claims on the way up, and accounts for every one that it loses', () => {
    fc.assert(
      fc.property(anyDataset, anyChoices, (given, choices) => {
        const { rungs } = ladderOf(given, choices);
        for (const [at, { claims, failed, notStated, studies, points }] of rungs.entries()) {
          if (at > 0) {
            const lost = failed + (choices.keepNotStated ? 0 : notStated);
            expect(claims).toBe(rungs[at - 1].claims - lost);
            expect(studies).toBeLessThanOrEqual(rungs[at - 1].studies);
          }
          const sum = points.reduce((total, { share }) => total + (share ?? 0), 0);
          expect(sum).toBeCloseTo(studies > 0 ? 1 : 0, 12);
        }
      }),
    );
    expect.hasAssertions();
  });
});
