import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseNca, type NcaResult } from './analyse-nca.ts';

function analyse(points: readonly (readonly [number, number])[], permutations = 0): NcaResult {
  const [x, y] = [0, 1].map((axis) => Float64Array.from(points, (point) => point[axis]));
  const result = analyseNca(x, y, { permutations, seed: 1 });
  if ('reason' in result) throw new TypeError(result.reason);
  return result;
}

describe('ceilings, by hand', () => {
  // Dul (2016): with a dichotomous condition that is necessary, the whole scope above the ceiling is empty.
  it('a dichotomous necessary condition has d = 1, one that is not has 0', () => {
    const cases = [
      [0, 0],
      [1, 0],
      [1, 1],
    ] as const;
    expect(analyse(cases).ceFdh.d).toBe(1);
    const without = analyse([...cases, [0, 1]]);
    expect([without.ceFdh.d, without.crFdh.d]).toEqual([0, 0]);
    expect(without.crFdh.line).toBeNull();
  });

  it('three levels on a diagonal', () => {
    const { ceFdh, crFdh, peers, scope } = analyse([
      [0, 0],
      [1, 1],
      [2, 2],
      [2, 0],
      [1, 0],
    ]);
    expect(peers).toEqual([
      { x: 0, y: 0, cases: 1 },
      { x: 1, y: 1, cases: 1 },
      { x: 2, y: 2, cases: 1 },
    ]);
    expect(scope).toEqual({ xMin: 0, xMax: 2, yMin: 0, yMax: 2 });
    // Steps: 1 · 1 + 2 · 1 = 3 of 4; the line y = x leaves half.
    expect(ceFdh.d).toBe(0.75);
    expect(crFdh.d).toBeCloseTo(0.5, 12);
    expect(crFdh).toMatchObject({ accuracy: 1, line: { slope: 1, intercept: 0 } });
  });

  it('a line that leaves some cases above it', () => {
    // Peers (0, 2), (1, 4), (4, 6); least squares: slope 12/13, intercept 4 − (5/3) · 12/13 = 32/13.
    const { ceFdh, crFdh } = analyse([
      [0, 2],
      [1, 4],
      [4, 6],
      [4, 0],
      [2, 1],
    ]);
    expect(ceFdh.d).toBeCloseTo((1 * 2 + 4 * 2) / 24, 12);
    expect(crFdh.line!.slope).toBeCloseTo(12 / 13, 12);
    expect(crFdh.line!.intercept).toBeCloseTo(32 / 13, 12);
    // The line meets y = 6 at x = 23/6: a triangle of (23/6) · (46/13) / 2 of the scope's 24.
    expect(crFdh.d).toBeCloseTo(((23 / 6) * (46 / 13)) / 2 / 24, 12);
    // Only (1, 4) lies above, at 44/13.
    expect(crFdh.accuracy).toBeCloseTo(4 / 5, 12);
  });

  it('a line that enters the scope from below, all of which counts up to there', () => {
    // Peers (0, 0), (2, 0.1) and (3, 6): the line crosses y = 0 at a positive x.
    const { crFdh, scope } = analyse([
      [0, 0],
      [2, 0.1],
      [3, 6],
      [4, 3],
    ]);
    const { slope, intercept } = crFdh.line!;
    expect(intercept).toBeLessThan(0);
    const area = fineSum(
      (x) => scope.yMax - Math.min(scope.yMax, Math.max(scope.yMin, intercept + slope * x)),
      4,
    );
    expect(crFdh.d).toBeCloseTo(area / 24, 4);
  });

  it('ties: of equal x the highest y, and a point of two cases counts twice for the line', () => {
    const once = analyse([
      [0, 0],
      [0, 1],
      [1, 2],
      [2, 4],
      [2, 0],
    ]);
    expect(once.peers.map(({ x, y }) => [x, y])).toEqual([
      [0, 1],
      [1, 2],
      [2, 4],
    ]);
    const twice = analyse([
      [0, 0],
      [0, 1],
      [1, 2],
      [2, 4],
      [2, 4],
      [2, 0],
    ]);
    expect(twice.peers.at(-1)).toEqual({ x: 2, y: 4, cases: 2 });
    expect(twice.ceFdh.d).toBe(once.ceFdh.d);
    // Weighted by hand: means 5/4 and 11/4, sxx 11/4, sxy 17/4.
    expect(twice.crFdh.line!.slope).toBeCloseTo(17 / 11, 12);
    expect(once.crFdh.line!.slope).toBeCloseTo(1.5, 12);
  });

  it('tells what each level of y needs', () => {
    const { bottleneck } = analyse([
      [0, 0],
      [1, 1],
      [2, 2],
      [2, 0],
    ]);
    expect(bottleneck).toHaveLength(11);
    expect(bottleneck[0]).toEqual({ y: 0, ceFdh: null, crFdh: null });
    expect(bottleneck[3]).toMatchObject({ y: 30, ceFdh: 50 });
    expect(bottleneck[3].crFdh).toBeCloseTo(30, 10);
    expect(bottleneck[10]).toEqual({ y: 100, ceFdh: 100, crFdh: 100 });
  });
});

function fineSum(height: (x: number) => number, to: number): number {
  const steps = 100_000;
  let sum = 0;
  for (let at = 0; at < steps; at++) sum += height(((at + 0.5) * to) / steps);
  return (sum * to) / steps;
}

describe('what can not be said', () => {
  it.each([
    [[], []],
    [[1], [2]],
    [
      [1, 1, 1],
      [1, 2, 3],
    ],
    [
      [1, 2, 3],
      [2, 2, 2],
    ],
  ])('x %j and y %j', (x, y) => {
    const result = analyseNca(Float64Array.from(x), Float64Array.from(y), { seed: 1 });
    expect(result).toHaveProperty('reason');
  });

  it('throws for values that are not finite, and for lengths that differ', () => {
    expect(() => analyseNca(Float64Array.of(1, NaN), Float64Array.of(1, 2), { seed: 1 })).toThrow(RangeError);
    expect(() => analyseNca(Float64Array.of(1, 2), Float64Array.of(1), { seed: 1 })).toThrow(RangeError);
  });
});

describe('the permutation test', () => {
  it('comes near the share of all pairings', () => {
    const points = [
      [0, 0],
      [1, 2],
      [2, 1],
      [3, 5],
      [4, 4],
    ] as const;
    const { ceFdh, crFdh } = analyse(points, 20_000);
    const exact = { ce: 0, cr: 0, all: 0 };
    for (const order of permutationsOf(points.map(([, y]) => y))) {
      const one = analyse(points.map(([x], at) => [x, order[at]] as const));
      exact.all++;
      if (one.ceFdh.d >= ceFdh.d - 1e-12) exact.ce++;
      if (one.crFdh.d >= crFdh.d - 1e-12) exact.cr++;
    }
    expect(exact.all).toBe(120);
    expect(Math.abs(ceFdh.p! - exact.ce / 120)).toBeLessThan(0.01);
    expect(Math.abs(crFdh.p! - exact.cr / 120)).toBeLessThan(0.01);
  });

  it('is 1 where nothing is empty, never 0, and the same for the same seed', () => {
    expect(
      analyse(
        [
          [0, 1],
          [1, 0],
          [1, 1],
        ],
        200,
      ).ceFdh.p,
    ).toBe(1);
    const diagonal = Array.from({ length: 12 }, (_, at) => [at, at] as const);
    expect(analyse(diagonal, 100).ceFdh.p).toBe(0.01);
    expect(analyse(diagonal, 100)).toEqual(analyse(diagonal, 100));
    expect(analyse(diagonal).ceFdh.p).toBeNull();
  });
});

function permutationsOf(values: readonly number[]): number[][] {
  if (values.length < 2) return [[...values]];
  return values.flatMap((value, at) =>
    permutationsOf(values.toSpliced(at, 1)).map((rest) => [value, ...rest]),
  );
}

describe('properties', () => {
  const points = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
      minLength: 2,
      maxLength: 25,
    })
    .filter((all) => [0, 1].every((axis) => new Set(all.map((point) => point[axis])).size > 1));

  it('effects lie in [0, 1], whatever the order of the cases', () => {
    fc.assert(
      fc.property(points, (all) => {
        const one = analyse(all);
        for (const { d, accuracy } of [one.ceFdh, one.crFdh]) {
          expect(d).toBeGreaterThanOrEqual(0);
          expect(d).toBeLessThanOrEqual(1);
          expect(accuracy).toBeGreaterThan(0);
        }
        const other = analyse(all.toReversed());
        expect(other.ceFdh.d).toBe(one.ceFdh.d);
        expect(other.crFdh.d).toBe(one.crFdh.d);
      }),
    );
  });

  it('no case lies above the step function', () => {
    fc.assert(
      fc.property(points, (all) => {
        const { peers } = analyse(all);
        for (const [x, y] of all) expect(y).toBeLessThanOrEqual(peers.findLast((peer) => peer.x <= x)!.y);
      }),
    );
  });

  it('other units change nothing', () => {
    fc.assert(
      fc.property(points, (all) => {
        const one = analyse(all);
        const other = analyse(all.map(([x, y]) => [3.5 * x - 20, 0.01 * y + 7] as const));
        expect(other.ceFdh.d).toBeCloseTo(one.ceFdh.d, 10);
        expect(other.crFdh.d).toBeCloseTo(one.crFdh.d, 10);
      }),
    );
  });

  it('a case more, within the scope, never makes the empty zone larger', () => {
    fc.assert(
      fc.property(points, fc.nat(), fc.nat(), (all, a, b) => {
        const more = [...all, [all[a % all.length][0], all[b % all.length][1]] as [number, number]];
        expect(analyse(more).ceFdh.d).toBeLessThanOrEqual(analyse(all).ceFdh.d + 1e-12);
      }),
    );
  });
});
