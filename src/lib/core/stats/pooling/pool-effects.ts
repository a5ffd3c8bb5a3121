import { buildDesign } from './design-matrix.ts';
import { fitPool } from './fit-pool.ts';
import { completeOptions, type Effects, type PoolOptions } from './options.ts';
import { refuse, type PoolResult } from './result.ts';

/**
 * Pools effects under equal effects or random effects, with or without moderators, as metafor's rma.uni does
 * (Viechtbauer 2010, Journal of Statistical Software 36(3)).
 *
 * @param effects Effects and their sampling variances, of one length; moderators as numbers or texts.
 * @returns The fit, or the reason why there is none. Effects that are not finite and negative variances are reasons.
 * @throws RangeError where lengths differ or the level is not between 0 and 1.
 */
export function poolEffects(effects: Effects, options: PoolOptions = {}): PoolResult {
  const complete = completeOptions(options);
  const { yi, vi, moderators = [] } = effects;
  if (yi.length !== vi.length) {
    throw new RangeError(`poolEffects: ${yi.length} effects and ${vi.length} variances`);
  }
  const problem = findProblem(effects);
  if (problem) return refuse(problem);
  if (yi.length === 0) return refuse('There is no effect to pool.');
  const design = buildDesign(moderators, yi.length);
  return fitPool(Float64Array.from(yi), Float64Array.from(vi), design, complete);
}

/** The first value that can't be pooled, in words; effects count from 1. */
export function findProblem({ yi, vi, moderators = [] }: Effects): string | null {
  for (let i = 0; i < yi.length; i++) {
    if (!Number.isFinite(yi[i])) return `Effect ${i + 1} is not a number.`;
    if (!Number.isFinite(vi[i])) return `The sampling variance of effect ${i + 1} is not a number.`;
    if (vi[i] < 0) return `The sampling variance of effect ${i + 1} is negative (${vi[i]}).`;
  }
  for (const { name, values } of moderators) {
    const at = values.findIndex((value) => typeof value === 'number' && !Number.isFinite(value));
    if (at >= 0) return `Moderator ${name} of effect ${at + 1} is not a number.`;
  }
  return null;
}
