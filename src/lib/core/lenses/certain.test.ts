import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import {
  factorKeys,
  gradeJudgement,
  makeDataset,
  outcomeKeys,
} from '../../../../tests/datasets/make-dataset.ts';
import { certaintyLevels } from '../coding/certainty.ts';
import { certain, certaintySentences, describeCertain } from './certain.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';

const dataset = makeDataset(
  [
    ['A', 'leadership.shared', { outcome: 'process' }],
    ['A', 'leadership', { outcome: 'process' }],
    ['B', 'leadership', { outcome: 'health' }],
    ['B', 'trust', { outcome: null, targetFactor: 'power' }],
  ],
  {},
  {
    certainty: [
      gradeJudgement('leadership', 'process', 'moderate'),
      gradeJudgement('leadership', 'health', 'very_low'),
      gradeJudgement('power', 'services', null),
      {
        ...gradeJudgement('leadership.shared', 'health', 'low'),
        approach: 'cerqual',
        statement: 'So it is.',
      },
    ],
  },
);
const evidence = indexEvidence(dataset);
const resultOf = (choices: Partial<Choices> = {}, of = evidence) =>
  certain.compute(new Selection(of, { ...defaultChoices, ...choices }, 0));
const rowOf = (factor: string, choices: Partial<Choices> = {}) => {
  const result = resultOf(choices);
  if (!result.identified) throw new Error(result.reason);
  return result.rows.find((row) => row.factor === factor)!;
};

describe('certain', () => {
  it('lists what was judged of each outcome, with its studies, and averages nothing', () => {
    const { pairs, levels, k } = rowOf('leadership');
    expect(pairs.map(({ outcome, k, level }) => [outcome, k, level])).toEqual([
      ['process', 1, 'moderate'],
      ['health', 1, 'very_low'],
    ]);
    expect([levels, k]).toEqual([['very_low', 'moderate'], 2]);
    expect(describeCertain(rowOf('leadership'))).toBe('very low to moderate, 2 of 2 outcomes judged');
  });

  it('reads "not judged" where nobody judged, or only in part', () => {
    expect(describeCertain(rowOf('trust'))).toBe('not judged');
    expect(rowOf('trust').pairs).toEqual([]);
    expect(rowOf('power').pairs).toMatchObject([{ outcome: 'services', k: 0, level: null }]);
    expect(describeCertain(rowOf('power'))).toBe('not judged');
  });

  it('puts a qualitative finding with the top-level factor, not into a cell', () => {
    expect(rowOf('leadership').findings.map(({ statement }) => statement)).toEqual(['So it is.']);
    expect(rowOf('leadership').pairs.find(({ outcome }) => outcome === 'health')?.level).toBe('very_low');
  });

  it('keeps judgements when a reader filters: they are about the whole body', () => {
    const { pairs } = rowOf('leadership', { filters: { ...defaultChoices.filters, outcome: ['process'] } });
    expect(pairs.map(({ outcome, k, level }) => [outcome, k, level])).toEqual([
      ['process', 1, 'moderate'],
      ['health', 0, 'very_low'],
    ]);
  });

  it('is not identified where no claim is left', () => {
    const nothing = resultOf({ filters: { ...defaultChoices.filters, outcome: ['services'] } });
    expect(nothing).toEqual({ identified: false, reason: 'No claim passes the filters.' });
  });

  it('never gives a level that nobody judged, whatever the data', () => {
    const judgements = fc.uniqueArray(
      fc.record({
        factor: fc.constantFrom(...factorKeys),
        outcome: fc.constantFrom(...outcomeKeys),
        level: fc.constantFrom(...certaintyLevels, null),
      }),
      { selector: ({ factor, outcome }) => `${factor} ${outcome}` },
    );
    fc.assert(
      fc.property(anyDataset, anyChoices, judgements, (given, choices, judged) => {
        const certainty = judged.map(({ factor, outcome, level }) => gradeJudgement(factor, outcome, level));
        const of = indexEvidence({ ...given, certainty });
        const result = resultOf(choices, of);
        const turned = resultOf(choices, indexEvidence({ ...given, certainty: certainty.toReversed() }));
        expect(turned).toEqual(result);
        if (!result.identified) return;
        for (const { factor, pairs, levels } of result.rows) {
          for (const { outcome, level, k } of pairs) {
            const found = judged.find((one) => one.factor === factor && one.outcome === outcome);
            expect(level).toBe(found?.level ?? null);
            expect(k > 0 || found !== undefined).toBe(true);
          }
          expect(new Set(levels)).toEqual(new Set(pairs.flatMap(({ level }) => level ?? [])));
        }
      }),
      { numRuns: 60 },
    );
    expect.hasAssertions();
  });
});

describe('certainty in sentences', () => {
  const { factors, outcomes } = evidence;
  const sentencesOf = (of = evidence) => certaintySentences(resultOf({}, of), factors[0], outcomes);

  it('says what was judged of the focal factor, and how much was not', () => {
    expect(sentencesOf()).toEqual([
      'Certainty is judged for 2 of 3 pairs of factor and outcome.',
      'For leadership it is moderate for process and very low for health.',
      '1 of 1 qualitative finding is judged.',
    ]);
  });

  it('says where a part of the outcomes is not judged', () => {
    const certainty = [gradeJudgement('leadership', 'process', 'moderate')];
    expect(sentencesOf(indexEvidence({ ...dataset, certainty }))[1]).toBe(
      'For leadership it is moderate for process; the rest is not judged.',
    );
  });

  it('says so where nobody judged anything', () => {
    expect(sentencesOf(indexEvidence({ ...dataset, certainty: [] }))).toEqual([
      'Not judged: nobody has rated yet how certain the evidence is as a whole.',
    ]);
  });
});
