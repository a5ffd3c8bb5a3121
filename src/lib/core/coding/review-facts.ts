import { z } from 'zod';
import type { Issue } from '../issue.ts';
import { defaultRubric, type Rubric } from './rubric.ts';
import { defaultRungs, type Rung } from './rungs.ts';

/** What a review says of itself: review.json of a review folder. */
export interface ReviewFacts {
  title: string;
  question: string;
  caveat: string;
  seed: number;
  rubric: Rubric;
  rungs: Rung[];
}

const weight = z.number().min(0).max(1);
/** At least one: what a claim does not state counts as the least of them. */
const weights = z
  .record(z.string(), weight)
  .refine((values) => Object.keys(values).length > 0, 'At least one code needs a value.');
export const rubricSchema = z.object({
  tier: weights,
  attribution: weights,
  source: weights,
  sameSource: z.object({ no: weight, notStated: weight, yes: weight }),
  setting: weights,
  precision: z.object({ half: z.record(z.string(), z.number().positive()), notStated: weight }),
  appraisalFloor: weight,
  combination: z.enum(['geometric', 'arithmetic', 'weakest', 'product']),
});
export const rungSchema = z.object({
  key: z.string().regex(/^[a-z0-9_]+$/),
  label: z.string().min(1),
  asks: z.string(),
  field: z.enum(['tier', 'attribution', 'setting', 'same_source']).nullable(),
  accepts: z.array(z.string()),
});
const reviewFactsSchema = z.object({
  title: z.string().default(''),
  question: z.string().default(''),
  caveat: z.string().default(''),
  // Databases hold whole numbers of 32 bits with a sign.
  seed: z.number().int().min(0).max(0x7fffffff).default(1),
  rubric: rubricSchema.default(defaultRubric),
  rungs: z.array(rungSchema).min(1).default(defaultRungs),
});

/** Reads review.json. What is missing gets its default; a value that can't be used is refused with its place. */
export function readReviewFacts(value: unknown): { facts: ReviewFacts | null; issues: Issue[] } {
  const parsed = reviewFactsSchema.safeParse(value);
  if (parsed.success) return { facts: parsed.data, issues: [] };
  const issues = parsed.error.issues.map(({ path, message }): Issue => ({
    code: 'review-shape',
    severity: 'error',
    message: `review.json can't be read at ${path.map(String).join('.') || 'its start'}: ${message}`,
  }));
  return { facts: null, issues };
}
