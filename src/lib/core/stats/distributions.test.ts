import betainc from '@stdlib/math-base-special-betainc';
import { expect, it } from 'vitest';
import {
  betaQuantile,
  binomialLower,
  binomialUpper,
  chiSquareLower,
  chiSquareQuantile,
  chiSquareUpper,
  fQuantile,
  fUpper,
  normalLower,
  normalQuantile,
  normalTwoSided,
  normalUpper,
  tLower,
  tQuantile,
  tTwoSided,
} from './distributions.ts';

const close = (seen: number, expected: number, relative = 1e-12) =>
  expect(Math.abs(seen - expected) / Math.abs(expected)).toBeLessThan(relative);

// Values of R 4.2.2's pnorm, pt, pchisq, pf, pbinom and their quantiles, printed with 17 digits.
it.each([
  ['Φ(−6)', normalLower(-6), 9.8658764503769809e-10],
  ['P(Z > 10)', normalUpper(10), 7.6198530241605269e-24],
  ['P(|Z| ≥ 1.96)', normalTwoSided(1.96), 0.049995790296440856],
  ['z at 1e−12', normalQuantile(1e-12), -7.0344838253011321],
  ['z at 1e−16', normalQuantile(1e-16), -8.22208221613043],
  ['z at 5e−21', normalQuantile(5e-21), -9.33604484923406],
  ['z at 1e−300', normalQuantile(1e-300), -37.0470962993612],
  ['z at 0.499', normalQuantile(0.499), -0.002506630899571767],
  ['z at 1 − 1e−9', normalQuantile(1 - 1e-9), 5.997807019601638],
  ['P(T₃ ≤ −8)', tLower(-8, 3), 0.0020382887938927333],
  ['P(|T₄.₃₇| ≥ 0.01)', tTwoSided(-0.01, 4.37), 0.99246139709892089],
  ['P(|T₂.₂| ≥ 40)', tTwoSided(-40, 2.2), 0.00034231547656460548],
  ['t₄.₃₇ at 0.975', tQuantile(0.975, 4.37), 2.6861481000408847],
  ['t₃ at 1e−10', tQuantile(1e-10, 3), -2225.7692846830946],
  ['P(χ²₃ > 500)', chiSquareUpper(500, 3), 4.7716720319127583e-108],
  ['P(χ²₇ ≤ 0.001)', chiSquareLower(0.001, 7), 2.4020490518976896e-13],
  ['χ²₂₀₀₀ at 0.975', chiSquareQuantile(0.975, 2000), 2125.8423024497756],
  ['P(χ²₂₀₀₀ > 2120)', chiSquareUpper(2120, 2000), 0.030659800174286992],
  ['P(χ²₁₀₀₀₀ ≤ 9500)', chiSquareLower(9500, 10000), 0.00016438616435882251],
  ['P(χ²₁₀₀₀₀ > 10000)', chiSquareUpper(10000, 10000), 0.49811936596618267],
  ['P(F₃,₁₀ > 50)', fUpper(50, 3, 10), 2.5134704183840483e-6],
  ['P(F₂,₃.₃ > 900)', fUpper(900, 2, 3.3), 3.0411359095165428e-5],
  ['F₃,₇.₃ at 0.95', fQuantile(0.95, 3, 7.3), 4.2521267807661243],
  ['P(B₄₀ ≤ 3)', binomialLower(3, 40, 0.5), 9.7325028036721547e-9],
  ['P(B₄₀ ≥ 37)', binomialUpper(37, 40, 0.5), 9.7325028036721547e-9],
])('%s is R’s', (_, seen, expected) => close(seen, expected));

const tails = [1e-9, 1e-4, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9999];
const freedoms = [0.5, 1, 2.2, 4.37, 17, 120, 2000];

it.each(freedoms)('quantiles undo the tails with %f degrees of freedom', (df) => {
  for (const p of tails) {
    close(tLower(tQuantile(p, df), df), p, 1e-9);
    close(chiSquareLower(chiSquareQuantile(p, df), df), p, 1e-9);
    close(1 - fUpper(fQuantile(p, df, 9.5), df, 9.5), p, 1e-6);
    close(betainc(betaQuantile(p, df, 3.3), df, 3.3, true, false), p, 1e-9);
  }
});

it('answers at the borders', () => {
  expect(tTwoSided(Infinity, 3)).toBe(0);
  expect(tTwoSided(1.96, Infinity)).toBe(normalTwoSided(1.96));
  expect(chiSquareUpper(0, 3)).toBe(1);
  expect(fUpper(Infinity, 2, 3)).toBe(0);
  expect(fUpper(2, 3, Infinity)).toBe(chiSquareUpper(6, 3));
  expect(tTwoSided(1, 0)).toBeNaN();
});
