import { describe, expect, it } from 'vitest';
import { easyTerms } from './easy-counterfactuals.ts';
import { absent } from './term.ts';

describe('easy counterfactuals', () => {
  const binary = [2, 2, 2];

  it('give up a literal that the expectation speaks against, and no other', () => {
    const expectations = new Map([
      [1, [1]],
      [2, [1]],
    ]);
    // A*~B*C around which A: ~B was not expected, C was.
    expect(easyTerms([[1, 0, 1]], [[1, absent, absent]], expectations, binary)).toEqual([[1, absent, 1]]);
  });

  it('are none where the parsimonious term asks for the literal itself, or nothing is expected', () => {
    const complex = [[1, 0, 1]];
    expect(easyTerms(complex, [[absent, 0, absent]], new Map([[1, [1]]]), binary)).toEqual(complex);
    expect(easyTerms(complex, [[1, absent, absent]], new Map(), binary)).toEqual(complex);
  });

  it('are none between terms of which neither lies within the other', () => {
    expect(easyTerms([[1, 0, 1]], [[0, absent, absent]], new Map([[1, [1]]]), binary)).toEqual([[1, 0, 1]]);
  });

  it('exchange a value of several for the expected one, and give it up only where that makes all', () => {
    const levels = [3, 2];
    const one = easyTerms([[0, 1]], [[absent, 1]], new Map([[0, [2]]]), levels);
    expect(one).toEqual([
      [0, 1],
      [2, 1],
    ]);
    expect(easyTerms([[0, 1]], [[absent, 1]], new Map([[0, [1, 2]]]), levels)).toEqual([[absent, 1]]);
  });
});
