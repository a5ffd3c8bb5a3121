import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { defaultChoices } from './choices.ts';
import { focalFactorKey, indexEvidence } from './evidence.ts';
import { findMostTellingCell } from './most-telling-cell.ts';
import { sumByFactor } from './naming.ts';
import { Selection } from './selection.ts';
import { findOvertaking, type AdditiveLens } from './what-would-change.ts';
import { mostTellingSentence, overtakingSentence } from './what-would-change-words.ts';

const select = (dataset: Parameters<typeof indexEvidence>[0], choices = defaultChoices, draws = 0) =>
  new Selection(indexEvidence(dataset), choices, draws);

/** Sums of the factors over the studies that are not in the set, given as bits. */
function sumsWithout(selection: Selection, lens: AdditiveLens, set: number): Float64Array {
  const { naming, evidence } = selection;
  const values = (lens === 'said' ? naming.weight : naming.carried).slice();
  for (let at = 0; at < naming.studies.length; at++) {
    if (set & (1 << at)) values.fill(0, naming.start[at], naming.start[at + 1]);
  }
  return sumByFactor(naming, values, evidence.factors.length);
}

/** Tries every set of studies: the size of the smallest that lets a factor pass the focal one, or be passed by it. */
function bruteForce(selection: Selection, lens: AdditiveLens, focalAt: number): number | null {
  const now = sumsWithout(selection, lens, 0);
  let least: number | null = null;
  for (let set = 0; set < 1 << selection.studyCount; set++) {
    const then = sumsWithout(selection, lens, set);
    const passed = [...then.keys()].some(
      (at) => selection.counts[at] > 0 && now[at] <= now[focalAt] + 1e-9 !== then[at] <= then[focalAt] + 1e-9,
    );
    const size = set.toString(2).replaceAll('0', '').length;
    if (passed && (least === null || size < least)) least = size;
  }
  return least;
}

describe('the smallest set of studies', () => {
  it('is found by hand', () => {
    // Leadership 1 + 1 + ½ + ½, trust ½ + ½ + 1: a lead of one. Two studies must go for trust to be before it.
    const selection = select(
      makeDataset([
        ['A', 'leadership'],
        ['B', 'leadership'],
        ['C', 'leadership'],
        ['C', 'trust'],
        ['D', 'leadership'],
        ['D', 'trust'],
        ['E', 'trust'],
      ]),
    );
    const result = findOvertaking(selection, 'said');
    expect(result).toMatchObject({ rank: 1, studies: 5, by: { key: 'trust' } });
    if (!result.identified) throw new Error(result.reason);
    expect(result.removed.map(({ key }) => key)).toEqual(['A', 'B']);
    expect(overtakingSentence('said', result, selection.evidence.factors[0])).toBe(
      'In what is said, leadership is first. Without 2 of 5 studies, trust would stand before it; no smaller set of studies changes its rank.',
    );
  });

  it('may also take a factor up that is not the first', () => {
    // Trust 1 + 1 + ½, leadership ½: without two of the studies that name trust alone, they are level.
    const selection = select(
      makeDataset([
        ['A', 'trust'],
        ['B', 'trust'],
        ['C', 'leadership'],
        ['C', 'trust'],
      ]),
    );
    const result = findOvertaking(selection, 'said');
    expect(result).toMatchObject({ rank: 2, move: 'up', removed: [{ key: 'A' }, { key: 'B' }] });
    expect(overtakingSentence('said', result, selection.evidence.factors[0])).toBe(
      'In what is said, leadership is second. Without 2 of 3 studies, trust would no longer stand before it; no smaller set of studies changes its rank.',
    );
  });

  it('says so where there is none', () => {
    expect(findOvertaking(select(makeDataset([])), 'said')).toHaveProperty('reason');
    expect(findOvertaking(select(makeDataset([['A', 'trust']])), 'said')).toMatchObject({
      reason: expect.stringContaining('No study here names leadership'),
    });
    expect(findOvertaking(select(makeDataset([['A', 'leadership']])), 'said')).toMatchObject({
      reason: expect.stringContaining('stays as it is'),
    });
  });

  it('is as small as any, tried set by set', () => {
    fc.assert(
      fc.property(
        anyDataset,
        anyChoices,
        fc.constantFrom('said' as const, 'supported' as const),
        (dataset, choices, lens) => {
          const selection = select(dataset, choices);
          const { evidence, naming } = selection;
          const focalAt = evidence.factors.findIndex(({ key }) => key === focalFactorKey(evidence, choices));
          const result = findOvertaking(selection, lens);
          if (selection.studyCount === 0 || selection.counts[focalAt] === 0) {
            expect(result.identified).toBe(false);
            return;
          }
          expect(result.identified ? result.removed.length : null).toBe(bruteForce(selection, lens, focalAt));
          if (!result.identified) return;
          // And the set that is named does it.
          const keys = new Set(result.removed.map(({ key }) => key));
          const set = naming.studies.reduce(
            (bits, studyAt, at) => bits | (keys.has(evidence.studies[studyAt].key) ? 1 << at : 0),
            0,
          );
          const then = sumsWithout(selection, lens, set);
          const byAt = evidence.factors.indexOf(result.by);
          expect(then[byAt] > then[focalAt] + 1e-9).toBe(result.move === 'down');
        },
      ),
      { numRuns: 300 },
    );
    expect.hasAssertions();
  });
});

describe('the cell where one more study would tell most', () => {
  it('rests on a standard deviation that the bootstrap has too', () => {
    const selection = select(loadSampleDataset(), defaultChoices, 2000);
    const count = selection.evidence.factors.length;
    for (const [lens, draws] of [
      ['said', selection.saidDraws!],
      ['supported', selection.supportedDraws!],
    ] as const) {
      const result = findMostTellingCell(selection, lens);
      if (!result.identified) throw new Error(result.reason);
      const shares = Array.from({ length: 2000 }, (_, draw) => draws[draw * count]);
      const mean = shares.reduce((sum, share) => sum + share, 0) / 2000;
      const deviation = Math.sqrt(shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / 2000);
      expect(result.deviation / deviation).toBeGreaterThan(0.9);
      expect(result.deviation / deviation).toBeLessThan(1.1);
      expect(result.deviationThen).toBeLessThan(result.deviation);
      expect(mostTellingSentence(lens, result, selection.evidence.factors[0])).toMatch(/→/);
    }
  });

  it('is computed by hand for three studies', () => {
    // Said: leadership gets 1, ½, 0; p = ½, variance (¼ + 0 + ¼) / 9. A second study like the one that gives ½ adds
    // nothing to the squares: ½ / 16.
    const selection = select(
      makeDataset([
        ['A', 'leadership', { outcome: 'health' }],
        ['B', 'leadership', { outcome: 'services' }],
        ['B', 'trust', { outcome: 'services' }],
        ['C', 'trust', { outcome: 'process' }],
      ]),
    );
    expect(findMostTellingCell(selection, 'said')).toMatchObject({
      factor: { key: 'leadership' },
      outcome: { key: 'services' },
      k: 1,
      deviation: expect.closeTo(Math.sqrt(0.5 / 9), 12),
      deviationThen: expect.closeTo(Math.sqrt(0.5 / 16), 12),
    });
  });

  it('is never a number that is none', () => {
    fc.assert(
      fc.property(anyDataset, anyChoices, (dataset, choices) => {
        for (const lens of ['said', 'supported'] as const) {
          const result = findMostTellingCell(select(dataset, choices), lens);
          if (!result.identified) expect(result.reason).not.toBe('');
          else expect(result.deviationThen).toBeLessThan(result.deviation);
        }
      }),
      { numRuns: 100 },
    );
    expect.hasAssertions();
  });
});
