import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { factorKeys, makeDataset, outcomeKeys } from '../../../../tests/datasets/make-dataset.ts';
import { makeEstimate } from '../../../../tests/datasets/make-estimate.ts';
import { defaultRungs } from '../coding/rungs.ts';
import { describeTarget, findBehind, readTarget, writeTarget, type MarkTarget } from './behind.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { computeEvidenceMap } from './evidence-map.ts';
import { computeLadder } from './ladder.ts';
import { Selection } from './selection.ts';

const rungKeys = defaultRungs.map(({ key }) => key);

describe('what a reader clicked, in an address', () => {
  it.each([
    [{ factor: 'leadership' }, 'leadership'],
    [{ factor: 'leadership', rung: 'primary' }, 'leadership@primary'],
    [{ factor: 'a.b', outcome: 'process.c' }, 'a.b>process.c'],
    [{ factor: 'trust', stage: 'planning' }, 'trust~planning'],
    [{ study: 'S012' }, 'study:S012'],
  ] as [MarkTarget, string][])('%j is written %s and read back', (target, text) => {
    expect(writeTarget(target)).toBe(text);
    expect(readTarget(text)).toEqual(target);
  });

  it.each([null, '', '@primary', '>process', 'leadership@', 'leadership>', 'study:'])(
    '%s is nothing',
    (text) => {
      expect(readTarget(text)).toBeNull();
    },
  );

  it('is described in words, also where the codebook does not know it', () => {
    const evidence = indexEvidence(makeDataset([]));
    const words = (text: string) => describeTarget(evidence, readTarget(text)!);
    expect(words('leadership')).toBe('Leadership');
    expect(words('leadership@primary')).toBe('Leadership, at “primary studies”');
    expect(words('trust>health')).toBe('Trust → Health');
    expect(words('luck@nowhere')).toBe('luck');
  });
});

describe('the claims behind a mark', () => {
  const dataset = makeDataset(
    [
      ['weak', 'leadership', { attribution: 'normative_claim' }],
      ['strong', 'leadership.shared', { attribution: 'measured_prospective', outcome: 'health' }],
      ['strong', 'leadership', { direction: 'negative' }],
      ['strong', 'trust'],
    ],
    { weak: { tier: 'F' }, strong: { tier: 'A' } },
  );
  const selection = new Selection(indexEvidence(dataset), defaultChoices, 0);
  const behind = (text: string) =>
    findBehind(selection, readTarget(text)!).map(({ study, direction, pieces }) => [
      study.key,
      direction,
      pieces.map(({ claim }) => claim.key),
    ]);

  it('stand by study, the strongest first, with those of narrower factors', () => {
    expect(behind('leadership')).toEqual([
      ['strong', 'mixed', ['C1', 'C2']],
      ['weak', 'positive', ['C0']],
    ]);
    expect(behind('leadership>health')).toEqual([['strong', 'positive', ['C1']]]);
    expect(behind('leadership@measured')).toEqual([['strong', 'positive', ['C1']]]);
    expect(behind('luck')).toEqual([]);
    expect(behind('leadership@nowhere')).toEqual([]);
  });

  it('are estimates too where a study has nothing else, after all that has claims', () => {
    const ofLeadership = { kind: 'factor' as const, key: 'leadership.shared' };
    const estimates = [
      makeEstimate('E1', 'number', { a: ofLeadership }),
      makeEstimate('E2', 'number', { b: { kind: 'outcome', key: 'health' } }),
      makeEstimate('E3', 'weak', { value: 0.1 }),
      makeEstimate('E4', 'matrix', { b: { kind: 'factor', key: 'trust' } }),
      makeEstimate('E5', 'same', { sameSource: 'yes' }),
    ];
    const studies = { weak: { tier: 'F' }, number: {}, matrix: {}, same: {} };
    const given = makeDataset([['weak', 'leadership']], studies, { estimates });
    const find = (text: string, choices = defaultChoices) =>
      findBehind(new Selection(indexEvidence(given), choices, 0), readTarget(text)!).map((entry) => [
        entry.study.key,
        entry.pieces.length,
        entry.estimates.map(({ key }) => key),
      ]);
    expect(find('leadership')).toEqual([
      ['weak', 1, ['E3']],
      ['matrix', 0, ['E4']],
      ['number', 0, ['E1', 'E2']],
      ['same', 0, ['E5']],
    ]);
    expect(find('leadership>health')).toEqual([['number', 0, ['E2']]]);
    expect(find('trust')).toEqual([['matrix', 0, ['E4']]]);
    expect(find('leadership@all').map(([key]) => key)).toEqual(['weak']);
    const switches = { ...defaultChoices.switches, same_source: 'drop' as const };
    expect(find('leadership>process', { ...defaultChoices, switches }).map(([key]) => key)).toEqual([
      'weak',
      'number',
    ]);
  });

  it('are as many studies as the mark says, on the Ladder and on the map', () => {
    fc.assert(
      fc.property(anyDataset, anyChoices, (given, choices) => {
        const chosen = new Selection(indexEvidence(given), choices, 0);
        const { rungs } = computeLadder(chosen);
        const { cells } = computeEvidenceMap(chosen, 'leadership');
        const drawn = cells.flat();
        for (const factor of factorKeys) {
          for (const [at, rung] of rungKeys.entries()) {
            const { k } = rungs[at].points.find((point) => point.factor === factor)!;
            expect(findBehind(chosen, { factor, rung })).toHaveLength(k);
          }
          for (const outcome of outcomeKeys) {
            const cell = drawn.find((other) => other.row === factor && other.column === outcome);
            expect(findBehind(chosen, { factor, outcome })).toHaveLength(cell?.studies.length ?? 0);
          }
        }
      }),
      { numRuns: 50 },
    );
    expect.hasAssertions();
  });
});
