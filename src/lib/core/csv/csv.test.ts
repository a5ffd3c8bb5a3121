import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardCell, unguardCell } from './guard.ts';
import { readCsv } from './read.ts';
import { writeCsv } from './write.ts';

describe('guarding cells that a spreadsheet would run', () => {
  it.each([
    ['=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'],
    ['+1 for leadership', "'+1 for leadership"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ["'=already quoted", "''=already quoted"],
    ['-0.25', '-0.25'],
    ['+3e-5', '+3e-5'],
    ['a plain finding', 'a plain finding'],
    ["'tis said", "'tis said"],
  ])('writes %s as %s, and reads it back', (text, guarded) => {
    expect(guardCell(text)).toBe(guarded);
    expect(unguardCell(guarded)).toBe(text);
  });
});

describe('reading CSV', () => {
  it('says on which line a row begins, past blank lines and line ends in quotes', () => {
    const { rows } = readCsv('a,b\n1,"x\ny"\n\n3,4\n');
    expect(rows).toEqual([
      { line: 2, cells: { a: '1', b: 'x\ny' } },
      { line: 5, cells: { a: '3', b: '4' } },
    ]);
  });

  it('keeps the rows before an unclosed quote and says where it opened', () => {
    const { rows, issues } = readCsv('a,b\n1,2\n3,"4\n', 'claims.csv');
    expect(rows).toHaveLength(1);
    expect(issues).toMatchObject([{ code: 'csv-unreadable', where: { file: 'claims.csv', line: 3 } }]);
  });

  it('keeps rows of the wrong length and says so', () => {
    const { rows, issues } = readCsv('a,b\n1\n1,2,3\n');
    expect(rows.map(({ cells }) => cells)).toEqual([
      { a: '1', b: '' },
      { a: '1', b: '2' },
    ]);
    expect(issues.map(({ where }) => where?.line)).toEqual([2, 3]);
  });

  it('accepts a BOM, CRLF and an empty file', () => {
    expect(readCsv('\uFEFFa,b\r\n1,2\r\n').rows[0].cells).toEqual({ a: '1', b: '2' });
    expect(readCsv('')).toEqual({ header: [], rows: [], issues: [] });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(readCsv(text).rows)));
    expect(true).toBe(true);
  });

  it('reads back what it wrote', () => {
    const cell = fc.string().map((text) => text.trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (cells) => {
        const rows = cells.filter((row) => row.some((text) => text !== ''));
        const read = readCsv(writeCsv(['a', 'b'], rows)).rows.map(({ cells }) => [cells.a, cells.b]);
        expect(read).toEqual(rows);
      }),
    );
  });
});

describe('the guard of cells', () => {
  const risky = fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", '"', ',', '\n', ' ', '1', '.', 'e', 'x');
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(risky).map((parts) => parts.join('')),
  );

  it('is taken off again without a trace', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(unguardCell(guardCell(given))).toBe(given);
      }),
    );
    expect.hasAssertions();
  });

  it('leaves no cell that a spreadsheet would run: only numbers begin like a formula', () => {
    fc.assert(
      fc.property(text, (given) => {
        const cell = guardCell(given);
        if (/^[=+\-@\t\r]/.test(cell)) expect(Number(cell)).not.toBeNaN();
      }),
    );
    for (const formula of ['=1+1', '-1+1', '+1-1', '@SUM(1)', '\t=1', '\r=1', '-', '--1', '+.', '-0.25.1'])
      expect(guardCell(formula)).toBe(`'${formula}`);
  });

  it.each(['-0.25', '+.5', '-1e-9', '-12', '1', '-7.'])('leaves the number %s', (number) => {
    expect(guardCell(number)).toBe(number);
  });

  it('goes through a whole table and back, hostile headers too', () => {
    const cells = ['=1+1', '-0.25', "'=x", '+44 1', '@a', '"q", r', 'two\nlines', '</script>'];
    const header = cells.map((_, at) => `column ${at}`);
    const written = writeCsv(header, [cells, cells]);
    expect(written).not.toMatch(/(^|[,\n])"?[=@]/);
    expect(readCsv(written).rows.map((row) => Object.values(row.cells))).toEqual([cells, cells]);
    const odd = readCsv(writeCsv(['__proto__', 'constructor'], [['1', '2']]));
    expect(Object.entries(odd.rows[0].cells)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  it('writes numbers as numbers, and what is not known as nothing', () => {
    expect(writeCsv(['a', 'b', 'c', 'd'], [[-0.25, 0, null, undefined]])).toBe('a,b,c,d\n-0.25,0,,\n');
  });
});
