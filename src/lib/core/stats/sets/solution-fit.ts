import { fitSufficiency, type SufficiencyFit } from './fit.ts';
import type { SetData } from './set-data.ts';
import { isWithin, termMembership, writeTerm, type Term } from './term.ts';
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
 * Fit of models, each a disjunction of terms, and of each of their terms. Unique coverage: the model's coverage less that of
 * the other terms (Ragin 2008, Redesigning Social Inquiry, ch. 3).
 */
export function fitModels(
  data: SetData,
  models: readonly (readonly Term[])[],
  table: readonly TruthTableRow[],
): ModelFit[] {
  const explained = table.filter(({ out }) => out === 1);
  const known = new Map<string, { membership: Float64Array; fit: Omit<TermFit, 'covU'> }>();
  const look = (term: Term) => {
    const key = term.join();
    const found = known.get(key);
    if (found) return found;
    const membership = termMembership(data, term);
    const cases = explained.flatMap((row) => (isWithin(row.configuration, term) ? row.cases : []));
    const fit = {
      term: writeTerm(term, data.conditions),
      ...fitSufficiency(membership, data.outcome),
      cases,
    };
    known.set(key, { membership, fit });
    return { membership, fit };
  };
  return models.map((model) => {
    const terms = model.map(look);
    const { whole, unique } = joinTerms(
      terms.map(({ membership }) => membership),
      data.outcome,
    );
    return {
      ...fitSufficiency(whole, data.outcome),
      terms: terms.map(({ fit: { cases, ...fit } }, at) => ({
        ...fit,
        covU: model.length > 1 ? unique[at] : null,
        cases,
      })),
    };
  });
}

/**
 * Membership in a disjunction, and the coverage that is each part's alone: where a part has a case's largest membership,
 * what the outcome's share would lose if the second largest took its place.
 */
function joinTerms(parts: readonly Float64Array[], y: Float64Array) {
  const whole = new Float64Array(y.length);
  const alone = new Float64Array(parts.length);
  let sumY = 0;
  for (let row = 0; row < y.length; row++) {
    let first = 0;
    let second = 0;
    let owner = -1;
    for (let part = 0; part < parts.length; part++) {
      const x = parts[part][row];
      if (x > first) [second, first, owner] = [first, x, part];
      else if (x > second) second = x;
    }
    whole[row] = first;
    if (owner >= 0) alone[owner] += Math.min(first, y[row]) - Math.min(second, y[row]);
    sumY += y[row];
  }
  return { whole, unique: [...alone].map((sum) => (sumY > 0 ? sum / sumY : null)) };
}
