import type { PValue } from '../coding/estimate.ts';
import { tTwoSided } from '../stats/distributions.ts';
import type { SizeEffect } from './size-effects.ts';

/** A reported p value that can be set against its n. */
export interface PlacedP {
  effect: SizeEffect;
  p: PValue;
  n: number;
  /** Which way the number that it belongs to points. */
  sign: 1 | -1;
}

export interface PValues {
  placed: PlacedP[];
  /** Numbers with a p value that has no place: no sign, no n of people or partnerships, or a p of 0. */
  unplaced: number;
  /** Numbers without a p value. */
  silent: number;
}

/** The p values that an albatross plot can show, of numbers of any kind, pooled or not. */
export function placePValues(effects: readonly SizeEffect[]): PValues {
  const stated = effects.filter(({ estimate }) => estimate.p !== null);
  const placed = stated.flatMap((effect): PlacedP[] => {
    const { p, n, nUnit } = effect.estimate;
    const sign = pointsTo(effect);
    const isCounted = nUnit === 'people' || nUnit === 'partnerships';
    if (p === null || p.value === 0 || n === null || n < 3 || !isCounted || sign === null) return [];
    return [{ effect, p, n, sign }];
  });
  return { placed, unplaced: stated.length - placed.length, silent: effects.length - stated.length };
}

function pointsTo({ estimate: { type, value }, sign }: SizeEffect): 1 | -1 | null {
  if (type === 'r_squared') return null;
  const direction = type === 'odds_ratio' || type === 'risk_ratio' ? value - 1 : value;
  if (direction === 0) return null;
  return direction * sign > 0 ? 1 : -1;
}

/**
 * The two-sided p of the t test of a correlation r among n: t = r √((n − 2)/(1 − r²)). The contours of an albatross plot
 * (Harrison et al. 2017, Research Synthesis Methods 8, 281–289), with the exact test in place of their normal one.
 */
export function pOfCorrelation(r: number, n: number): number {
  return tTwoSided(r * Math.sqrt((n - 2) / (1 - r * r)), n - 2);
}
