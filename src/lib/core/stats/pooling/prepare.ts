import { buildDesign, type DesignMatrix } from './design-matrix.ts';
import { completeOptions, type CompleteOptions, type Effects, type PoolOptions } from './options.ts';
import { findProblem } from './find-problem.ts';

export type Prepared =
  | { problem: string }
  | { yi: Float64Array; vi: Float64Array; design: DesignMatrix; options: CompleteOptions };

/**
 * Checks effects and options and builds the design, for everything that fits models to effects.
 *
 * @returns What is wrong with the effects, or the parts of a model.
 * @throws RangeError where lengths differ or an option can't be.
 */
export function prepare(effects: Effects, options: PoolOptions): Prepared {
  const complete = completeOptions(options);
  const { yi, vi, moderators = [] } = effects;
  if (yi.length !== vi.length) {
    throw new RangeError(`pool: ${yi.length} effects and ${vi.length} variances`);
  }
  const problem = findProblem(effects);
  if (problem) return { problem };
  if (yi.length === 0) return { problem: 'There is no effect to pool.' };
  return {
    yi: Float64Array.from(yi),
    vi: Float64Array.from(vi),
    design: buildDesign(moderators, yi.length),
    options: complete,
  };
}
