import { absent, compareTerms, isWithin, type Term } from './term.ts';

/** For a condition (its index), the values that are expected to bring the outcome about. */
export type Expectations = ReadonlyMap<number, readonly number[]>;

/**
 * The terms between a complex and a parsimonious model that rest on easy counterfactuals alone (Ragin 2008, Redesigning
 * Social Inquiry, ch. 8–9; Ragin and Sonnett 2005): a literal of a complex term that the parsimonious term
 * around it doesn't ask for is given up where the expectation speaks against it, for if the outcome is there in spite of
 * it, it would be there without it. A literal that is expected, or of which nothing is expected, stays.
 *
 * A value of a multi-value condition that is not expected may be exchanged for the expected ones; the condition is given
 * up only where that makes all its values.
 *
 * @returns The complex terms and the wider ones, in the order of `compareTerms`: their union holds the explained rows and
 *   the easy counterfactuals.
 */
export function easyTerms(
  complex: readonly Term[],
  parsimonious: readonly Term[],
  expectations: Expectations,
  levels: readonly number[],
): Term[] {
  const terms = new Map<string, Term>(complex.map((term) => [term.join(), term]));
  for (const inner of complex) {
    for (const outer of parsimonious) {
      if (!isWithin(inner, outer)) continue;
      for (const term of widen(inner, outer, expectations, levels)) terms.set(term.join(), term);
    }
  }
  const all = [...terms.values()].sort(compareTerms);
  return all.filter((term, at) => !all.slice(0, at).some((wider) => isWithin(term, wider)));
}

function widen(inner: Term, outer: Term, expectations: Expectations, levels: readonly number[]): Term[] {
  let terms: Term[] = [inner];
  for (const [at, value] of inner.entries()) {
    const expected = expectations.get(at);
    if (value === absent || outer[at] !== absent || !expected || expected.includes(value)) continue;
    const allowed = new Set([value, ...expected]);
    const choices = allowed.size === levels[at] ? [absent] : [...allowed];
    terms = terms.flatMap((term) => choices.map((choice) => term.with(at, choice)));
  }
  return terms;
}
