import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyJudgedDataset } from '../../../../tests/datasets/any-dataset.ts';
import { gradeJudgement, makeDataset, makeStudy } from '../../../../tests/datasets/make-dataset.ts';
import type { CertaintyLevel } from '../coding/certainty.ts';
import type { Direction } from '../coding/claim.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { emptyCounts } from './directions.ts';
import { indexEvidence } from './evidence.ts';
import { findBehind, readTarget } from './behind.ts';
import {
  computeEvidenceMap,
  computeMapView,
  judgeCell,
  type CellState,
  type CellStudy,
  type EvidenceMap,
} from './evidence-map.ts';
import { defaultMapChoices, readMapChoices } from './map-choices.ts';
import { mapDimensionNames } from './map-dimensions.ts';
import { Selection } from './selection.ts';

/** A cell of studies that are all of a tier, or the first few of them. */
function judge(
  votes: Partial<Record<Direction, number>>,
  { certainty = null, strong = 0 }: { certainty?: CertaintyLevel | null; strong?: number } = {},
): CellState {
  const counts = { ...emptyCounts(), ...votes };
  const size = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const studies = Array.from({ length: size }, (_, at): CellStudy => ({
    study: makeStudy(`S${at}`, { tier: at < strong ? 'AB'[at % 2] : 'C' }),
    direction: 'positive',
    rank: 0,
    strength: 0.5,
  }));
  return judgeCell(studies, counts, certainty);
}

describe('what a cell amounts to', () => {
  it.each([
    [{}, 'gap'],
    [{ positive: 1 }, 'single'],
    [{ not_stated: 1 }, 'single'],
    [{ positive: 2 }, 'open'],
    [{ mixed: 3 }, 'open'],
    [{ positive: 1, not_stated: 4 }, 'open'],
    [{ positive: 1, negative: 1 }, 'contested'],
    [{ positive: 1, null: 1 }, 'contested'],
    // A quarter of the clear ones is enough, less is not; mixed and not stated are not clear.
    [{ positive: 3, negative: 1 }, 'contested'],
    [{ positive: 4, null: 1 }, 'open'],
    [{ positive: 6, negative: 1, null: 1 }, 'contested'],
    [{ positive: 1, null: 3 }, 'contested'],
    [{ positive: 1, null: 4 }, 'open'],
    [{ positive: 3, negative: 1, mixed: 9, not_stated: 9 }, 'contested'],
    // Against and none agree that it does not help.
    [{ negative: 2, null: 2 }, 'open'],
    // Nobody has judged certainty, so that however many agree nothing is settled.
    [{ positive: 40 }, 'open'],
  ] as [Partial<Record<Direction, number>>, CellState][])('%j is %s', (votes, state) => {
    expect(judge(votes)).toBe(state);
  });
});

describe('a settled cell', () => {
  const sure = { certainty: 'moderate', strong: 2 } as const;

  it.each([
    [{ positive: 5 }, sure, 'settled'],
    [{ positive: 5 }, { ...sure, certainty: 'high' }, 'settled'],
    [{ negative: 5 }, sure, 'settled'],
    [{ null: 5 }, sure, 'settled'],
    [{ positive: 4, mixed: 1 }, sure, 'settled'],
    [{ positive: 8, null: 1, negative: 1 }, sure, 'settled'],
    [{ positive: 12, not_stated: 3 }, sure, 'settled'],
    // Each of the four is needed.
    [{ positive: 4 }, sure, 'open'],
    [{ positive: 7, mixed: 2 }, sure, 'open'],
    [{ positive: 5, not_stated: 20 }, sure, 'open'],
    [{ positive: 5 }, { ...sure, strong: 1 }, 'open'],
    [{ positive: 5 }, { ...sure, certainty: 'low' }, 'open'],
    [{ positive: 5 }, { ...sure, certainty: null }, 'open'],
    // Against and no link are two answers.
    [{ negative: 3, null: 3 }, sure, 'open'],
    [{ positive: 3, negative: 2 }, { certainty: 'high', strong: 5 }, 'contested'],
  ] as [Partial<Record<Direction, number>>, Parameters<typeof judge>[1], CellState][])(
    'of %j with %j: %s',
    (votes, ground, state) => {
      expect(judge(votes, ground)).toBe(state);
    },
  );
});

describe('the map', () => {
  const dataset = makeDataset(
    [
      ['A', 'trust', { outcome: 'health', direction: 'negative', attribution: 'measured_prospective' }],
      ['A', 'trust', { outcome: 'health', direction: 'negative' }],
      ['B', 'trust', { outcome: 'health', attribution: 'normative_claim' }],
      ['B', 'power', { outcome: 'process' }],
      ['C', 'power', { outcome: null, targetFactor: 'trust' }],
      ['C', 'functioning'],
    ],
    { A: { tier: 'A' } },
  );
  const mapOf = (choices: Partial<Choices> = {}) =>
    computeEvidenceMap(
      new Selection(indexEvidence(dataset), { ...defaultChoices, ...choices }, 0),
      'leadership',
    );

  it('has the focal factor first, then those in most studies, and those that nobody studied', () => {
    const { rows, columns, studies, claims } = mapOf();
    expect(rows.map(({ value }) => value)).toEqual([
      'leadership',
      'trust',
      'power',
      'functioning',
      'goals',
      'synergy',
    ]);
    expect(columns.map(({ value }) => value)).toEqual(['process', 'services', 'health']);
    expect([studies, claims]).toEqual([3, 5]);
  });

  it('puts every study into its cell once, those on the best ground first', () => {
    const cell = mapOf().cells[1][2];
    expect(cell).toMatchObject({ row: 'trust', column: 'health', state: 'contested', opens: 'trust>health' });
    expect(cell.directions).toMatchObject({ positive: 1, negative: 1 });
    expect(cell.studies.map(({ study, direction, rank }) => [study.key, direction, rank])).toEqual([
      ['A', 'negative', 4],
      ['B', 'positive', 0],
    ]);
  });

  it('carries what people judged of a cell, and nothing where they did not', () => {
    const certainty = [gradeJudgement('trust', 'health', 'low'), gradeJudgement('power', 'process', null)];
    const { cells } = computeEvidenceMap(
      new Selection(indexEvidence({ ...dataset, certainty }), defaultChoices, 0),
      'leadership',
    );
    expect(cells[1].map((cell) => cell.certainty)).toEqual([null, null, 'low']);
    expect(cells[2].map((cell) => cell.certainty)).toEqual([null, null, null]);
  });

  it('has no place for a claim about another factor', () => {
    expect(mapOf().cells[2].map(({ studies }) => studies.length)).toEqual([1, 0, 0]);
  });

  it('leaves out the rows of bundles and mediators where that is asked for', () => {
    const { rows, claims } = mapOf({ leaveOutBundles: true });
    expect(rows.map(({ value }) => value)).toEqual(['leadership', 'trust', 'power', 'goals']);
    expect(claims).toBe(4);
  });
});

describe('the map by other sides', () => {
  const dataset = makeDataset(
    [
      ['A', 'leadership.shared', { outcome: 'health', setting: 'inter_organisational' }],
      ['A', 'leadership', { outcome: 'process', setting: 'intra_organisational' }],
      ['B', 'leadership', { outcome: 'health', setting: 'inter_organisational' }],
      ['C', 'trust', { outcome: 'health' }],
    ],
    { A: { tier: 'A', forms: ['pilot', 'fund'] }, B: { tier: 'C', forms: ['pilot'] } },
  );
  const viewOf = (address: string) =>
    computeMapView(
      new Selection(indexEvidence(dataset), defaultChoices, 0),
      'leadership',
      readMapChoices(new URLSearchParams(address)),
    );
  const counts = ({ cells }: EvidenceMap) => cells.map((line) => line.map(({ studies }) => studies.length));

  it('opens a row into the parts that claims name; the row still holds all', () => {
    const { map } = viewOf('parts=factor:leadership').slices[0];
    expect(
      map.rows.slice(0, 3).map(({ value, depth, parts, isOpen }) => [value, depth, parts, isOpen]),
    ).toEqual([
      ['leadership', 0, 1, true],
      ['leadership.shared', 1, 0, false],
      ['trust', 0, 0, false],
    ]);
    expect(counts(map).slice(0, 3)).toEqual([
      [1, 0, 2],
      [0, 0, 1],
      [0, 0, 1],
    ]);
    expect(map.cells[1][2].opens).toBe('cell?factor=leadership.shared&outcome=health');
    expect(map.cells[0][2].opens).toBe('leadership>health');
  });

  it('has a study in every form that it states, and one that states none in a row of its own', () => {
    const { map } = viewOf('rows=form&columns=outcome').slices[0];
    expect(map.rows.map(({ value }) => value)).toEqual(['fund', 'pilot', 'not_stated']);
    expect(counts(map)).toEqual([
      [1, 0, 1],
      [1, 0, 2],
      [0, 0, 1],
    ]);
  });

  it('draws two slices on the same sides', () => {
    const view = viewOf('split=setting');
    expect(view.split).toBe('setting');
    expect(view.slices.map(({ map }) => [map.studies, map.claims])).toEqual([
      [2, 2],
      [1, 1],
    ]);
    const [first, second] = view.slices;
    expect(second.map.rows).toEqual(first.map.rows);
    expect(first.map.cells[0][2].opens).toBe(
      'cell?factor=leadership&outcome=health&setting=inter_organisational',
    );
  });

  it('is one map where a field has one value only', () => {
    expect(viewOf('split=stage')).toMatchObject({ split: null, slices: [{ label: '' }] });
  });

  it('puts every cell into one state, and studies behind each, whatever the sides', () => {
    fc.assert(
      fc.property(
        anyJudgedDataset,
        fc.constantFrom(...mapDimensionNames),
        fc.constantFrom(...mapDimensionNames),
        (any, rows, columns) => {
          const selection = new Selection(indexEvidence(any), defaultChoices, 0);
          const [{ map }] = computeMapView(selection, 'leadership', {
            ...defaultMapChoices,
            rows,
            columns,
          }).slices;
          for (const cell of map.cells.flat()) {
            expect(['gap', 'single', 'contested', 'open', 'settled']).toContain(cell.state);
            expect(cell.state === 'gap').toBe(cell.studies.length === 0);
            expect(cell.state === 'single').toBe(cell.studies.length === 1);
            const behind = findBehind(selection, readTarget(cell.opens)!).filter(
              ({ pieces }) => pieces.length > 0,
            );
            expect(behind.map(({ study }) => study.key).sort()).toEqual(
              cell.studies.map(({ study }) => study.key).sort(),
            );
          }
        },
      ),
      { numRuns: 60 },
    );
    expect.hasAssertions();
  });

  it('is the same whatever order claims and studies come in', () => {
    fc.assert(
      fc.property(anyJudgedDataset, (any) => {
        const turned = { ...any, claims: [...any.claims].reverse(), studies: [...any.studies].reverse() };
        const mapOf = (one: typeof any) =>
          computeEvidenceMap(new Selection(indexEvidence(one), defaultChoices, 0), 'leadership');
        expect(mapOf(turned)).toEqual(mapOf(any));
      }),
      { numRuns: 60 },
    );
    expect.hasAssertions();
  });
});
