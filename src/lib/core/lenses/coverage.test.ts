import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import type { Estimate } from '../coding/estimate.ts';
import { computeCoverage } from './coverage.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';

const estimate = (study: string, a: string, b: string): Estimate => ({
  id: `${study}-${a}-${b}`,
  key: `${study}-${a}-${b}`,
  study: `study-${study}`,
  a: { kind: 'factor', key: a },
  b: { kind: b === 'process' ? 'outcome' : 'factor', key: b },
  type: 'r',
  value: 0.2,
  n: null,
  nUnit: null,
  ciLow: null,
  ciHigh: null,
  p: null,
  adjusted: null,
  sameSource: null,
  locator: '',
  sourceUrl: '',
  note: '',
});

describe('what studies have on factors', () => {
  const dataset = makeDataset(
    [
      ['A', 'leadership.shared', { attribution: 'measured_concurrent' }],
      ['A', 'leadership', { attribution: 'normative_claim' }],
      ['A', 'trust', { attribution: 'retrospective_attribution' }],
      ['B', 'leadership'],
      ['C', 'power', { attribution: 'measured_prospective' }],
    ],
    { A: { tier: 'B' }, B: { tier: 'A' }, C: { tier: 'B' } },
    {
      estimates: [
        estimate('A', 'goals', 'process'),
        estimate('B', 'trust', 'power'),
        estimate('gone', 'trust', 'power'),
      ],
    },
  );
  const coverage = computeCoverage(new Selection(indexEvidence(dataset), defaultChoices, 0));
  if (!coverage.identified) throw new Error(coverage.reason);

  it('is measured where a claim or an estimate says so, else claimed, else nothing', () => {
    expect(coverage.studies.map(({ key }) => key)).toEqual(['B', 'A', 'C']);
    const cells = Object.fromEntries(coverage.rows.map(({ factor, cells }) => [factor.key, cells]));
    expect(cells).toMatchObject({
      leadership: ['claimed', 'measured', null],
      trust: ['measured', 'claimed', null],
      power: ['measured', null, 'measured'],
      goals: [null, 'measured', null],
      synergy: [null, null, null],
    });
  });

  it('has the focal factor first, and counts where it was measured beside another', () => {
    expect(coverage.rows.map(({ factor }) => factor.key).slice(0, 3)).toEqual([
      'leadership',
      'power',
      'trust',
    ]);
    expect(coverage.rows[0]).toMatchObject({ measured: 1, claimed: 1 });
    expect(coverage.together).toBe(1);
  });
});

it('has a cell for every factor and study that is left, for any data', () => {
  fc.assert(
    fc.property(anyDataset, anyChoices, (dataset, choices) => {
      const selection = new Selection(indexEvidence(dataset), choices, 0);
      const coverage = computeCoverage(selection);
      expect(coverage.identified).toBe(selection.studyCount > 0);
      if (!coverage.identified) return;
      expect(coverage.studies).toHaveLength(selection.studyCount);
      const named = coverage.rows.reduce((sum, { measured, claimed }) => sum + measured + claimed, 0);
      // Without estimates, a cell is filled for every factor that a study names.
      expect(named).toBe(selection.naming.factor.length);
    }),
    { numRuns: 60 },
  );
  expect.hasAssertions();
});
