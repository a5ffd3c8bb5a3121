import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../random.ts';
import { clusterBootstrap } from './cluster-bootstrap.ts';
import { groupedBootstrap, nextBinomial } from './grouped-bootstrap.ts';
import { nextNormal, NormalDraws } from './normal-draws.ts';
import { percentileInterval } from './percentile-interval.ts';
import { permutationDraws, shuffle } from './permutation.ts';

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean of the drawn clusters' values. */
function meanOf(values: readonly number[]) {
  return (multiplicities: Int32Array, results: Float64Array) => {
    results[0] = multiplicities.reduce((sum, times, at) => sum + times * values[at], 0) / values.length;
  };
}

describe('cluster bootstrap', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6];

  it('gives the same digits from three workers as from one', () => {
    const range = { seed: 11, draws: 100 };
    const all = clusterBootstrap(8, 1, meanOf(values), range);
    const parts = [
      [0, 17],
      [17, 60],
      [60, 100],
    ].map(([from, to]) => clusterBootstrap(8, 1, meanOf(values), { ...range, from, to }));
    expect(parts.flatMap((part) => [...part])).toEqual([...all]);
    expect([...clusterBootstrap(8, 1, meanOf(values), { seed: 12, draws: 100 })]).not.toEqual([...all]);
  });

  // Var of a bootstrap mean is Σ(x − x̄)² / n² (Efron and Tibshirani 1993, chapter 5).
  it('has the mean and the spread that theory gives', () => {
    const draws = clusterBootstrap(8, 1, meanOf(values), { seed: 1, draws: 20_000 });
    const centre = values.reduce((sum, value) => sum + value) / 8;
    const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / 64;
    expect(mean(draws)).toBeCloseTo(centre, 1);
    expect(mean(draws.map((value) => (value - centre) ** 2)) / variance).toBeCloseTo(1, 1);
  });

  it('draws as many clusters as there are', () => {
    const draws = clusterBootstrap(
      5,
      1,
      (multiplicities, results) => (results[0] = multiplicities.reduce((sum, times) => sum + times)),
      { seed: 1, draws: 50 },
    );
    expect(new Set(draws)).toEqual(new Set([5]));
  });

  it('has an interval of the draws with a value, and none without one', () => {
    const draws = clusterBootstrap(
      2,
      2,
      ([first], results) => {
        if (first > 0) results[0] = first;
      },
      { seed: 1, draws: 200 },
    );
    expect(percentileInterval(draws, 0, 2)).toEqual([1, 2]);
    expect(percentileInterval(draws, 1, 2)).toBeNull();
    expect(percentileInterval([], 0, 1)).toBeNull();
  });

  it('is a point for one cluster, and refuses none', () => {
    const draws = clusterBootstrap(1, 1, meanOf([7]), { seed: 1, draws: 20 });
    expect(percentileInterval(draws, 0, 1)).toEqual([7, 7]);
    expect(() => clusterBootstrap(0, 1, meanOf([]), { seed: 1, draws: 1 })).toThrow(RangeError);
    const backwards = { seed: 1, draws: 10, from: 5, to: 2 };
    expect(() => clusterBootstrap(2, 1, meanOf([1, 2]), backwards)).toThrow(RangeError);
  });
});

describe('grouped bootstrap', () => {
  const count = (drawn: Int32Array, values: Float64Array) => values.set(drawn);
  const spread = (sizes: number[]) => {
    const draws = groupedBootstrap(Int32Array.from(sizes), sizes.length, count, { seed: 2, draws: 4000 });
    return sizes.map((_, group) => draws.filter((_, at) => at % sizes.length === group));
  };

  // A group of size s among n: mean s, variance s (1 − s/n). The first by single clusters, the second by binomial numbers.
  it.each([[[5, 3, 1, 1]], [[700, 250, 40, 10]]])('draws multinomial numbers: %j', (sizes) => {
    const total = sizes.reduce((sum, size) => sum + size);
    const groups = spread(sizes);
    for (const [group, size] of sizes.entries()) {
      const variance = size * (1 - size / total);
      expect(Math.abs(mean(groups[group]) - size)).toBeLessThan(4 * Math.sqrt(variance / 4000));
      const seen = mean(groups[group].map((drawn) => (drawn - size) ** 2));
      expect(seen / variance).toBeGreaterThan(0.9);
      expect(seen / variance).toBeLessThan(1.1);
    }
    for (let draw = 0; draw < 4000; draw++) {
      expect(groups.reduce((sum, drawn) => sum + drawn[draw], 0)).toBe(total);
    }
  });

  it('refuses to draw from nothing', () => {
    const draw = () => groupedBootstrap(new Int32Array(2), 2, count, { seed: 1, draws: 1 });
    expect(draw).toThrow(RangeError);
  });

  it('has the binomial probabilities, and certain ends', () => {
    const stream = new RandomStream([9]);
    const seen = new Float64Array(4);
    for (let draw = 0; draw < 20_000; draw++) seen[nextBinomial(stream, 3, 0.3)] += 1 / 20_000;
    [0.343, 0.441, 0.189, 0.027].forEach((mass, k) => expect(seen[k]).toBeCloseTo(mass, 2));
    expect([nextBinomial(stream, 0, 0.5), nextBinomial(stream, 7, 0), nextBinomial(stream, 7, 1)]).toEqual([
      0, 0, 7,
    ]);
  });
});

describe('permutations', () => {
  it('keep what is dealt, within its group', () => {
    const groups = fc.array(fc.array(fc.integer(), { maxLength: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(groups, fc.nat(), (rows, seed) => {
        const values = Float64Array.from(rows.flat());
        const starts = [0];
        for (const row of rows) starts.push(starts[starts.length - 1] + row.length);
        permutationDraws(
          values,
          starts,
          0,
          (dealt) => {
            rows.forEach((row, g) =>
              expect([...dealt.subarray(starts[g], starts[g + 1])].sort()).toEqual([...row].sort()),
            );
          },
          { seed, draws: 3 },
        );
        expect([...values]).toEqual(rows.flat());
      }),
    );
  });

  it('are all as likely', () => {
    const counts = new Map<string, number>();
    const stream = new RandomStream([3]);
    for (let draw = 0; draw < 6000; draw++) {
      const values = Float64Array.of(1, 2, 3);
      shuffle(values, stream);
      counts.set(values.join(), (counts.get(values.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it('refuse groups that are not those of the values', () => {
    const deal = () => permutationDraws(Float64Array.of(1, 2), [0, 1], 1, () => {}, { seed: 1, draws: 1 });
    expect(deal).toThrow(RangeError);
  });
});

describe('normal draws', () => {
  it('are standard normal', () => {
    const stream = new RandomStream([1]);
    const draws = Float64Array.from({ length: 20_000 }, () => nextNormal(stream));
    expect(mean(draws)).toBeCloseTo(0, 1);
    expect(mean(draws.map((z) => z * z))).toBeCloseTo(1, 1);
    expect(draws.filter((z) => Math.abs(z) > 1.959964).length / 20_000).toBeCloseTo(0.05, 2);
  });

  it('have the covariance that was asked for', () => {
    const covariance = [
      [2, 0.6, 0],
      [0.6, 1, 0],
      [0, 0, 0],
    ];
    const normal = NormalDraws.of([1, 2, 3], covariance)!;
    const stream = new RandomStream([5]);
    const draws = Array.from({ length: 20_000 }, () => {
      const values = new Float64Array(3);
      normal.next(stream, values);
      return values;
    });
    const product = (i: number, j: number) =>
      draws.reduce((sum, draw) => sum + (draw[i] - i - 1) * (draw[j] - j - 1), 0) / draws.length;
    expect(product(0, 0)).toBeCloseTo(2, 1);
    expect(product(0, 1)).toBeCloseTo(0.6, 1);
    expect(product(1, 1)).toBeCloseTo(1, 1);
    expect(draws.every((draw) => draw[2] === 3)).toBe(true);
  });

  it('take a singular covariance, and refuse what is none', () => {
    expect(
      NormalDraws.of(
        [0, 0],
        [
          [1, 1],
          [1, 1],
        ],
      ),
    ).not.toBeNull();
    expect(
      NormalDraws.of(
        [0, 0],
        [
          [1, 1.1],
          [1.1, 1],
        ],
      ),
    ).toBeNull();
    expect(
      NormalDraws.of(
        [0, 0],
        [
          [0, 0.1],
          [0.1, 1],
        ],
      ),
    ).toBeNull();
    expect(NormalDraws.of([0], [[-1]])).toBeNull();
    expect(NormalDraws.of([0], [[NaN]])).toBeNull();
    expect(() => NormalDraws.of([0], [[1, 0]])).toThrow(RangeError);
  });
});
