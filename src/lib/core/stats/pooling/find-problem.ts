import type { Effects } from './options.ts';

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
