import { fitPool } from './fit-pool.ts';
import type { Effects, PoolOptions } from './options.ts';
import { prepare } from './prepare.ts';
import { refuse, type PoolResult } from './result.ts';

/**
 * Pools effects under equal effects or random effects, with or without moderators, as metafor's rma.uni does
 * (Viechtbauer 2010, Journal of Statistical Software 36(3)).
 *
 * @param effects Effects and their sampling variances, of one length; moderators as numbers or texts.
 * @returns The fit, or the reason why there is none. Effects that are not finite and negative variances are reasons.
 * @throws RangeError where lengths differ or an option can't be.
 */
export function poolEffects(effects: Effects, options: PoolOptions = {}): PoolResult {
  const prepared = prepare(effects, options);
  if ('problem' in prepared) return refuse(prepared.problem);
  return fitPool(prepared.yi, prepared.vi, prepared.design, prepared.options);
}
