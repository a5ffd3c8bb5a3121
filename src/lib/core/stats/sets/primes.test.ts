import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { primesBetween } from './primes-between.ts';
import { primesOfRows } from './primes-of-rows.ts';
import { primesOfUnion } from './primes-of-union.ts';
import { absent, isWithin, type Term } from './term.ts';

/** A property space of up to three conditions with two or three values, each row explained, left out or a remainder. */
const spaces = fc.array(fc.integer({ min: 2, max: 3 }), { minLength: 1, maxLength: 4 }).chain((levels) => {
  const rows = levels.reduce<number[][]>(
    (all, count) => all.flatMap((row) => Array.from({ length: count }, (_, value) => [...row, value])),
    [[]],
  );
  return fc
    .array(fc.constantFrom('in', 'out', 'open'), { minLength: rows.length, maxLength: rows.length })
    .map((fates) => ({
      levels,
      rows,
      within: rows.filter((_, at) => fates[at] === 'in'),
      outside: rows.filter((_, at) => fates[at] === 'out'),
    }));
});

function everyTerm(levels: readonly number[]): Term[] {
  return levels.reduce<number[][]>(
    (all, count) => all.flatMap((term) => Array.from({ length: count + 1 }, (_, at) => [...term, at - 1])),
    [[]],
  );
}

/** By definition: the implicants that lie within no other one. */
function primesByDefinition(levels: readonly number[], isImplicant: (term: Term) => boolean): Term[] {
  const implicants = everyTerm(levels).filter(isImplicant);
  return implicants.filter((term) => !implicants.some((other) => other !== term && isWithin(term, other)));
}

const asSet = (terms: readonly Term[]) => terms.map((term) => term.join(' ')).sort();

describe('prime implicants', () => {
  it('between rows are the shortest terms that cover one and leave all others out', () => {
    fc.assert(
      fc.property(spaces, ({ levels, within, outside }) => {
        const wanted = primesByDefinition(levels, (term) => !outside.some((row) => isWithin(row, term)));
        const covering = wanted.filter((term) => within.some((row) => isWithin(row, term)));
        expect(asSet(primesBetween(within, outside)!)).toEqual(asSet(covering));
      }),
    );
  });

  it('of rows alone are the widest terms all of whose rows are there', () => {
    fc.assert(
      fc.property(spaces, ({ levels, rows, within }) => {
        const wanted = primesByDefinition(levels, (term) =>
          rows.every((row) => !isWithin(row, term) || within.includes(row)),
        );
        expect(asSet(primesOfRows(within, levels)!)).toEqual(asSet(wanted));
      }),
    );
  });

  it('of a union are those of its rows', () => {
    const unions = fc.array(fc.integer({ min: 2, max: 3 }), { minLength: 1, maxLength: 4 }).chain((levels) =>
      fc
        .array(fc.tuple(...levels.map((count) => fc.integer({ min: absent, max: count - 1 }))), {
          maxLength: 5,
        })
        .map((terms) => ({ levels, terms })),
    );
    fc.assert(
      fc.property(unions, fc.array(fc.nat(), { maxLength: 3 }), ({ levels, terms }, picks) => {
        const space = everyTerm(levels).filter((row) => !row.includes(absent));
        const rows = space.filter((row) => terms.some((term) => isWithin(row, term)));
        const wanted = primesOfRows(rows, levels)!;
        expect(asSet(primesOfUnion(terms, levels, space))).toEqual(asSet(wanted));
        const some = rows.length === 0 ? [] : picks.map((pick) => rows[pick % rows.length]);
        const covering = wanted.filter((term) => some.some((row) => isWithin(row, term)));
        expect(asSet(primesOfUnion(terms, levels, some))).toEqual(asSet(covering));
      }),
      { numRuns: 500 },
    );
  });

  // The cyclic function of the textbooks: nothing is essential and two covers of three terms tie.
  it('of a cycle of rows are its six pairs', () => {
    const rows = [
      [0, 0, 1],
      [0, 1, 0],
      [0, 1, 1],
      [1, 0, 0],
      [1, 0, 1],
      [1, 1, 0],
    ];
    expect(primesOfRows(rows, [2, 2, 2])).toHaveLength(6);
  });

  it('give up at their limit, and refuse a row on both sides', () => {
    const rows = [
      [0, 0, 1],
      [0, 1, 0],
      [0, 1, 1],
      [1, 0, 0],
      [1, 0, 1],
      [1, 1, 0],
    ];
    expect(primesOfRows(rows, [2, 2, 2], 8)).toBeNull();
    expect(
      primesBetween(
        rows,
        [
          [0, 0, 0],
          [1, 1, 1],
        ],
        3,
      ),
    ).toBeNull();
    expect(() => primesBetween([[1, 1]], [[1, 1]])).toThrow(RangeError);
  });
});
