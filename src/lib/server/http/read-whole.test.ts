import { expect, it } from 'vitest';
import { readWhole } from './read-whole.ts';

it.each([
  ['0', 0],
  ['12', 12],
  ['2147483647', 2147483647],
  ['2147483648', null],
  ['1e3', null],
  ['-1', null],
  ['1.5', null],
  [' 1', null],
  ['NaN', null],
  ['', null],
  [null, null],
  [undefined, null],
])('%j is %s', (value, wanted) => {
  expect(readWhole(value)).toBe(wanted);
});
