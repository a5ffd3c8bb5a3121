import { findSmallestCovers, usualWork, type CoverLimits } from './cover.ts';
import type { Budget } from './cover-search.ts';
import { easyTerms, type Expectations } from './easy-counterfactuals.ts';
import { primesBetween } from './primes-between.ts';
import { primesOfRows } from './primes-of-rows.ts';
import { primesOfUnion } from './primes-of-union.ts';
import { compareTerms, isWithin, type Term } from './term.ts';
import type { TruthTableRow } from './truth-table.ts';

/** A solution of one kind: all models that tie, and the prime implicants that they are made of. */
export interface Minimised {
  /** Each model is a disjunction of terms, all with as few terms as can be. */
  models: Term[][];
  /** How many models tie; at least so many where `complete` is false. */
  total: number;
  /** False where not all of them could be counted. */
  complete: boolean;
  /** False where the chart was too large to be solved exactly: the model may have more terms than it needs. */
  minimal: boolean;
  primes: Term[];
}

export interface MinimisedTable {
  complex: Minimised;
  parsimonious: Minimised;
  intermediate: IntermediateMinimised;
}

export interface IntermediateMinimised extends Minimised {
  /** For each pair of a complex and a parsimonious model (indices), the models between them (indices into `models`). */
  pairs: { complex: number; parsimonious: number; models: number[]; union: Term[] }[];
}

export interface MinimiseLimits extends CoverLimits {
  primes?: number;
}

/** Why there is no solution to speak of. */
export interface NothingToMinimise {
  reason: string;
}

/**
 * Minimises a truth table to its complex (conservative), parsimonious and intermediate solutions: Ragin (2008,
 * Redesigning Social Inquiry, ch. 7–9); as minimize of R's QCA 3.25 with include = "", "?" and "?" with dir.exp. Rows marked
 * `C` count as not explained.
 *
 * The models of a kind are all the disjunctions of prime implicants that cover each explained row with as few terms as can
 * be. Intermediate: between each pair of a complex and a parsimonious model, with easy counterfactuals only; without
 * expectations it is the complex solution.
 *
 * @param levels How many values each condition has.
 * @returns A reason where no row is explained, or no row is left out, or there are too many prime implicants.
 */
export function minimise(
  table: readonly TruthTableRow[],
  levels: readonly number[],
  expectations: Expectations = new Map(),
  limits: MinimiseLimits = {},
): MinimisedTable | NothingToMinimise {
  const rows = table.filter(({ out }) => out === 1).map(({ configuration }) => configuration);
  const negatives = table.filter(({ out }) => out === 0 || out === 'C').map((row) => row.configuration);
  if (rows.length === 0) return { reason: 'no row of the truth table passes the cut' };
  if (negatives.length === 0)
    return { reason: 'every row of the truth table passes the cut, so that no condition makes a difference' };
  const ofRows = primesOfRows(rows, levels, limits.primes);
  const between = primesBetween(rows, negatives, limits.primes);
  if (!ofRows || !between) return { reason: 'there are too many prime implicants' };
  const complex = solve(ofRows, rows, limits);
  const parsimonious = solve(between, rows, limits);
  const intermediate = solveBetween(complex, parsimonious, { rows, levels, expectations, limits });
  return { complex, parsimonious, intermediate };
}

function solve(primes: Term[], rows: readonly Term[], limits: MinimiseLimits, budget?: Budget): Minimised {
  const chart = primes.map((prime) => rows.flatMap((row, at) => (isWithin(row, prime) ? [at] : [])));
  const { covers, ...found } = findSmallestCovers(chart, rows.length, limits, budget);
  return { models: covers.map((cover) => cover.map((at) => primes[at])), ...found, primes };
}

interface Between {
  rows: readonly Term[];
  levels: readonly number[];
  expectations: Expectations;
  limits: MinimiseLimits;
}

/** Pairs that lead to the same union of easy terms are solved once; all of them share one budget. */
function solveBetween(
  complex: Minimised,
  parsimonious: Minimised,
  { rows, levels, expectations, limits }: Between,
): IntermediateMinimised {
  const most = limits.covers ?? 1000;
  const budget = { work: limits.work ?? usualWork };
  const solved = new Map<string, { solution: Minimised; at: number[] }>();
  const models = new Map<string, { model: Term[]; at: number }>();
  const primes = new Map<string, Term>();
  const pairs: IntermediateMinimised['pairs'] = [];
  let complete = complex.complete && parsimonious.complete;
  let minimal = complex.minimal && parsimonious.minimal;
  for (const [from, complexModel] of complex.models.entries()) {
    for (const [to, parsimoniousModel] of parsimonious.models.entries()) {
      if (pairs.length >= most || models.size >= most) {
        complete = false;
        continue;
      }
      const union = easyTerms(complexModel, parsimoniousModel, expectations, levels);
      // Where no literal is given up, the explained rows stand alone: all complex models tie again.
      const isComplex = union.every((term) => complexModel.includes(term));
      const key = isComplex ? '' : union.map((term) => term.join()).join(';');
      let entry = solved.get(key);
      if (!entry) {
        const solution = isComplex
          ? complex
          : solve(primesOfUnion(union, levels, rows), rows, limits, budget);
        for (const prime of solution.primes) primes.set(prime.join(), prime);
        const at = solution.models.map((model) => {
          const name = model.map((term) => term.join()).join(';');
          const known = models.get(name) ?? { model, at: models.size };
          models.set(name, known);
          return known.at;
        });
        entry = { solution, at };
        solved.set(key, entry);
      }
      complete &&= entry.solution.complete;
      minimal &&= entry.solution.minimal;
      pairs.push({ complex: from, parsimonious: to, models: entry.at, union });
    }
  }
  const listed = [...models.values()].slice(0, most).map(({ model }) => model);
  return {
    models: listed,
    total: models.size,
    complete,
    minimal,
    primes: [...primes.values()].sort(compareTerms),
    pairs: pairs.map((pair) => ({ ...pair, models: pair.models.filter((at) => at < listed.length) })),
  };
}
