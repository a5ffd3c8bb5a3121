import type { Effects, PoolOptions } from './options.ts';
import { poolEffects } from './pool-effects.ts';
import type { PoolFit } from './result.ts';

/** The fit of effects that are known to have one: for tests. */
export function fitOrThrow(effects: Effects, options: PoolOptions = {}): PoolFit {
  const result = poolEffects(effects, options);
  if (!result.fitted) throw new Error(result.reason);
  return result;
}
