import { describe, expect, it } from 'vitest';
import type { Condition } from './set-data.ts';
import { absent, compareTerms, isWithin, readLiteral, writeTerm } from './term.ts';

const condition = (name: string, levels = 2): Condition => ({ name, levels, values: new Float64Array() });
const binary = [condition('DEV'), condition('URB'), condition('LIT')];
const multivalued = [condition('C', 3), condition('F')];

describe('terms', () => {
  it('are written with tildes, or with brackets where a condition has several values', () => {
    expect(writeTerm([1, 0, absent], binary)).toBe('DEV*~URB');
    expect(writeTerm([2, 0], multivalued)).toBe('C[2]*F[0]');
    expect(writeTerm([absent, absent, absent], binary)).toBe('1');
    expect(writeTerm([1, absent, 0], binary, ' + ')).toBe('DEV + ~LIT');
  });

  it('are read as expectations', () => {
    expect(readLiteral('~URB', binary)).toEqual({ condition: 1, values: [0] });
    expect(readLiteral('C[1,2]', multivalued)).toEqual({ condition: 0, values: [1, 2] });
    expect(readLiteral('~C[0]', multivalued)).toEqual({ condition: 0, values: [1, 2] });
    expect(readLiteral(' LIT ', binary)).toEqual({ condition: 2, values: [1] });
    for (const wrong of ['X', 'C', 'C[3]', ''])
      expect(readLiteral(wrong, multivalued)).toHaveProperty('reason');
  });

  it('lie within those that ask for less', () => {
    expect(isWithin([1, 0, 1], [1, absent, 1])).toBe(true);
    expect(isWithin([1, absent, 1], [1, 0, 1])).toBe(false);
  });

  it('come shortest first, negations before what they negate', () => {
    const terms = [
      [1, 1, absent],
      [absent, 1, absent],
      [0, absent, 1],
      [0, 1, absent],
    ];
    expect(terms.sort(compareTerms)).toEqual([
      [absent, 1, absent],
      [0, 1, absent],
      [0, absent, 1],
      [1, 1, absent],
    ]);
  });
});
