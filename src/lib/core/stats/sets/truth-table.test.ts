import { describe, expect, it } from 'vitest';
import { readSetData, type SetData } from './set-data.ts';
import {
  buildTruthTable,
  completeTruthTable,
  configurationOfRow,
  countRows,
  rowNumber,
} from './truth-table.ts';

function makeData(columns: Record<string, number[]>, names = Object.keys(columns)): SetData {
  const read = readSetData({
    cases: columns[names[0]].map((_, at) => `case ${at + 1}`),
    columns: new Map(Object.entries(columns)),
    outcome: names.at(-1)!,
    conditions: names.slice(0, -1),
  });
  if ('problem' in read) throw new TypeError(read.problem.reason);
  return read.data;
}

const data = makeData({
  A: [1, 1, 1, 1, 0, 0, 0],
  B: [1, 1, 0, 0, 1, 1, 0],
  Y: [1, 1, 1, 0, 0, 0, 1],
});

describe('the truth table', () => {
  it('holds the rows with cases, with consistency and PRI', () => {
    const table = buildTruthTable(data, { inclCut: 0.8 });
    expect(table.map(({ row, out, n, incl }) => [row, out, n, incl])).toEqual([
      [1, 1, 1, 1],
      [2, 0, 2, 0],
      [3, 0, 2, 0.5],
      [4, 1, 2, 1],
    ]);
    expect(table[3].cases).toEqual(['case 1', 'case 2']);
  });

  it('calls a row between two cuts contradictory', () => {
    const outs = buildTruthTable(data, { inclCut: 0.8, contradictionCut: 0.5 }).map(({ out }) => out);
    expect(outs).toEqual([1, 0, 'C', 1]);
  });

  it('takes a row of too few cases as a remainder and keeps its figures', () => {
    const [first] = buildTruthTable(data, { inclCut: 0.8, nCut: 2 });
    expect(first).toMatchObject({ out: '?', n: 1, incl: 1 });
  });

  it('asks for PRI, too, where a cut is given', () => {
    const fuzzy = makeData({ A: [0.6, 0.6], Y: [0.55, 0.55] });
    // incl = 1.1 / 1.2; PRI = (1.1 − .9) / (1.2 − .9)
    const row = buildTruthTable(fuzzy, { inclCut: 0.9 })[0];
    expect(row.out).toBe(1);
    expect(row.PRI).toBeCloseTo(2 / 3, 12);
    expect(buildTruthTable(fuzzy, { inclCut: 0.9, priCut: 0.7 })[0].out).toBe(0);
  });

  it('leaves a case at exactly 0.5 out of every row, though not out of the consistencies', () => {
    const fuzzy = makeData({ A: [0.5, 1], Y: [0, 1] });
    const table = buildTruthTable(fuzzy, { inclCut: 0.6 });
    expect(table).toHaveLength(1);
    expect(table[0]).toMatchObject({ n: 1, cases: ['case 2'], incl: 1 / 1.5 });
  });

  it('meets a cut that is missed by rounding alone', () => {
    const fuzzy = makeData({ A: Array(10).fill(0.7), Y: Array(10).fill(0.56) });
    const [row] = buildTruthTable(fuzzy, { inclCut: 0.8 });
    expect(row.incl).toBeCloseTo(0.8, 12);
    expect(row.out).toBe(1);
  });

  it('is complete on demand, and numbers its rows', () => {
    const mixed = makeData({ C: [0, 2, 1], A: [0, 1, 1], Y: [0, 1, 1] });
    expect(countRows(mixed)).toBe(6);
    const rows = completeTruthTable(buildTruthTable(mixed, { inclCut: 1 }), mixed);
    expect(rows.map(({ out }) => out)).toEqual([0, '?', '?', 1, '?', 1]);
    for (const { row, configuration } of rows) {
      expect(rowNumber(configuration, mixed)).toBe(row);
      expect(configurationOfRow(row, mixed)).toEqual(configuration);
    }
    expect(rows[1]).toMatchObject({ n: 0, incl: null, PRI: null, cases: [] });
  });

  it('refuses cuts outside [0, 1]', () => {
    expect(() => buildTruthTable(data, { inclCut: 1.2 })).toThrow(RangeError);
  });
});
