import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { directions, type Direction } from '../coding/claim.ts';
import type { Dataset } from '../coding/dataset.ts';
import { defaultChoices } from './choices.ts';
import { direction, type DirectionRow } from './direction.ts';
import { studyDirection } from './directions.ts';
import { indexEvidence, type Piece } from './evidence.ts';
import { Selection } from './selection.ts';

function rowsOf(dataset: Dataset): Record<string, DirectionRow> {
  const result = direction.compute(new Selection(indexEvidence(dataset), defaultChoices, 0));
  if (!result.identified) throw new Error(result.reason);
  return Object.fromEntries(result.rows.map((row) => [row.factor, row]));
}

const pieces = (...given: Direction[]) => given.map((direction) => ({ direction }) as Piece);

describe('the direction of a factor in a study', () => {
  it.each([
    [['positive'], 'positive'],
    [['positive', 'positive', 'mixed', 'not_stated'], 'positive'],
    [['null', 'not_stated'], 'null'],
    [['negative', 'mixed'], 'negative'],
    [['positive', 'negative'], 'mixed'],
    [['positive', 'null'], 'mixed'],
    [['mixed', 'not_stated'], 'mixed'],
    [['not_stated', 'not_stated'], 'not_stated'],
  ] as [Direction[], Direction][])('%j is %s', (given, wanted) => {
    expect(studyDirection(pieces(...given))).toBe(wanted);
    expect(studyDirection(pieces(...given.toReversed()))).toBe(wanted);
  });
});

describe('which way the studies point', () => {
  const votes: [Direction, number][] = [
    ['positive', 8],
    ['negative', 1],
    ['null', 2],
    ['mixed', 1],
    ['not_stated', 3],
  ];
  const dataset = makeDataset(
    votes.flatMap(([direction, count]) =>
      Array.from({ length: count }, (_, at): [string, string, object] => [
        `${direction}${at}`,
        'leadership',
        { direction },
      ]),
    ),
  );

  it('counts every study once, and tests the clear signs', () => {
    const { leadership, trust } = rowsOf(dataset);
    expect(leadership).toMatchObject({
      counts: { positive: 8, negative: 1, null: 2, mixed: 1, not_stated: 3 },
      k: 15,
      clear: 9,
      positiveShare: 8 / 9,
      fromEstimates: 0,
    });
    // 2 × (1 + 9) / 2⁹; R: prop.test(8, 9, correct = FALSE) and binom.test(8, 9).
    expect(leadership.p).toBeCloseTo(20 / 512, 12);
    expect(leadership.wilson).toEqual([expect.closeTo(0.5650003, 6), expect.closeTo(0.9801091, 6)]);
    expect(leadership.exact).toEqual([expect.closeTo(0.5175035, 6), expect.closeTo(0.9971909, 6)]);
    expect(trust).toMatchObject({ k: 0, clear: 0, positiveShare: null, wilson: null, exact: null, p: null });
  });

  it('flips claims about an absence before it counts', () => {
    const flipped = makeDataset([
      ['A', 'trust', { direction: 'negative', factorPole: 'absence_or_opposite' }],
      ['B', 'trust', { direction: 'positive', factorPole: 'absence_or_opposite' }],
    ]);
    expect(rowsOf(flipped).trust.counts).toMatchObject({ positive: 1, negative: 1 });
  });

  it('knows which directions rest on an estimate of that study and factor', () => {
    const estimate = (key: string, study: string, factor: string) => ({
      id: key,
      key,
      study: `study-${study}`,
      a: { kind: 'outcome' as const, key: 'process' },
      b: { kind: 'factor' as const, key: factor },
      type: 'pearson_r',
      value: 0.3,
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
    const measured = makeDataset(
      [
        ['A', 'leadership', { direction: 'null' }],
        ['B', 'leadership', { direction: 'mixed' }],
        ['C', 'leadership'],
        ['C', 'trust'],
      ],
      {},
      {
        estimates: [
          estimate('E1', 'A', 'leadership.shared'),
          estimate('E2', 'B', 'leadership'),
          estimate('E3', 'C', 'trust'),
        ],
      },
    );
    const { leadership, trust } = rowsOf(measured);
    // A counts through the narrower factor; B points nowhere; C measured another factor.
    expect(leadership.fromEstimates).toBe(1);
    expect(trust.fromEstimates).toBe(1);
  });

  it('is not identified without a claim', () => {
    const result = direction.compute(new Selection(indexEvidence(makeDataset([])), defaultChoices));
    expect(result).toEqual({ identified: false, reason: 'No claim passes the filters.' });
  });

  it('loses no study: the counts of a factor sum to its k', () => {
    const { leadership } = rowsOf(dataset);
    expect(directions.reduce((sum, name) => sum + leadership.counts[name], 0)).toBe(leadership.k);
  });
});
