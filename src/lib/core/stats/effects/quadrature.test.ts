import { expect, it } from 'vitest';
import { integrate } from './quadrature.ts';

it.each<[string, (fromLower: number, fromUpper: number) => number, number, number]>([
  ['a parabola', (x) => x * x, 3, 9],
  ['a sine', Math.sin, Math.PI, 2],
  ['a root at its end', (x) => Math.sqrt(x), 1, 2 / 3],
  ['a pole of order ½ at its upper end', (_, left) => 1 / Math.sqrt(left), 1, 2],
  ['nothing', (x) => x, 0, 0],
])('integrates %s', (_, f, width, expected) => {
  expect(integrate(f, width)).toBeCloseTo(expected, 7);
});

it('keeps twelve digits of a smooth function', () => {
  expect(integrate(Math.exp, 2)).toBeCloseTo(Math.exp(2) - 1, 12);
});
