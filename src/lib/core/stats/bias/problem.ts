/** Why a method has no answer: a sentence for the reader of the result. */
export interface Problem {
  problem: string;
}

export const isProblem = <T extends object>(value: T | Problem): value is Problem => 'problem' in value;

/** What all tests of small-study effects need: finite effects, positive variances, enough of them. */
export function findBiasProblem(yi: readonly number[], vi: readonly number[], least: number): Problem | null {
  if (yi.length !== vi.length) {
    throw new RangeError(`bias: ${yi.length} effects and ${vi.length} variances`);
  }
  const bad = yi.findIndex((effect, i) => !Number.isFinite(effect) || !Number.isFinite(vi[i]));
  if (bad >= 0) return { problem: `Effect ${bad + 1} or its sampling variance is not a number.` };
  const flat = vi.findIndex((variance) => variance <= 0);
  if (flat >= 0)
    return { problem: `The sampling variance of effect ${flat + 1} is ${vi[flat]}; it must be above 0.` };
  if (yi.length < least) {
    const have = `There ${yi.length === 1 ? 'is 1 effect' : `are ${yi.length} effects`}`;
    return { problem: `${have}; at least ${least} are needed.` };
  }
  return null;
}
