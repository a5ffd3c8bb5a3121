import { expect, it } from 'vitest';
import { signTest } from './sign-test.ts';

// R 4.2.2: binom.test(positive, positive + negative)$p.value.
it.each([
  [18, 4, 0.004343509674],
  [5, 0, 0.0625],
  [0, 5, 0.0625],
  [8, 1, 0.0390625],
  [1, 0, 1],
  [7, 7, 1],
  [4, 3, 1],
])('of %i for and %i against is %f', (positive, negative, p) => {
  expect(signTest(positive, negative)).toBeCloseTo(p, 9);
});

/** Every way in which n coins may fall, by the number of heads. */
function countWays(n: number): number[] {
  const ways = Array<number>(n + 1).fill(0);
  for (let fall = 0; fall < 2 ** n; fall++) {
    ways[fall.toString(2).replaceAll('0', '').length]++;
  }
  return ways;
}

it('is the part of all falls of coins that are at least as uneven', () => {
  for (let n = 1; n <= 10; n++) {
    const ways = countWays(n);
    for (let positive = 0; positive <= n; positive++) {
      const uneven = ways.filter((_, heads) => Math.abs(2 * heads - n) >= Math.abs(2 * positive - n));
      const p = uneven.reduce((sum, count) => sum + count, 0) / 2 ** n;
      expect(signTest(positive, n - positive), `${positive} of ${n}`).toBeCloseTo(p, 12);
    }
  }
});

it('has no answer where there is no sign', () => {
  expect(signTest(0, 0)).toBeNull();
});

it.each([
  [-1, 3],
  [1.5, 2],
  [Number.NaN, 1],
])('is not asked of %f and %f', (positive, negative) => {
  expect(() => signTest(positive, negative)).toThrow(RangeError);
});

it('does not lose the tail of a large body', () => {
  // 2 × P(B ≤ 900) of 2,000 coins; R: binom.test(1100, 2000)$p.value.
  expect(signTest(1100, 900)).toBeCloseTo(8.4570895e-6, 12);
});
