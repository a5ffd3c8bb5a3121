import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyCounts, type DirectionCounts } from '../lenses/directions.ts';
import { linesOf } from './harvest-bars.ts';
import { layOutHarvest } from './harvest-layout.ts';

const lay = (rows: Partial<DirectionCounts>[], width = 680) => {
  const outcomes = rows.map((counts) => ({
    outcome: null,
    studies: [],
    counts: { ...emptyCounts(), ...counts },
    clear: 0,
    positiveShare: null,
    wilson: null,
  }));
  return layOutHarvest(
    { outcomes },
    { x: 100, width, gap: 10, pitches: [18, 14, 10], least: [50, 50, 40, 50, 60] },
  );
};

describe('room for the bars of studies', () => {
  it('makes them as wide as one line has room for', () => {
    expect(lay([{ positive: 5 }])).toMatchObject({ pitch: 18, isMerged: false });
    // 30 bars of 14 beside 210 of the other heads and 40 of gaps: 670; of 18 they would need 790.
    expect(lay([{ positive: 30 }])).toMatchObject({ pitch: 14, isMerged: false });
  });

  it('wraps them before it joins them', () => {
    // 430 are left for them: 43 of 10 a line, 129 on three lines.
    const { columns, isMerged } = lay([{ positive: 100 }]);
    expect([isMerged, linesOf(100, columns[2])]).toEqual([false, 3]);
    expect(lay([{ positive: 129 }]).isMerged).toBe(false);
    const many = lay([{ positive: 130 }]);
    expect([many.isMerged, many.pitch, linesOf(130, many.columns[2])]).toEqual([
      true,
      expect.closeTo(430 / 130),
      1,
    ]);
  });

  it('keeps columns apart and within the width, whatever they hold', () => {
    const counts = fc.record({
      positive: fc.nat(2000),
      negative: fc.nat(2000),
      null: fc.nat(2000),
      mixed: fc.nat(40),
      not_stated: fc.nat(40),
    });
    fc.assert(
      fc.property(
        fc.array(counts, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 320, max: 1200 }),
        (rows, width) => {
          const { columns, pitch } = lay(rows, width);
          let end = 100;
          for (const { x, direction, width: own, perLine } of columns) {
            expect(x).toBeGreaterThanOrEqual(end - 1e-6);
            end = x + own + 10;
            const widest = Math.max(...rows.map((row) => Math.min(row[direction]!, perLine)));
            expect(widest * pitch).toBeLessThanOrEqual(own + 1e-6);
          }
          expect(end - 10).toBeLessThanOrEqual(100 + width + 1e-6);
        },
      ),
    );
    expect.hasAssertions();
  });
});
