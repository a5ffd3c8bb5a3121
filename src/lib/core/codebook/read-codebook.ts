import { z } from 'zod';
import type { Issue } from '../issue.ts';
import type { Codebook } from './codebook.ts';
import { codeListNames, type CodeLists } from './code-list.ts';
import type { Concept, ConceptKind } from './concept.ts';

const key = z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)*$/i, 'A key has letters, digits, "_" and "." only.');
const listedKey = z.string().regex(/^[a-z0-9_-]+$/i, 'A key has letters, digits, "_" and "-" only.');
const conceptSchema = z.object({
  key,
  label: z.string().trim().min(1),
  parent: key.nullable(),
  definition: z.string().default(''),
  include: z.string().default(''),
  exclude: z.string().default(''),
  sources: z.array(z.string()).default([]),
  role: z.enum(['factor', 'bundle', 'mediator']).default('factor'),
  reverse: z.boolean().default(false),
  distance: z.number().int().min(1).nullable().default(null),
  retired: z.boolean().default(false),
});
const codeSchema = z.object({
  key: listedKey,
  label: z.string().trim().min(1),
  description: z.string().default(''),
  order: z.number().nullable().default(null),
  tier: z.string().optional(),
  rank: z.number().nullable().optional(),
  retired: z.boolean().default(false),
});

/** A codebook file as JSON. Fields that it does not name get their defaults; unknown fields are dropped. */
export const codebookSchema = z.object({
  title: z.string().default(''),
  version: z.coerce.string().default('1'),
  language: z.string().default('en'),
  focalFactor: key,
  factors: z.array(conceptSchema).min(1),
  outcomes: z.array(conceptSchema).min(1),
  lists: z.record(z.string(), z.array(codeSchema)).default({}),
  evidenceNotes: z
    .array(z.object({ key: z.string(), label: z.string(), definition: z.string().default('') }))
    .default([]),
  widenings: z.array(z.array(key)).optional(),
});

export type CodebookResult = { codebook: Codebook; issues: Issue[] } | { codebook: null; issues: Issue[] };

/**
 * Reads a codebook from parsed JSON. Shape errors, double keys, parents that are missing or run in a circle and an
 * unknown focal factor are errors: a codebook is refused whole, since every claim hangs on it.
 */
export function readCodebook(value: unknown): CodebookResult {
  const parsed = codebookSchema.safeParse(value);
  if (!parsed.success) {
    return { codebook: null, issues: parsed.error.issues.map((issue) => shapeIssue(issue)) };
  }
  const { lists, ...rest } = parsed.data;
  const codebook: Codebook = {
    ...rest,
    factors: parsed.data.factors.map((concept): Concept => ({ ...concept, kind: 'factor' })),
    outcomes: parsed.data.outcomes.map((concept): Concept => ({ ...concept, kind: 'outcome' })),
    lists: Object.fromEntries(codeListNames.map((name) => [name, lists[name] ?? []])) as unknown as CodeLists,
  };
  const issues = [
    ...findConceptProblems('factor', codebook.factors),
    ...findConceptProblems('outcome', codebook.outcomes),
    ...findListProblems(codebook.lists),
    ...findFocalProblem(codebook),
    ...findWideningProblems(codebook),
  ];
  return issues.some(({ severity }) => severity === 'error')
    ? { codebook: null, issues }
    : { codebook, issues };
}

function shapeIssue(issue: z.core.$ZodIssue): Issue {
  const path = issue.path.map(String).join('.');
  return {
    code: 'codebook-shape',
    severity: 'error',
    message: `The codebook can't be read at ${path === '' ? 'its start' : path}: ${issue.message}`,
    where: { field: path },
  };
}

function findConceptProblems(kind: ConceptKind, concepts: Concept[]): Issue[] {
  const known = new Map<string, Concept>();
  const issues: Issue[] = [];
  for (const concept of concepts) {
    if (known.has(concept.key)) {
      issues.push(problem('duplicate-key', `Two ${kind}s have the key "${concept.key}".`, concept.key));
    }
    known.set(concept.key, concept);
  }
  for (const concept of concepts) {
    if (concept.parent !== null && !known.has(concept.parent)) {
      const message = `The ${kind} "${concept.key}" stands under "${concept.parent}", which is not in the codebook.`;
      issues.push(problem('missing-parent', message, concept.key));
    } else if (runsInCircle(concept, known)) {
      issues.push(
        problem('parent-circle', `The parents of the ${kind} "${concept.key}" run in a circle.`, concept.key),
      );
    }
  }
  return issues;
}

function runsInCircle(start: Concept, known: Map<string, Concept>): boolean {
  const met = new Set<string>();
  for (let at: Concept | undefined = start; at; at = at.parent === null ? undefined : known.get(at.parent)) {
    if (met.has(at.key)) return true;
    met.add(at.key);
  }
  return false;
}

function findListProblems(lists: CodeLists): Issue[] {
  return Object.entries(lists).flatMap(([name, codes]) => {
    const keys = codes.map(({ key }) => key);
    const double = keys.filter((key, at) => keys.indexOf(key) !== at);
    return double.map((key) =>
      problem('duplicate-key', `The list ${name} has the code "${key}" twice.`, key),
    );
  });
}

function findFocalProblem({ focalFactor, factors }: Codebook): Issue[] {
  if (factors.some(({ key }) => key === focalFactor)) return [];
  return [
    problem(
      'unknown-focal-factor',
      `The focal factor "${focalFactor}" is not among the factors.`,
      focalFactor,
    ),
  ];
}

/** A step to a factor that there is not takes that factor out of the step, and nothing else. */
function findWideningProblems({ widenings = [], factors }: Codebook): Issue[] {
  const unknown = widenings.flat().filter((key) => !factors.some((factor) => factor.key === key));
  return unknown.map((key) => ({
    ...problem(
      'unknown-widening',
      `A wider meaning of the focal factor takes in "${key}", which is not among the factors.`,
      key,
    ),
    severity: 'warning',
  }));
}

function problem(code: string, message: string, field: string): Issue {
  return { code, severity: 'error', message, where: { field } };
}
