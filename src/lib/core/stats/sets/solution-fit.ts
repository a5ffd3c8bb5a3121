import { coverage, fitSufficiency, type SufficiencyFit } from './fit.ts';
import type { SetData } from './set-data.ts';
import { isWithin, termMembership, unionMembership, writeTerm, type Term } from './term.ts';
import type { TruthTableRow } from './truth-table.ts';

export interface TermFit extends SufficiencyFit {
  term: string;
  /** Coverage that no other of the terms has; null where there is no other. */
  covU: number | null;
  /** Cases of the explained rows that the term covers. */
  cases: string[];
}

export interface ModelFit extends SufficiencyFit {
  terms: TermFit[];
}

/**
 * Fit of a model, a disjunction of terms, and of each of its terms. Unique coverage: the model's coverage less that of the
 * other terms (Ragin 2008, Redesigning Social Inquiry, pp. 63–68).
 */
export function fitModel(data: SetData, model: readonly Term[], table: readonly TruthTableRow[]): ModelFit {
  const memberships = model.map((term) => termMembership(data, term));
  const whole = unionMembership(memberships, data.cases.length);
  const others = unionsWithoutEach(memberships, data.cases.length);
  const covered = coverage(whole, data.outcome);
  const explained = table.filter(({ out }) => out === 1);
  return {
    ...fitSufficiency(whole, data.outcome),
    terms: model.map((term, at) => {
      const rest = coverage(others[at], data.outcome);
      return {
        term: writeTerm(term, data.conditions),
        ...fitSufficiency(memberships[at], data.outcome),
        covU: model.length > 1 && covered !== null && rest !== null ? covered - rest : null,
        cases: explained.flatMap((row) => (isWithin(row.configuration, term) ? row.cases : [])),
      };
    }),
  };
}

/** For each part the union of all others, from running unions of what stands before and behind it. */
function unionsWithoutEach(parts: readonly Float64Array[], cases: number): Float64Array[] {
  const behind: Float64Array[] = [new Float64Array(cases)];
  for (const part of [...parts].reverse()) behind.push(unionMembership([behind.at(-1)!, part], cases));
  let before: Float64Array = new Float64Array(cases);
  return parts.map((part, at) => {
    const others = unionMembership([before, behind[parts.length - 1 - at]], cases);
    before = unionMembership([before, part], cases);
    return others;
  });
}
