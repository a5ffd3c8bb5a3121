import { compareTerms, type Term } from './term.ts';

/**
 * Prime implicants of a set of rows and nothing else (no remainder): Quine (1952, American Mathematical Monthly 59,
 * 521–531) and McCluskey (1956, Bell System Technical Journal 35, 1417–1444), with many-valued conditions: terms that are
 * alike but for the value of one condition, all of whose values are there, join into one that doesn't ask for it.
 *
 * @param rows Rows, each once.
 * @param levels How many values each condition has.
 * @param most Give up beyond this many implicants.
 * @returns The terms in the order of `compareTerms`, or null where there are more than `most` implicants.
 */
export function primesOfRows(
  rows: readonly Term[],
  levels: readonly number[],
  most = 500_000,
): Term[] | null {
  // A term is the number whose digit for a condition is 0 where absent, else the value plus 1.
  const weights = levels.map((_, at) =>
    levels.slice(at + 1).reduce((product, count) => product * (count + 1), 1),
  );
  const codeOf = (term: Term) => term.reduce((code, value, at) => code + (value + 1) * weights[at], 0);
  const digit = (code: number, at: number) => Math.floor(code / weights[at]) % (levels[at] + 1);

  const primes: number[] = [];
  let implicants = new Set(rows.map(codeOf));
  let seen = implicants.size;
  while (implicants.size > 0) {
    const joined = new Set<number>();
    const absorbed = new Set<number>();
    for (const code of implicants) {
      for (let at = 0; at < levels.length; at++) {
        // Each join is looked for once: from its term with the lowest value.
        if (digit(code, at) !== 1) continue;
        const alike = Array.from({ length: levels[at] }, (_, value) => code + value * weights[at]);
        if (!alike.every((other) => implicants.has(other))) continue;
        for (const other of alike) absorbed.add(other);
        joined.add(code - weights[at]);
      }
    }
    for (const code of implicants) if (!absorbed.has(code)) primes.push(code);
    seen += joined.size;
    if (seen > most) return null;
    implicants = joined;
  }
  return primes.map((code) => levels.map((_, at) => digit(code, at) - 1)).sort(compareTerms);
}
