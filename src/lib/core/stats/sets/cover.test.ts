import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSmallestCovers } from './cover.ts';

const charts = fc
  .record({ terms: fc.integer({ min: 1, max: 9 }), columns: fc.integer({ min: 1, max: 7 }) })
  .chain(({ terms, columns }) =>
    fc
      .array(fc.subarray(Array.from({ length: columns }, (_, at) => at)), {
        minLength: terms,
        maxLength: terms,
      })
      // The last term covers what no other one does.
      .map((chart) => [
        ...chart,
        Array.from({ length: columns }, (_, at) => at).filter((at) => !chart.some((one) => one.includes(at))),
      ])
      .map((chart) => ({ chart, columns })),
  );

/** By definition: all subsets of the terms, of the least size that covers. */
function coversByDefinition(chart: readonly number[][], columns: number): number[][] {
  const covering: number[][] = [];
  for (let bits = 0; bits < 1 << chart.length; bits++) {
    const terms = chart.flatMap((_, at) => (bits & (1 << at) ? [at] : []));
    if (new Set(terms.flatMap((at) => chart[at])).size === columns) covering.push(terms);
  }
  const least = Math.min(...covering.map(({ length }) => length));
  return covering.filter(({ length }) => length === least);
}

const asSet = (covers: readonly number[][]) => covers.map((cover) => cover.join(' ')).sort();

describe('the prime implicant chart', () => {
  it('is covered in every way with the fewest terms', () => {
    fc.assert(
      fc.property(charts, ({ chart, columns }) => {
        const found = findSmallestCovers(chart, columns);
        const wanted = coversByDefinition(chart, columns);
        expect(asSet(found.covers)).toEqual(asSet(wanted));
        expect(found).toMatchObject({ total: wanted.length, complete: true, minimal: true });
      }),
      { numRuns: 500 },
    );
  });

  it('keeps ties with a term that another one dominates', () => {
    // Terms 1 and 2 both finish what term 0 leaves, though 1 covers more than 2.
    const { covers } = findSmallestCovers([[0, 1], [1, 2], [2]], 3);
    expect(covers).toEqual([
      [0, 1],
      [0, 2],
    ]);
  });

  it('lists the first thousand of many ties in order, and counts them all', () => {
    const chart = Array.from({ length: 24 }, (_, at) => [Math.floor(at / 2)]);
    const found = findSmallestCovers(chart, 12);
    expect(found).toMatchObject({ total: 4096, complete: true, minimal: true });
    expect(found.covers).toHaveLength(1000);
    expect(found.covers[0]).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]);
    expect(new Set(asSet(found.covers)).size).toBe(1000);
    expect(findSmallestCovers(chart, 12)).toEqual(found);
  });

  it('counts ties that no list could hold', () => {
    const chart = Array.from({ length: 120 }, (_, at) => [Math.floor(at / 3)]);
    expect(findSmallestCovers(chart, 40).total).toBe(3 ** 40);
  });

  it('settles for a cover that may be too long, and says so, where it may not search', () => {
    // Pairs of six columns: three terms are enough, but nothing is essential and nothing dominates.
    const pairs = [0, 1, 2, 3, 4, 5].flatMap((a) =>
      [0, 1, 2, 3, 4, 5].filter((b) => b > a).map((b) => [a, b]),
    );
    const chart = pairs.filter(([a, b]) => a + b !== 5);
    const found = findSmallestCovers(chart, 6, { work: 0 });
    expect(found.complete).toBe(false);
    expect(found.covers).toHaveLength(1);
    expect(new Set(found.covers[0].flatMap((at) => chart[at])).size).toBe(6);
  });

  it('throws where a column can not be covered', () => {
    expect(() => findSmallestCovers([[0]], 2)).toThrow(RangeError);
  });
});
