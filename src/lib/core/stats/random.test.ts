import { expect, it } from 'vitest';
import { RandomStream } from './random.ts';

// mt19937ar.out of Matsumoto and Nishimura: the first outputs after init_by_array({0x123, 0x234, 0x345, 0x456}).
const published = [
  1067595299, 955945823, 477289528, 4107218783, 4228976476, 3344332714, 3355579695, 227628506,
];

it('gives the published numbers of MT19937', () => {
  const stream = new RandomStream([0x123, 0x234, 0x345, 0x456]);
  expect(published.map(() => stream.nextInteger())).toEqual(published);
});

it('gives the thousandth published number, past the first refill', () => {
  const stream = new RandomStream([0x123, 0x234, 0x345, 0x456]);
  const numbers = Array.from({ length: 1000 }, () => stream.nextInteger());
  expect(numbers[999]).toBe(3460025646);
});

it('starts again with the same seeds, and elsewhere with others', () => {
  const stream = new RandomStream([7, 1]);
  const first = [stream.nextInteger(), stream.nextInteger()];
  stream.reseed([7, 2]);
  const other = [stream.nextInteger(), stream.nextInteger()];
  stream.reseed([7, 1]);
  expect([stream.nextInteger(), stream.nextInteger()]).toEqual(first);
  expect(other).not.toEqual(first);
});

it('keeps indices within their count', () => {
  const stream = new RandomStream([1]);
  const seen = new Set(Array.from({ length: 500 }, () => stream.nextIndex(3)));
  expect([...seen].sort()).toEqual([0, 1, 2]);
});
