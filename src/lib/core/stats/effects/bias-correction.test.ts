import { expect, it } from 'vitest';
import { hedgesCorrection } from './bias-correction.ts';

// 1/√π for two degrees of freedom; Hedges' (1981) approximation 1 − 3/(4m − 1); Γ with 40 digits (mpmath 1.x).
it('is the factor of Hedges', () => {
  expect(hedgesCorrection(2)).toBeCloseTo(1 / Math.sqrt(Math.PI), 14);
  expect(hedgesCorrection(10)).toBeCloseTo(0.922745608053087, 12);
  expect(hedgesCorrection(98)).toBeCloseTo(1 - 3 / 391, 4);
  expect(hedgesCorrection(50)).toBeCloseTo(0.9849119422955026, 12);
  expect(hedgesCorrection(5000)).toBeCloseTo(0.9998499912494375, 15);
});

it('is smooth where its series takes over', () => {
  expect(hedgesCorrection(1000.001) - hedgesCorrection(1000)).toBeCloseTo(7.5e-10, 11);
});

it('has no value without degrees of freedom', () => {
  expect(hedgesCorrection(1)).toBeNaN();
  expect(hedgesCorrection(NaN)).toBeNaN();
});
