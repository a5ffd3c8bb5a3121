import { describe, expect, it } from 'vitest';
import { readSetData, type SetData, type SetTable } from './set-data.ts';

const cases = ['a', 'b', 'c'];
const table = (
  changes: Partial<SetTable> = {},
  columns: Record<string, (number | null)[]> = {},
): SetTable => ({
  cases,
  columns: new Map(Object.entries({ A: [0, 1, 0.3], B: [0.2, 0.9, 1], Y: [0, 1, 0.6], ...columns })),
  outcome: 'Y',
  conditions: ['A', 'B'],
  ...changes,
});
const take = (wanted: SetTable): SetData => {
  const read = readSetData(wanted);
  if ('problem' in read) throw new TypeError(read.problem.reason);
  return read.data;
};

describe('taking a table as set data', () => {
  it('keeps memberships as they are', () => {
    const data = take(table());
    expect(data.conditions.map(({ name, levels }) => [name, levels])).toEqual([
      ['A', 2],
      ['B', 2],
    ]);
    expect([...data.outcome]).toEqual([0, 1, 0.6]);
    expect(data.warnings).toEqual([]);
  });

  it('negates the outcome', () => {
    const data = take(table({ negate: true }));
    expect([...data.outcome]).toEqual([1, 0, 0.4]);
    expect(data.outcomeName).toBe('~Y');
  });

  it('takes whole codes above 1 as a multi-value condition', () => {
    expect(take(table({}, { A: [0, 2, 1] })).conditions[0].levels).toBe(3);
  });

  it('takes one value of a multi-value outcome', () => {
    const data = take(table({ outcome: 'Y[2]' }, { Y: [2, 0, 1] }));
    expect([...data.outcome]).toEqual([1, 0, 0]);
  });

  it('says which cases are at exactly 0.5', () => {
    const { warnings } = take(table({}, { A: [0.5, 1, 0.5] }));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('A is exactly 0.5 for 2 cases (a, c)');
  });

  it.each<[string, SetTable, object]>([
    ['a value above 1', table({}, { B: [0.2, 1.2, 1] }), { row: 1, column: 'B' }],
    ['a value below 0', table({}, { A: [0, -0.1, 1] }), { row: 1, column: 'A' }],
    ['raw data', table({}, { A: [720, 1098, 586] }), { row: 0, column: 'A' }],
    ['a missing value', table({}, { A: [0, 1, null] }), { row: 2, column: 'A' }],
    ['a missing outcome', table({}, { Y: [null, 1, 0] }), { row: 0, column: 'Y' }],
    ['an outcome above 1', table({}, { Y: [0, 1, 1.5] }), { row: 2, column: 'Y' }],
    ['an outcome of many values', table({}, { Y: [0, 1, 2] }), { row: null, column: 'Y' }],
    ['a code asked of a fuzzy outcome', table({ outcome: 'Y[1]' }), { row: 2, column: 'Y' }],
    ['a column that is not there', table({ conditions: ['A', 'X'] }), { row: null, column: 'X' }],
    ['a condition named twice', table({ conditions: ['A', 'A'] }), { row: null, column: 'A' }],
    ['the outcome as a condition', table({ conditions: ['A', 'Y'] }), { row: null, column: 'Y' }],
    ['no condition', table({ conditions: [] }), { row: null, column: null }],
    ['no case', table({ cases: [] }), { row: null, column: null }],
  ])('refuses %s, naming row and column', (_, wanted, place) => {
    const read = readSetData(wanted);
    expect(read).toMatchObject({ problem: place });
    expect('problem' in read && read.problem.reason).toMatch(/\w/);
  });

  it('throws where the columns have other lengths than the cases', () => {
    expect(() => readSetData(table({ cases: ['a'] }))).toThrow(RangeError);
  });
});
