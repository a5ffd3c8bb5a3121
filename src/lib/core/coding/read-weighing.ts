/** What a review's people decide about weighing: the rungs of its Ladder, and how strong evidence is held to be. */
import { z } from 'zod';
import type { CodebookIndex } from '../codebook/codebook.ts';
import type { CodeListName } from '../codebook/code-list.ts';
import { rubricSchema, rungSchema } from './review-facts.ts';
import type { Rubric } from './rubric.ts';
import type { Rung, RungField } from './rungs.ts';

export interface WeighingRules {
  rungs: Rung[];
  rubric: Rubric;
}

/** More steps than these no picture can show. */
export const mostRungs = 10;
const longestLabel = 80;

/** The list of the codebook from which a rung's accepted codes come. */
export const rungLists: Record<RungField, CodeListName> = {
  tier: 'tiers',
  attribution: 'attributionModes',
  setting: 'settings',
  same_source: 'sameSource',
};

/**
 * Reads rungs and rubric as a form sends them.
 *
 * @returns The rules, or every problem in words; never throws for what was sent.
 */
export function readWeighingRules(
  given: { rungs: unknown; rubric: unknown },
  codebook: CodebookIndex,
): { rules: WeighingRules | null; problems: string[] } {
  // A label that is not typed yet is told beside its rung.
  const rungs = rungSchema.extend({ label: z.string() }).array().safeParse(given.rungs);
  const rubric = rubricSchema.safeParse(given.rubric);
  const problems: string[] = [];
  if (!rungs.success) problems.push('The rungs can’t be read.');
  else problems.push(...checkRungs(rungs.data, codebook));
  if (!rubric.success) {
    problems.push(
      'The strength of evidence can’t be read: every value lies between 0 and 1, and every n that counts half is above 0.',
    );
  }
  const rules =
    problems.length === 0 && rungs.success && rubric.success
      ? { rungs: rungs.data, rubric: rubric.data }
      : null;
  return { rules, problems };
}

function checkRungs(rungs: readonly Rung[], codebook: CodebookIndex): string[] {
  if (rungs.length === 0) return ['A Ladder needs at least one rung.'];
  if (rungs.length > mostRungs) return [`A Ladder has at most ${mostRungs} rungs, not ${rungs.length}.`];
  const problems = rungs.flatMap(({ label, field, accepts }, at) => {
    const name = `Rung ${at + 1}`;
    if (label.trim() === '') return [`${name} has no label.`];
    if (label.length > longestLabel)
      return [`${name} has a label of ${label.length} characters; ${longestLabel} is the limit.`];
    if (field === null) return [];
    if (accepts.length === 0) return [`${name} lets nothing pass: choose what it accepts.`];
    const known = new Set(codebook.codebook.lists[rungLists[field]].map(({ key }) => key));
    const unknown = accepts.filter((code) => !known.has(code));
    return unknown.length === 0
      ? []
      : [`${name} accepts “${unknown.join('”, “')}”, which the codebook does not have.`];
  });
  const keys = rungs.map(({ key }) => key);
  if (new Set(keys).size < keys.length) problems.push('Two rungs have the same key.');
  return problems;
}

/** A key for a new rung, which no other has. */
export function newRungKey(rungs: readonly Rung[]): string {
  const taken = new Set(rungs.map(({ key }) => key));
  let number = rungs.length + 1;
  while (taken.has(`rung_${number}`)) number++;
  return `rung_${number}`;
}
