import { describe, expect, it } from 'vitest';
import { testModel, testSearch } from './permutation.ts';
import { readSetData, type SetData } from './set-data.ts';
import { absent } from './term.ts';

function makeData(columns: Record<string, number[]>): SetData {
  const names = Object.keys(columns);
  const read = readSetData({
    cases: columns[names[0]].map((_, at) => String(at)),
    columns: new Map(Object.entries(columns)),
    outcome: names.at(-1)!,
    conditions: names.slice(0, -1),
  });
  if ('problem' in read) throw new TypeError(read.problem.reason);
  return read.data;
}

// Three of eight cases are in A and just these have the outcome: of the 56 ways to deal it, one is as good.
const data = makeData({
  A: [1, 1, 1, 0, 0, 0, 0, 0],
  B: [1, 0, 1, 0, 1, 0, 1, 0],
  Y: [1, 1, 1, 0, 0, 0, 0, 0],
});
const model = [[1, absent]];

describe('permutation tests of a solution', () => {
  it('come near the share of all ways to deal the outcome', () => {
    const { p, terms } = testModel(data, model, 4, { permutations: 20_000, seed: 7 });
    // Standard error of the share: sqrt(1/56 · 55/56 / 20000) = .00094
    expect(Math.abs(p! - 1 / 56)).toBeLessThan(0.004);
    expect(terms[0].p).toBe(p);
    expect(terms[0].pHolm).toBeCloseTo(4 * p!, 12);
  });

  it('of the whole search find more by chance than of the model as it stands', () => {
    const search = testSearch(data, { parsimonious: model }, { permutations: 2000, seed: 7, inclCut: 0.8 });
    const { p } = testModel(data, model, 4, { permutations: 2000, seed: 7 });
    expect(search.parsimonious).toBeGreaterThan(p!);
    expect(search.parsimonious).toBeLessThanOrEqual(1);
  });

  it('depend on the seed and on nothing else', () => {
    const draw = (seed: number) => testModel(data, model, 4, { permutations: 500, seed });
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3).p).not.toBe(draw(4).p);
  });

  it('are never 0, and 1 where any deal is as good', () => {
    const { p } = testModel(data, [[absent, absent]], 4, { permutations: 50, seed: 1 });
    expect(p).toBe(1);
    expect(testModel(data, model, 4, { permutations: 3, seed: 1 }).p).toBeGreaterThan(0);
  });

  it('are unknown for a model that no case is in', () => {
    const without = makeData({ A: [0, 0, 0], Y: [1, 0, 1] });
    const { p, terms } = testModel(without, [[1]], 1, { permutations: 20, seed: 1 });
    expect([p, terms[0].p, terms[0].pHolm]).toEqual([null, null, null]);
    const search = testSearch(without, { complex: [[1]] }, { permutations: 5, seed: 1, inclCut: 0.8 });
    expect(search).toEqual({ complex: null });
  });

  it('correct the terms by Holm for tests that are not at hand', () => {
    const two = makeData({
      A: [1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
      B: [0, 0, 0, 1, 1, 1, 0, 0, 0, 0],
      Y: [1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
    });
    const { terms } = testModel(
      two,
      [
        [1, absent],
        [absent, 1],
      ],
      5,
      { permutations: 400, seed: 2 },
    );
    const [first, second] = terms;
    expect(first.p!).toBeLessThan(second.p!);
    expect(first.pHolm).toBeCloseTo(Math.min(1, 5 * first.p!), 12);
    expect(second.pHolm).toBeCloseTo(Math.min(1, 4 * second.p!), 12);
  });
});
