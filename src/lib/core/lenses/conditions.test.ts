import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { describeTarget, findBehind, readTarget, writeTarget } from './behind.ts';
import { defaultChoices } from './choices.ts';
import {
  describeConditions,
  meetConditions,
  readConditions,
  writeConditions,
  type Condition,
} from './conditions.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';
import { linksOfCell } from './weigh-cell.ts';

const reference = (id: string, year: number | null, citation = '') => ({
  id,
  citeKey: id,
  label: id,
  citation,
  year,
  url: null,
});

const evidence = indexEvidence(
  makeDataset(
    [
      ['A', 'leadership.shared', { outcome: 'health', finding: 'Shared work paid.' }],
      ['B', 'leadership', { outcome: 'process' }],
      ['C', 'trust', { outcome: null, targetFactor: 'leadership.shared' }],
      ['D', 'trust', { outcome: 'health' }],
    ],
    {
      A: { references: ['late', 'early'], forms: ['pilot', 'fund'], countries: ['GB-ENG'] },
      B: { references: ['late'] },
      C: { references: ['none'] },
      D: {},
    },
    {
      references: [
        reference('early', 2004, 'Early, E. Shared paths.'),
        reference('late', 2012),
        reference('none', null),
      ],
    },
  ),
);

const keysOf = (conditions: Condition[]) =>
  meetConditions(evidence.pieces, conditions, evidence).map(({ study }) => study.key);

describe('conditions', () => {
  it.each<[string, string[]]>([
    ['', ['A', 'B', 'C', 'D']],
    ['factor=leadership', ['A', 'B']],
    ['factor=leadership.shared', ['A']],
    ['outcome=health', ['A', 'D']],
    ['outcome=health,process', ['A', 'B', 'D']],
    ['factor=leadership&outcome=health', ['A']],
    // A claim about another factor states no outcome.
    ['outcome=not_stated', ['C']],
    ['target=leadership', ['C']],
    ['target=trust', []],
    ['form=pilot', ['A']],
    ['form=not_stated', ['B', 'C', 'D']],
    ['country=GB-ENG', ['A']],
    // The first report counts; what states no year was known in none.
    ['until=2010', ['A']],
    ['until=2012', ['A', 'B']],
    ['until=1990', []],
    ['year=2000s', ['A']],
    ['year=2012', ['B']],
    ['year=not_stated', ['C', 'D']],
    ['find=shared', ['A']],
    ['find=EARLY paid', ['A']],
    ['find=early missing', []],
  ])('%s lets through %j', (text, keys) => {
    expect(keysOf(readConditions(text))).toEqual(keys);
  });

  it('come back from text as they went in, and leave out what makes no sense', () => {
    const conditions = readConditions('factor=trust&form=pilot,fund&find=a, b & c');
    expect(readConditions(writeConditions(conditions))).toEqual(conditions);
    expect(readConditions('nonsense=1&factor=&form=,,')).toEqual([]);
  });

  it('are said in words', () => {
    expect(
      describeConditions(readConditions('factor=trust&outcome=health&until=2010&find=x'), evidence),
    ).toBe('Trust → Health, until 2010, “x”');
    expect(describeConditions(readConditions('factor=trust&target=leadership'), evidence)).toBe(
      'Trust → Leadership',
    );
    expect(describeConditions(readConditions('form=pilot'), evidence)).toBe('form of collaboration: pilot');
  });

  it('stand behind a mark', () => {
    const selection = new Selection(evidence, defaultChoices, 0);
    const target = readTarget('cell?factor=leadership&until=2010')!;
    expect(writeTarget(target)).toBe('cell?factor=leadership&until=2010');
    expect(describeTarget(evidence, target)).toBe('Leadership, until 2010');
    expect(findBehind(selection, target).map(({ study }) => study.key)).toEqual(['A']);
    expect(readTarget('cell?')).toBeNull();
    expect(readTarget('cell?nothing=here')).toBeNull();
  });
});

describe('the way on from a cell', () => {
  const linksOf = (text: string | null) => linksOfCell(text, evidence, defaultChoices);

  it('leads to the factor and the outcome in Weigh, and to their certainty', () => {
    expect(linksOf('trust>health')).toEqual({
      weigh: 'focal=trust&outcome=health',
      left: [],
      certainty: 'trust>health',
    });
    expect(linksOf('leadership>health')).toMatchObject({ weigh: 'outcome=health' });
  });

  it('says what Weigh can’t be narrowed to', () => {
    expect(linksOf('cell?factor=leadership.shared&form=pilot&tier=A&until=2010')).toEqual({
      weigh: 'focal=leadership.shared&tier=A',
      left: ['form of collaboration', 'the year'],
      certainty: null,
    });
  });

  it.each([null, 'leadership', 'study:A', 'leadership@primary', ''])('is none from %s', (text) => {
    expect(linksOf(text)).toBeNull();
  });
});
