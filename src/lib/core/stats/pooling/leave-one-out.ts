import { fitPool } from './fit-pool.ts';
import type { Effects, PoolOptions } from './options.ts';
import { prepare } from './prepare.ts';
import type { PoolResult } from './result.ts';
import { refuse } from './result.ts';
import { allBut, takeRows } from './subset.ts';

/**
 * The pooled result without each effect in turn (Viechtbauer and Cheung 2010, Research Synthesis Methods 1, 112–125).
 *
 * @returns One result an effect, in their order.
 */
export function leaveOneOut(effects: Effects, options: PoolOptions = {}): PoolResult[] {
  const prepared = prepare(effects, options);
  if ('problem' in prepared) return effects.yi.map(() => refuse(prepared.problem));
  const { yi, vi, design } = prepared;
  const complete = { ...prepared.options, heterogeneityInterval: options.heterogeneityInterval ?? false };
  return Array.from(yi, (_, left) => {
    const rest = takeRows(yi, vi, design, allBut(left, yi.length));
    return fitPool(rest.yi, rest.vi, rest.design, complete);
  });
}
