import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import type { Dataset } from '../coding/dataset.ts';
import { finishSteps } from '../stats/resampling/steps.ts';
import { describeTarget, findBehind, readTarget, writeTarget } from './behind.ts';
import { defaultChoices, notStated } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { groupFieldNames } from './group-fields.ts';
import { groupShares, groupSharesInSteps, keepGroupIntervals } from './group-shares.ts';
import { computeModerators } from './moderators.ts';
import { Selection } from './selection.ts';
import { computeTrajectory } from './trajectory.ts';

const code = (key: string, order: number | null) => ({
  key,
  label: key,
  description: '',
  order,
  retired: false,
});

function withLists(dataset: Dataset): Dataset {
  const lists = {
    ...dataset.codebook.lists,
    stages: [code('all', null), code('ending', 3), code('forming', 1), code('performing', 2)],
    forms: [code('board', 1), code('network', 2)],
    loci: [code('senior', 1), code('spanner', 2)],
  };
  return { ...dataset, codebook: { ...dataset.codebook, lists } };
}

const select = (dataset: Dataset, draws = 0) =>
  new Selection(indexEvidence(withLists(dataset)), defaultChoices, draws);

/** A speaks of leadership while forming and of trust while performing; B of both factors at both stages; C of all stages. */
const small = makeDataset(
  [
    ['A', 'leadership', { stages: ['forming'], setting: 'both', locus: 'senior' }],
    ['A', 'trust', { stages: ['performing'] }],
    ['B', 'leadership', { stages: ['forming', 'performing'], locus: 'spanner' }],
    ['B', 'trust', { stages: ['forming', 'performing'] }],
    ['C', 'leadership', { stages: ['all'] }],
    ['D', 'trust'],
  ],
  { A: { forms: ['board'] }, B: { forms: ['board', 'network'] }, C: {}, D: { forms: ['network'] } },
);

const tell = (field: Parameters<typeof groupShares>[1]) =>
  groupShares(select(small), field).rows.map(({ value, share, k, studies, weight }) => [
    value,
    share,
    k,
    studies,
    weight,
  ]);

describe('the focal factor’s share in groups', () => {
  it('counts a study in j groups 1/j in each, with the claims it has there', () => {
    expect(tell('stage')).toEqual([
      // A: all of ½; B: half of ½.
      ['forming', 0.75, 2, 2, 1],
      ['performing', 0.25, 1, 2, 1],
      ['ending', null, 0, 0, 0],
      ['all', 1, 1, 1, 1],
      [notStated, 0, 0, 1, 1],
    ]);
  });

  it('takes what holds for a study for all of its claims', () => {
    expect(tell('form')).toEqual([
      // A: ½ of 1; B: ½ of ½.
      ['board', 0.5, 2, 2, 1.5],
      // B: ½ of ½; D: none of 1.
      ['network', 0.25 / 1.5, 1, 2, 1.5],
      [notStated, 1, 1, 1, 1],
    ]);
  });

  it('divides what is said about the focal factor by its locus', () => {
    const { of, rows } = groupShares(select(small), 'locus');
    expect(of).toBe('focal');
    // Leadership has ½ of A, ½ of B and all of C.
    expect(rows.map(({ value, share, k, studies }) => [value, share, k, studies])).toEqual([
      ['senior', 0.25, 1, 3],
      ['spanner', 0.25, 1, 3],
      [notStated, 0.5, 1, 3],
    ]);
  });

  it('has no interval where fewer than three studies can’t tell, and exact limits at the ends', () => {
    const { rows } = groupShares(select(small, 50), 'stage');
    const intervals = Object.fromEntries(rows.map(({ value, interval }) => [value, interval]));
    expect(intervals.forming).toBeNull();
    expect(intervals.ending).toBeNull();
    // Clopper–Pearson of 1 of 1 and of 0 of 1.
    expect(intervals.all![0]).toBeCloseTo(0.025, 12);
    expect(intervals[notStated]![1]).toBeCloseTo(0.975, 12);
  });
});

describe('the test of groups', () => {
  const grouped = (split: (at: number) => string) =>
    makeDataset(
      Array.from({ length: 12 }, (_, at) => [
        `S${at}`,
        at < 6 ? 'leadership' : 'trust',
        { stages: [split(at)] },
      ]),
    );
  const p = (dataset: Dataset) => groupShares(select(dataset, 500), 'stage').p!;

  it('finds groups that differ in everything, and none where they are alike', () => {
    // All six of one kind in one group: 2 of 924 dealings are as uneven.
    expect(p(grouped((at) => (at < 6 ? 'forming' : 'performing')))).toBeLessThan(0.02);
    expect(p(grouped((at) => (at % 2 ? 'forming' : 'performing')))).toBe(1);
  });

  it('is not made where there is one group, or nothing differs', () => {
    expect(
      groupShares(
        select(
          grouped(() => 'forming'),
          50,
        ),
        'stage',
      ).p,
    ).toBeNull();
    expect(
      groupShares(
        select(
          grouped(() => 'all'),
          50,
        ),
        'stage',
      ).p,
    ).toBeNull();
    expect(groupShares(select(small, 0), 'stage').p).toBeNull();
  });
});

describe('the trajectory', () => {
  it('tells stages from what stands outside them', () => {
    const found = computeTrajectory(select(small));
    if (!found.identified) throw new Error(found.reason);
    expect(found.stages.map(({ value }) => value)).toEqual(['forming', 'performing', 'ending']);
    expect(found.others.map(({ value }) => value)).toEqual(['all', notStated]);
    expect(found.stated).toBe(2);
  });

  it('says why it is not there', () => {
    expect(computeTrajectory(select(makeDataset([['A', 'leadership']])))).toEqual({
      identified: false,
      reason: 'No claim here says at which stage of a collaboration’s life it applies.',
    });
    expect(computeTrajectory(select(makeDataset([])))).toMatchObject({ identified: false });
  });
});

it('moderators that nobody states are named apart', () => {
  const found = computeModerators(select(small));
  if (!found.identified) throw new Error(found.reason);
  expect(found.overall).toBe(0.5);
  expect(found.groupings.map(({ field }) => field)).toEqual(['form', 'stage', 'locus', 'setting']);
  expect(found.silent.map(({ field }) => field)).toEqual([
    'motive',
    'sector',
    'outcome_level',
    'same_source',
  ]);
});

it('for any data: shares are shares, groups add up, marks open as many studies as they say', () => {
  fc.assert(
    fc.property(anyDataset, anyChoices, (dataset, choices) => {
      const selection = new Selection(indexEvidence(withLists(dataset)), choices, 20);
      const found = computeModerators(selection);
      if (!found.identified) return;
      for (const { field, of, rows, p } of [...found.groupings, ...found.silent]) {
        for (const { share, interval, k, studies, value } of rows) {
          expect(share === null).toBe(studies === 0);
          if (share !== null) expect(share).toBeGreaterThanOrEqual(0);
          if (share !== null) expect(share).toBeLessThanOrEqual(1 + 1e-12);
          if (interval) expect(interval.every(Number.isFinite)).toBe(true);
          const target = readTarget(writeTarget({ factor: found.focal.key, group: `${field}:${value}` }))!;
          expect(findBehind(selection, target)).toHaveLength(k);
          expect(describeTarget(selection.evidence, target)).not.toMatch(/undefined/);
        }
        if (p !== null) expect(p > 0 && p <= 1).toBe(true);
        if (of === 'said') {
          expect(rows.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(selection.studyCount, 9);
        } else if (found.overall > 0) {
          expect(rows.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 9);
        }
      }
      expect(found.groupings.length + found.silent.length).toBe(groupFieldNames.length);
    }),
    { numRuns: 60 },
  );
  expect.hasAssertions();
});

it('until new intervals have come, those before stay', () => {
  const drawn = groupFieldNames.map((field) => groupShares(select(small, 50), field));
  const first = groupFieldNames.map((field) => groupShares(select(small), field));
  expect(keepGroupIntervals(first, null)).toEqual(first);
  expect(keepGroupIntervals(first, drawn)).toEqual(drawn);
  expect(finishSteps(groupSharesInSteps(select(small, 50)))).toEqual(drawn);
});
