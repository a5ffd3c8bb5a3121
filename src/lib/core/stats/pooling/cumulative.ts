import { fitPool } from './fit-pool.ts';
import type { Effects, PoolOptions } from './options.ts';
import { prepare } from './prepare.ts';
import { refuse, type PoolResult } from './result.ts';
import { takeRows } from './subset.ts';

export interface CumulativeStep {
  /** Index of the effect that came in. */
  added: number;
  result: PoolResult;
}

/**
 * Pools the first effect, the first two, and so on (Lau et al. 1992, New England Journal of Medicine 327, 248–254).
 *
 * @param order One value an effect, such as its year: effects come in by it, ties in the order given. Without it they
 * come in as they are.
 */
export function cumulate(
  effects: Pick<Effects, 'yi' | 'vi'>,
  options: PoolOptions = {},
  order?: readonly number[],
): CumulativeStep[] {
  const { yi, vi } = effects;
  if (order && order.length !== yi.length) {
    throw new RangeError(`cumulate: order has ${order.length} values for ${yi.length} effects`);
  }
  const sequence = yi.map((_, at) => at);
  if (order) sequence.sort((a, b) => order[a] - order[b] || a - b);
  const prepared = prepare({ yi, vi }, options);
  if ('problem' in prepared) return sequence.map((added) => ({ added, result: refuse(prepared.problem) }));
  const complete = { ...prepared.options, heterogeneityInterval: options.heterogeneityInterval ?? false };
  return sequence.map((added, at) => {
    const rows = takeRows(prepared.yi, prepared.vi, prepared.design, sequence.slice(0, at + 1));
    return { added, result: fitPool(rows.yi, rows.vi, rows.design, complete) };
  });
}
