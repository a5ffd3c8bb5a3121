import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadLabels } from './spread-labels.ts';

it.each([
  ['labels that have room stay', [0, 50, 100], 12, [0, 50, 100]],
  ['two at one place part evenly', [50, 50], 10, [45, 55]],
  ['the upper bound pushes back', [98, 99], 10, [90, 100]],
  ['the lower bound pushes back', [1, 2], 10, [0, 10]],
])('%s', (_what, wanted, gap, placed) => {
  expect(spreadLabels(wanted, gap, 0, 100)).toEqual(placed);
});

it('squeezes labels together where there are more than fit', () => {
  expect(spreadLabels([5, 5, 5], 80, 0, 100)).toEqual([0, 50, 100]);
});

it('keeps order, distance and bounds', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 20 }), (values) => {
      const placed = spreadLabels(
        [...values].sort((a, b) => a - b),
        12,
        0,
        400,
      );
      for (const [i, y] of placed.entries()) {
        expect(y).toBeGreaterThanOrEqual(-1e-9);
        expect(y).toBeLessThanOrEqual(400 + 1e-9);
        if (i > 0) expect(y - placed[i - 1]).toBeGreaterThanOrEqual(12 - 1e-9);
      }
    }),
  );
  expect(true).toBe(true);
});
