import { absent, compareTerms, isWithin, type Term } from './term.ts';

/**
 * Prime implicants of a union of terms, none of whose rows needs to be listed. By the expansion of Shannon (1938) on one
 * condition after another: a prime implicant that doesn't ask for the condition is one of what all its values have in
 * common; one that asks for a value is one of that value's part, unless the common part has it already.
 *
 * @param terms The parts of the union.
 * @param levels How many values each condition has.
 * @returns The terms in the order of `compareTerms`; for the whole property space, the empty term alone.
 */
export function primesOfUnion(terms: readonly Term[], levels: readonly number[]): Term[] {
  return expand(terms, levels, 0).sort(compareTerms);
}

function expand(terms: readonly Term[], levels: readonly number[], from: number): Term[] {
  if (terms.length === 0) return [];
  const nothingAsked = levels.map(() => absent);
  if (terms.some((term) => term.every((value, at) => at < from || value === absent))) return [nothingAsked];
  let at = from;
  while (terms.every((term) => term[at] === absent)) at++;
  const parts = Array.from({ length: levels[at] }, (_, value) => {
    const fitting = terms.filter((term) => term[at] === value || term[at] === absent);
    return expand(fitting, levels, at + 1);
  });
  const common = parts.reduce(intersect);
  const asking = parts.flatMap((part, value) =>
    part.filter((term) => !common.some((wider) => isWithin(term, wider))).map((term) => term.with(at, value)),
  );
  return [...common, ...asking];
}

/** Prime implicants of what two unions, given by all of theirs, have in common: their widest products. */
function intersect(a: readonly Term[], b: readonly Term[]): Term[] {
  const products = new Map<string, Term>();
  for (const one of a) {
    for (const other of b) {
      if (one.some((value, at) => value !== absent && other[at] !== absent && value !== other[at])) continue;
      const product = one.map((value, at) => (value === absent ? other[at] : value));
      products.set(product.join(), product);
    }
  }
  return withoutNarrower([...products.values()]);
}

function withoutNarrower(terms: Term[]): Term[] {
  const kept: Term[] = [];
  for (const term of terms.sort(compareTerms))
    if (!kept.some((wider) => isWithin(term, wider))) kept.push(term);
  return kept;
}
