import { absent, compareTerms, isWithin, type Term } from './term.ts';

/**
 * Prime implicants of a union of terms, none of whose rows needs to be listed. By the expansion of Shannon (1938) on one
 * condition after another: a prime implicant that doesn't ask for the condition is one of what all its values have in
 * common; one that asks for a value is one of that value's part, unless the common part has it already. What covers none
 * of the rows that matter is dropped on the way: nothing wider than it, nor made of it, could cover one.
 *
 * @param terms The parts of the union.
 * @param levels How many values each condition has.
 * @param rows Prime implicants that cover none of these rows are left out.
 * @returns The terms in the order of `compareTerms`; for the whole property space, the empty term alone.
 */
export function primesOfUnion(
  terms: readonly Term[],
  levels: readonly number[],
  rows: readonly Term[],
): Term[] {
  return rows.length === 0 ? [] : expand(terms, 0).sort(compareTerms);

  function expand(parts: readonly Term[], from: number): Term[] {
    if (parts.length === 0) return [];
    let at = from;
    while (at < levels.length && parts.every((term) => term[at] === absent)) at++;
    if (parts.some((term) => term.every((value, index) => index < at || value === absent)))
      return [levels.map(() => absent)];
    const free = parts.filter((term) => term[at] === absent);
    const ofValue = Array.from({ length: levels[at] }, (_, value) =>
      expand([...free, ...parts.filter((term) => term[at] === value)], at + 1),
    );
    const common = ofValue.reduce((a, b) => intersect(a, b, at + 1));
    const asking = ofValue.flatMap((primes, value) => {
      const near = rows.filter((row) => row[at] === value);
      return primes
        .filter((term) => !common.some((wider) => isWithin(term, wider)))
        .filter((term) => near.some((row) => isWithinFrom(row, term, at + 1)))
        .map((term) => term.with(at, value));
    });
    return [...common, ...asking];
  }

  /** Prime implicants of what two unions, given by theirs, have in common: their widest products. */
  function intersect(a: readonly Term[], b: readonly Term[], from: number): Term[] {
    if (a.length === 0 || b.length === 0) return [];
    const inB = new Set(b.map((term) => term.join()));
    // A product with a term that both have lies within that term.
    const shared = a.filter((term) => inB.has(term.join()));
    const inBoth = new Set(shared.map((term) => term.join()));
    const onlyB = b.filter((term) => !inBoth.has(term.join()));
    const products: Term[] = [];
    for (const one of a) {
      if (inBoth.has(one.join())) continue;
      for (const other of onlyB) {
        if (one.some((value, at) => value !== absent && other[at] !== absent && value !== other[at]))
          continue;
        const product = one.map((value, at) => (value === absent ? other[at] : value));
        if (rows.some((row) => isWithinFrom(row, product, from))) products.push(product);
      }
    }
    return withoutNarrower([...shared, ...products]);
  }
}

/** `isWithin`, looking only at the conditions from one on. */
function isWithinFrom(inner: Term, outer: Term, from: number): boolean {
  for (let at = from; at < inner.length; at++)
    if (outer[at] !== absent && outer[at] !== inner[at]) return false;
  return true;
}

function withoutNarrower(terms: Term[]): Term[] {
  const kept: Term[] = [];
  for (const term of terms.sort(compareTerms))
    if (!kept.some((wider) => isWithin(term, wider))) kept.push(term);
  return kept;
}
