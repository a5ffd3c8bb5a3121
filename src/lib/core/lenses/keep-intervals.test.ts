import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { keepIntervals } from './keep-intervals.ts';
import { Selection } from './selection.ts';
import { weigh } from './weighing.ts';

const draws = 40;

describe('a first picture with the intervals of the one before', () => {
  const evidence = indexEvidence(
    makeDataset([
      ['S1', 'leadership', { attribution: 'retrospective_attribution' }],
      ['S1', 'trust'],
      ['S2', 'trust'],
      ['S3', 'power'],
      ['S3', 'leadership'],
    ]),
  );
  const before = weigh(new Selection(evidence, defaultChoices, draws));
  const choices = {
    ...defaultChoices,
    switches: { ...defaultChoices.switches, outcome_known: 'drop' as const },
  };
  const first = weigh(new Selection(evidence, choices, 0, { quickly: true }));
  const kept = keepIntervals(first, before, choices);

  it('has its own points and the old intervals', () => {
    const [point] = kept.ladder.rungs[0].points;
    const [old] = before.ladder.rungs[0].points;
    expect(point.share).toBe(first.ladder.rungs[0].points[0].share);
    expect(point.share).not.toBe(old.share);
    expect(first.ladder.rungs[0].points[0].interval).toBeNull();
    expect(point.interval).toEqual(old.interval);
    if (!kept.supported.identified || !before.supported.identified) throw new Error('not identified');
    expect(kept.supported.rows[0].gapInterval).toEqual(before.supported.rows[0].gapInterval);
  });

  it('keeps no interval for a factor that nobody named before, and none of nothing', () => {
    const named = indexEvidence(makeDataset([['S1', 'goals']]));
    const only = weigh(new Selection(named, defaultChoices, 0));
    const [leadership, , , goals] = keepIntervals(only, before, defaultChoices).ladder.rungs[0].points;
    expect(goals.interval).toBeNull();
    // The exact upper limit of 0 in 1 needs no resampling.
    expect(leadership.interval).toEqual(only.ladder.rungs[0].points[0].interval);
  });

  it('keeps no band where none is defined', () => {
    const byStrength = { ...defaultChoices, weighBy: 'claimed_strength' as const };
    const unbanded = weigh(new Selection(evidence, byStrength, 0));
    expect(before.ladder.rungs[0].band).not.toBeNull();
    expect(keepIntervals(unbanded, before, byStrength).ladder.rungs[0].band).toBeNull();
  });
});

it('changes nothing that is whole already', () => {
  fc.assert(
    fc.property(anyDataset, anyChoices, anyChoices, (dataset, choices, others) => {
      const evidence = indexEvidence(dataset);
      const whole = weigh(new Selection(evidence, choices, draws));
      const first = weigh(new Selection(evidence, choices, 0, { quickly: true }));
      expect(keepIntervals(first, whole, choices)).toEqual(whole);
      const other = weigh(new Selection(evidence, others, draws));
      const kept = keepIntervals(first, other, choices);
      const shares = ({ ladder }: typeof whole) =>
        ladder.rungs.map(({ points }) => points.map(({ share, k }) => [share, k]));
      expect(shares(kept)).toEqual(shares(whole));
    }),
    { numRuns: 60 },
  );
  expect.hasAssertions();
});
