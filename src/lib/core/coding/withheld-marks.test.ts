import { describe, expect, it } from 'vitest';
import { tableFiles } from './table-files.ts';
import { readWithheldMarks, writeWithheldMarks, type WithheldMark } from './withheld-marks.ts';
import { writeTextTable } from './write-tables.ts';

const marks: WithheldMark[] = [
  { noun: 'claim', key: '=C2', by: null, at: null },
  { noun: 'study', key: 'weiss, "2002"', by: 'Ada Lee', at: '2026-11-23T10:00:00.000Z' },
  { noun: 'claim', key: 'C1', by: '=cmd|calc', at: '2026-11-23T10:00:00.000Z' },
];

describe('marks of what is kept out of editions', () => {
  it('are written studies first, and read back whatever they hold', () => {
    const text = writeTextTable(writeWithheldMarks(marks));
    expect(text.split('\n')[0]).toBe('kind,key,withheld_by,withheld_at');
    expect(text).toContain("'=cmd|calc");
    const back = readWithheldMarks(text);
    expect(back.issues).toEqual([]);
    const [second, first, third] = marks;
    expect(back.marks.map(({ line: _, ...mark }) => mark)).toEqual([first, second, third]);
  });

  it('are none where there is no file', () => {
    expect(readWithheldMarks(undefined)).toEqual({ marks: [], issues: [] });
    expect(readWithheldMarks(writeTextTable(writeWithheldMarks([]))).marks).toEqual([]);
  });

  it('say as an error what they can’t keep out, and keep the rest', () => {
    const { marks, issues } = readWithheldMarks(
      'kind,key,withheld_at\nreport,weiss2002,\nstudy,,\nStudy,lasker2001,31 April\n',
    );
    expect(marks).toMatchObject([{ noun: 'study', key: 'lasker2001', by: null, at: null, line: 4 }]);
    expect(issues).toMatchObject([
      { code: 'bad-mark', severity: 'error', where: { line: 2 } },
      { code: 'bad-mark', severity: 'error', where: { line: 3 } },
      { code: 'bad-date', severity: 'warning', where: { line: 4 } },
    ]);
    expect(readWithheldMarks('study\nweiss2002\n').issues).toMatchObject([
      { code: 'missing-column', severity: 'error' },
    ]);
  });

  it('are no table of a published package', () => {
    expect(Object.keys(tableFiles)).not.toContain('withheld');
  });
});
