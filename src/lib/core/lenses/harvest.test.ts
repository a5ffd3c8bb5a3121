import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeCorrelation, makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { harvestGround, harvestSums, harvestTitle } from '../figures/harvest-words.ts';
import type { Dataset } from '../coding/dataset.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { computeHarvest, type Harvest } from './harvest.ts';
import { Selection } from './selection.ts';

function harvest(dataset: Dataset, factor = 'leadership'): Harvest {
  const result = computeHarvest(new Selection(indexEvidence(dataset), defaultChoices, 0), factor);
  if (!result.identified) throw new Error(result.reason);
  return result;
}
const plain = (words: string) => words.replaceAll('\u202f', ' ').replaceAll('\u2060', '');

describe('which way each study points', () => {
  // A: for process (tier B), against services. B: for and against process: mixed. C: no link, about another factor.
  const dataset = makeDataset(
    [
      ['A', 'leadership', {}],
      ['A', 'leadership', { outcome: 'services', direction: 'negative' }],
      ['B', 'leadership', {}],
      ['B', 'leadership.shared', { direction: 'negative' }],
      ['C', 'leadership', { outcome: null, targetFactor: 'trust', direction: 'null' }],
      ['D', 'leadership', { direction: 'not_stated' }],
      ['E', 'leadership', {}],
      ['F', 'trust', {}],
    ],
    { A: { tier: 'B' }, E: { tier: 'A' }, B: { tier: 'no such tier' } },
    {
      estimates: [
        makeCorrelation('E', 'leadership', 'process', 0.3),
        makeCorrelation('A', 'trust', 'process', 0.3),
      ],
    },
  );
  const { outcomes, total } = harvest(dataset);

  it('is told by outcome, claims about another factor last, the strongest designs first', () => {
    expect(
      outcomes.map(({ outcome, studies }) => [
        outcome?.key ?? null,
        studies.map(({ study, direction }) => `${study.key} ${direction}`),
      ]),
    ).toEqual([
      ['process', ['E positive', 'A positive', 'B mixed', 'D not_stated']],
      ['services', ['A negative']],
      [null, ['C null']],
    ]);
    expect(outcomes[0].studies.map(({ design }) => design)).toEqual([1, 0.8, null, null]);
  });

  it('knows who reports a number for this factor and this outcome', () => {
    expect(
      outcomes[0].studies.filter(({ hasEstimate }) => hasEstimate).map(({ study }) => study.key),
    ).toEqual(['E']);
    expect(outcomes[1].studies[0].hasEstimate).toBe(false);
  });

  it('sums one vote a study, as the lens does', () => {
    // A points both ways over its outcomes, B within one.
    expect(total.counts).toEqual({ positive: 1, negative: 0, null: 1, mixed: 2, not_stated: 1 });
    expect(total).toMatchObject({ k: 5, clear: 1, fromEstimates: 1 });
  });
});

describe('its words', () => {
  const say = (...directions: ('positive' | 'negative' | 'null' | 'mixed')[]) => {
    const claims = directions.map((direction, at): [string, string, object] => [
      `S${at}`,
      'leadership',
      { direction },
    ]);
    return harvest(makeDataset(claims));
  };

  it.each([
    [
      ['positive', 'positive', 'negative', 'null'],
      'Leadership: of 3 clear directions 2 are positive; 1 study found no link',
    ],
    [['positive', 'negative', 'negative'], 'Leadership: of 3 clear directions 1 is positive'],
    [['positive', 'positive'], 'Leadership: of 2 clear directions all are positive'],
    [['negative', 'negative'], 'Leadership: of 2 clear directions none is positive'],
    [['negative', 'mixed'], 'Leadership: the one clear direction is negative'],
    [['null', 'null'], 'Leadership: no clear direction; 2 studies found no link'],
    [['mixed'], 'Leadership: no study states a clear direction'],
  ] as const)('%j', (directions, title) => {
    expect(harvestTitle(say(...directions))).toBe(title);
  });

  it('give test and both intervals', () => {
    // Two-sided sign test of 5 of 6: 2 · (1 + 6) / 64.
    const { total } = say(...Array<'positive'>(5).fill('positive'), 'negative');
    expect(plain(harvestSums(total))).toBe(
      '83 % of 6 clear directions positive: Wilson interval 44–97 %, Clopper–Pearson 36–100 %. Two-sided sign test p = 0.219: chance alone could divide them like this.',
    );
    expect(harvestSums(say('mixed').total)).toBe('No direction is clear, so there is nothing to test.');
    expect(harvestGround(say('null').total)).toBe(
      '0 directions come from a reported number, 1 from words, where “no link” often means “not significant”.',
    );
  });
});

it('holds what the sample says of leadership', () => {
  const { total, outcomes } = harvest(loadSampleDataset());
  expect(total.counts).toEqual({ positive: 35, negative: 1, null: 2, mixed: 5, not_stated: 6 });
  expect(outcomes.map(({ outcome }) => outcome!.label)[0]).toBe('Process and synergy');
});

it('says why there is nothing to show', () => {
  const selection = new Selection(indexEvidence(makeDataset([['A', 'trust']])), defaultChoices, 0);
  expect(computeHarvest(selection, 'leadership')).toEqual({
    identified: false,
    reason: 'No study here names leadership.',
  });
  expect(() => computeHarvest(selection, 'nonsense')).toThrow(RangeError);
});

it('shows every study that names the factor, and each once an outcome, whatever the order of the claims', () => {
  fc.assert(
    fc.property(anyDataset, anyChoices, (dataset, choices) => {
      const selection = new Selection(indexEvidence(dataset), choices, 0);
      for (const [at, { key }] of selection.evidence.factors.entries()) {
        const result = computeHarvest(selection, key);
        expect(result.identified).toBe(selection.counts[at] > 0);
        if (!result.identified) continue;
        const keys = result.outcomes.flatMap(({ outcome, studies }) =>
          studies.map(({ study }) => `${outcome?.key} ${study.key}`),
        );
        expect(new Set(keys).size).toBe(keys.length);
        const studies = new Set(result.outcomes.flatMap((row) => row.studies.map(({ study }) => study.key)));
        expect(studies.size).toBe(result.total.k);
        const turned = { ...dataset, claims: dataset.claims.toReversed() };
        expect(computeHarvest(new Selection(indexEvidence(turned), choices, 0), key)).toEqual(result);
      }
    }),
    { numRuns: 60 },
  );
  expect.hasAssertions();
});
