import { absent, compareTerms, type Term } from './term.ts';

/**
 * Prime implicants that may use every remainder: the shortest terms that cover a positive row and no negative one, exact
 * and without a list of remainders.
 *
 * A term that covers row p leaves out row n as soon as it asks for one of the conditions in which they differ. So the
 * prime implicants that cover p are the minimal sets of conditions that meet every such set of differences: the minimal
 * transversals of a hypergraph, found by Berge's multiplication (1989, Hypergraphs, section 2.1). It is the reduced
 * off-set of Brayton et al. (1984, Logic Minimization Algorithms for VLSI Synthesis, section 4.1), and what Quine–McCluskey
 * would find with all remainders added and those primes dropped that cover no positive row.
 *
 * @param positives Rows to cover.
 * @param negatives Rows to leave out, none of them among the positives.
 * @param most Give up beyond this many.
 * @returns The terms in the order of `compareTerms`, or null where there are more than `most`.
 */
export function primesBetween(
  positives: readonly Term[],
  negatives: readonly Term[],
  most = 100_000,
): Term[] | null {
  const found = new Map<string, Term>();
  for (const row of positives) {
    const differences = negatives.map((other) => differingConditions(row, other));
    if (differences.includes(0)) throw new RangeError(`primesBetween: row ${row.join('')} is on both sides`);
    const sets = minimalTransversals(differences, most);
    if (!sets) return null;
    for (const set of sets) {
      const term = row.map((value, at) => (set & (1 << at) ? value : absent));
      found.set(term.join(), term);
    }
    if (found.size > most) return null;
  }
  return [...found.values()].sort(compareTerms);
}

/** The conditions in which two rows differ, as bits. */
function differingConditions(a: Term, b: Term): number {
  let bits = 0;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) bits |= 1 << at;
  return bits;
}

/**
 * The minimal sets that meet every one of the given sets, all of them as bits. Set by set: a transversal that misses the
 * next set is extended by each of its members; an extension is dropped where a transversal that met the set by that very
 * member lies within it. No other set can lie within an extension, so that what is left is minimal.
 */
function minimalTransversals(sets: readonly number[], most: number): number[] | null {
  let transversals = [0];
  for (const set of withoutSupersets(sets)) {
    const meeting: number[] = [];
    const missing: number[] = [];
    for (const one of transversals) (one & set ? meeting : missing).push(one);
    const next = [...meeting];
    for (let rest = set; rest !== 0; rest &= rest - 1) {
      const member = rest & -rest;
      const byMember = meeting.filter((one) => (one & set) === member);
      for (const one of missing) {
        const extended = one | member;
        if (!byMember.some((other) => (other & ~extended) === 0)) next.push(extended);
      }
      if (next.length > most) return null;
    }
    transversals = next;
  }
  return transversals;
}

/** What meets a set meets its supersets, too. Smallest first. */
function withoutSupersets(sets: readonly number[]): number[] {
  const kept: number[] = [];
  for (const set of [...new Set(sets)].sort((a, b) => countBits(a) - countBits(b) || a - b)) {
    if (!kept.some((other) => (other & ~set) === 0)) kept.push(set);
  }
  return kept;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
