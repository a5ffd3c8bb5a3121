import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureAgreement } from './agreement.ts';
import { fleissKappa, gwetAgreement } from './chance-corrected.ts';
import type { Agreement } from './coefficient.ts';
import { cohenKappa } from './cohen.ts';
import { krippendorffAlpha } from './krippendorff.ts';
import { makeRatingTable, type Rating } from './rating-table.ts';

const none = null;

function errorOf(agreement: Agreement): number {
  if (agreement.value === null) throw new Error(agreement.reason);
  return agreement.standardError ?? NaN;
}

/** Ratings of two raters from a table of counts. */
function fromTable(counts: number[][]): Rating[][] {
  return counts.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [i, j])));
}

describe('published examples', () => {
  // Gwet (2014, Handbook of Inter-Rater Reliability, 4th ed.): 12 subjects, 4 raters, 5 categories. Values
  // and errors as his package irrCAC prints them (README, cac.raw4raters).
  it("Gwet's four raters", () => {
    const ratings = [
      [1, 1, none, 1],
      [2, 2, 3, 2],
      [3, 3, 3, 3],
      [3, 3, 3, 3],
      [2, 2, 2, 2],
      [1, 2, 3, 4],
      [4, 4, 4, 4],
      [1, 1, 2, 1],
      [2, 2, 2, 2],
      [none, 5, 5, 5],
      [none, none, 1, 1],
      [none, none, 3, none],
    ];
    const table = makeRatingTable(ratings, { keepSingles: true });
    const ac1 = gwetAgreement(table);
    expect(ac1.value).toBeCloseTo(0.77544, 5);
    expect(errorOf(ac1)).toBeCloseTo(0.14295, 5);
    expect(ac1).toMatchObject({ interval: [expect.closeTo(0.461, 3), 1] });
    const fleiss = fleissKappa(table);
    expect(fleiss.value).toBeCloseTo(0.76117, 5);
    expect(errorOf(fleiss)).toBeCloseTo(0.15302, 5);
    const alpha = krippendorffAlpha(makeRatingTable(ratings));
    expect(alpha.value).toBeCloseTo(0.74342, 5);
    // The linearised error is .14548.
    expect(Math.abs(errorOf(alpha) - 0.14548)).toBeLessThan(0.01);
    expect(measureAgreement(ratings)).toMatchObject({ items: 11, leftOut: 1, raters: 4 });
    expect(measureAgreement(ratings).percent.value).toBeCloseTo(0.8181818, 7);
  });

  // Gwet's cont3x3abstractors: 100 pregnancies, two abstractors; values as irrCAC prints them (vignette "overview").
  it("Gwet's two abstractors", () => {
    const table = fromTable([
      [13, 0, 0],
      [0, 20, 7],
      [0, 4, 56],
    ]);
    const { cohen, gwetAc1, percent, fleiss, krippendorff } = measureAgreement(table);
    expect(cohen.value).toBeCloseTo(0.7964094, 7);
    expect(errorOf(cohen)).toBeCloseTo(0.05891072, 8);
    expect(gwetAc1.value).toBeCloseTo(0.8493305, 7);
    // For a table he divides by n, for raw ratings by n − 1.
    expect(errorOf(gwetAc1) * Math.sqrt(0.99)).toBeCloseTo(0.04321747, 8);
    expect(fleiss.value).toBeCloseTo(0.7962397, 7);
    expect(errorOf(fleiss) * Math.sqrt(0.99)).toBeCloseTo(0.05905473, 8);
    expect(krippendorff.value).toBeCloseTo(0.7972585, 7);
    expect(percent.value).toBe(0.89);
    expect(errorOf(percent)).toBeCloseTo(0.03128898, 8);
  });

  // Penn State STAT 509, section 18.7, computed with SAS: two radiologists, linear weights, .57 (.44 to .70).
  it('weighted κ of two radiologists', () => {
    const table = fromTable([
      [21, 12, 0, 0],
      [4, 17, 1, 0],
      [3, 9, 15, 2],
      [0, 0, 0, 1],
    ]);
    expect(measureAgreement(table, { weights: 'linear' }).cohen).toMatchObject({
      value: expect.closeTo(0.57, 2),
      interval: [expect.closeTo(0.44, 2), expect.closeTo(0.7, 2)],
      items: 85,
    });
  });

  // Krippendorff (2011, Computing Krippendorff's Alpha-Reliability, section C): 4 observers, 12 units, missing values.
  it('α with missing ratings at three levels', () => {
    const observers = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, none, none, none],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, none, 3],
      [none, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, none],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, none],
    ];
    const ratings = observers[0].map((_, unit) => observers.map((row) => row[unit]));
    const alpha = (measurement: 'nominal' | 'ordinal' | 'interval') =>
      measureAgreement(ratings, { measurement, draws: 50 }).krippendorff;
    expect(alpha('nominal').value).toBeCloseTo(0.743, 3);
    expect(alpha('ordinal').value).toBeCloseTo(0.815, 3);
    expect(alpha('interval').value).toBeCloseTo(0.849, 3);
    expect(alpha('nominal')).toMatchObject({ items: 11 });
  });

  // Feinstein and Cicchetti (1990, Journal of Clinical Epidemiology 43, 543–549): the same agreement, 85 of 100, and
  // κ .70 or .32, as the categories are used evenly or not. AC1 hardly moves.
  it('the paradox of κ', () => {
    const even = measureAgreement(
      fromTable([
        [40, 9],
        [6, 45],
      ]),
    );
    const uneven = measureAgreement(
      fromTable([
        [80, 10],
        [5, 5],
      ]),
    );
    expect(even.percent.value).toBe(uneven.percent.value);
    expect(even.cohen.value).toBeCloseTo(0.7, 2);
    expect(uneven.cohen.value).toBeCloseTo(0.32, 2);
    expect(uneven.gwetAc1.value).toBeGreaterThan(0.8);
  });
});

describe('edges', () => {
  const coefficients = ['cohen', 'fleiss', 'gwetAc1', 'krippendorff'] as const;

  it('has nothing beyond chance where all say the same of everything', () => {
    const seen = measureAgreement([
      ['yes', 'yes'],
      ['yes', 'yes'],
      ['yes', 'yes'],
    ]);
    for (const name of coefficients) {
      expect(seen[name]).toEqual({ value: null, reason: expect.stringContaining('one category') });
    }
    expect(seen.percent).toMatchObject({ value: 1, standardError: null, interval: [expect.any(Number), 1] });
  });

  it('defines AC1 there when the other category is named', () => {
    const seen = measureAgreement(
      [
        ['yes', 'yes'],
        ['yes', 'yes'],
      ],
      { categories: ['yes', 'no'] },
    );
    expect(seen.gwetAc1).toMatchObject({ value: 1, standardError: null, interval: null });
    expect(seen.cohen.value).toBeNull();
  });

  it('gives perfect agreement without an error of 0', () => {
    const seen = measureAgreement([
      ['yes', 'yes'],
      ['no', 'no'],
      ['yes', 'yes'],
    ]);
    for (const name of coefficients) {
      expect(seen[name]).toMatchObject({ value: 1, standardError: null, interval: null, items: 3 });
    }
  });

  it('gives one item a value and no error, or says why not', () => {
    const seen = measureAgreement([['yes', 'no']]);
    expect(seen.cohen).toMatchObject({ value: 0, standardError: null, items: 1 });
    expect(seen.fleiss).toMatchObject({ value: -1, standardError: null });
    expect(seen.krippendorff).toMatchObject({ value: 0, standardError: null });
    expect(measureAgreement([['yes', 'yes']]).fleiss.value).toBeNull();
  });

  it.each([
    ['one rater', [['yes'], ['no']]],
    ['no item', []],
    [
      'no item that two saw',
      [
        ['yes', none],
        [none, 'no'],
      ],
    ],
  ])('says so: %s', (_, ratings) => {
    const seen = measureAgreement(ratings);
    for (const name of [...coefficients, 'percent'] as const) {
      expect(seen[name]).toEqual({ value: null, reason: expect.stringMatching(/two raters/) });
    }
  });

  it('compares no more than two raters with κ, and measures no distance of words', () => {
    const seen = measureAgreement(
      [
        ['a', 'b', 'a'],
        ['b', 'b', 'b'],
      ],
      { measurement: 'interval' },
    );
    expect(seen.cohen).toEqual({ value: null, reason: expect.stringContaining('two raters; here are 3') });
    expect(seen.krippendorff).toEqual({ value: null, reason: expect.stringContaining('numbers') });
    expect(seen.gwetAc2).toEqual({ value: null, reason: expect.stringContaining('weights') });
  });

  it('reads 1, "1" and "1.0" as one category where all are numbers', () => {
    expect(
      measureAgreement([
        [1, '1.0'],
        ['2', 2],
      ]).categories,
    ).toEqual([1, 2]);
    expect(
      measureAgreement([
        ['10', '9'],
        ['9', '10'],
      ]).categories,
    ).toEqual([9, 10]);
    expect(() => makeRatingTable([['a', 'b'], ['a']])).toThrow(RangeError);
    expect(() => makeRatingTable([['a', 'b']], { categories: ['a'] })).toThrow(RangeError);
  });

  it('draws the same interval again, and another from another seed', () => {
    const ratings = fromTable([
      [20, 5],
      [4, 11],
    ]);
    const seen = (seed: number) => measureAgreement(ratings, { seed, draws: 200 }).krippendorff;
    expect(seen(3)).toEqual(seen(3));
    expect(seen(3)).not.toEqual(seen(4));
  });
});

describe('properties', () => {
  const rating = fc.option(fc.integer({ min: 1, max: 4 }), { freq: 6 });
  const tables = (raters: number) =>
    fc.array(fc.array(rating, { minLength: raters, maxLength: raters }), { minLength: 4, maxLength: 15 });
  const values = (ratings: Rating[][]) => {
    const seen = measureAgreement(ratings, { draws: 2, weights: 'quadratic', measurement: 'ordinal' });
    const { percent, cohen, fleiss, gwetAc1, gwetAc2, krippendorff } = seen;
    return [percent, cohen, fleiss, gwetAc1, gwetAc2, krippendorff].map(({ value }) => value);
  };
  const expectSame = (seen: (number | null)[], expected: (number | null)[]) =>
    expect(seen).toEqual(expected.map((value) => (value === null ? null : expect.closeTo(value, 9))));

  it('the order of items and of raters does not matter, nor does turning the scale round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }).chain(tables), (ratings) => {
        const expected = values(ratings);
        expectSame(values(ratings.toReversed()), expected);
        expectSame(values(ratings.map((row) => row.toReversed())), expected);
        expectSame(values(ratings.map((row) => row.map((r) => r && 5 - r))), expected);
      }),
      { numRuns: 60 },
    );
  });

  it("nor do they for the digits of α's interval", () => {
    fc.assert(
      fc.property(tables(3), (ratings) => {
        const alpha = (rows: Rating[][]) => measureAgreement(rows, { draws: 50 }).krippendorff;
        expect(alpha(ratings.toReversed().map((row) => row.toReversed()))).toEqual(alpha(ratings));
      }),
      { numRuns: 30 },
    );
  });

  it('no coefficient is above 1 or not a number, and every interval holds its value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }).chain(tables), (ratings) => {
        const seen = measureAgreement(ratings, { draws: 20 });
        for (const name of ['percent', 'cohen', 'fleiss', 'gwetAc1'] as const) {
          const agreement = seen[name];
          if (agreement.value === null) continue;
          expect(agreement.value).toBeGreaterThanOrEqual(-1 - 1e-9);
          expect(agreement.value).toBeLessThanOrEqual(1 + 1e-12);
          if (agreement.interval === null) continue;
          expect(agreement.interval[0]).toBeLessThanOrEqual(agreement.value + 1e-12);
          expect(agreement.interval[1]).toBeGreaterThanOrEqual(agreement.value - 1e-12);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a rater who saw nothing changes nothing', () => {
    fc.assert(
      fc.property(tables(3), (ratings) => {
        expectSame(values(ratings.map((row) => [...row, null])), values(ratings));
      }),
      { numRuns: 40 },
    );
  });

  it('twice the items are as much agreement, better known', () => {
    const ratings = fromTable([
      [12, 3, 1],
      [2, 9, 4],
      [0, 1, 7],
    ]);
    const once = measureAgreement(ratings, { draws: 2 });
    const twice = measureAgreement([...ratings, ...ratings], { draws: 2 });
    for (const name of ['percent', 'cohen', 'fleiss', 'gwetAc1'] as const) {
      expect(twice[name].value).toBeCloseTo(once[name].value!, 12);
      expect(errorOf(once[name]) / errorOf(twice[name])).toBeCloseTo(Math.SQRT2, 1);
    }
    // α counts the ratings: with more of them, chance has a little less to agree about.
    expect(Math.abs(twice.krippendorff.value! - once.krippendorff.value!)).toBeLessThan(0.01);
  });

  it('weights change nothing where there are two categories', () => {
    const ratings = fromTable([
      [12, 3],
      [2, 9],
    ]);
    const table = makeRatingTable(ratings);
    expect(cohenKappa(table, 'quadratic')).toEqual(cohenKappa(table));
    expect(gwetAgreement(table, 'linear').value).toBeCloseTo(gwetAgreement(table).value!, 12);
  });
});
