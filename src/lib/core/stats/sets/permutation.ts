import { RandomStream } from '../random.ts';
import { finishSteps, type Steps } from '../resampling/steps.ts';
import { fitSufficiency } from './fit.ts';
import { minimise, type MinimisedTable } from './minimise.ts';
import type { SetData } from './set-data.ts';
import type { SetsOptions } from './analyse-sets.ts';
import { termMembership, unionMembership, writeTerm, type Term } from './term.ts';
import { buildTruthTable } from './truth-table.ts';

export interface PermutationOptions {
  /** How often the outcome is dealt anew. Default 1,000. */
  permutations?: number;
  seed: number;
}

export interface ModelTest {
  permutations: number;
  /**
   * Probability of a fit at least as good as was seen, were the outcome dealt over the cases by chance. It is the same for
   * consistency and coverage: both are Σ min(x, y) over a sum that dealing does not change. Null where no case is in it.
   */
  p: number | null;
  terms: {
    term: string;
    p: number | null;
    /** Adjusted for as many tests as the truth table has rows put to the cut (Holm 1979). */
    pHolm: number | null;
  }[];
}

/**
 * Permutation test of a model as it stands: the outcome is dealt anew over the cases and the fit of the same terms is taken
 * again. p = (1 + draws at least as good) / (1 + draws). Braumoeller (2015, Political Analysis 23(4), 471–487), who adjusts
 * for the tests that hide in a truth table; it guards against finding a pattern in noise, and is no test of a cause.
 *
 * The model was found with the very outcome that it is tested on; `testSearch` takes that into account.
 *
 * @param tests How many rows of the truth table were put to the cut.
 */
export function testModel(
  data: SetData,
  model: readonly Term[],
  tests: number,
  { permutations = 1000, seed }: PermutationOptions,
): ModelTest {
  const memberships = model.map((term) => termMembership(data, term));
  const sets = [...memberships, unionMembership(memberships, data.cases.length)];
  const seen = sets.map((set) => fitSufficiency(set, data.outcome).inclS);
  const counts = sets.map(() => 0);
  for (const outcome of dealOutcomes(data.outcome, permutations, seed)) {
    for (const [at, set] of sets.entries()) {
      if (reaches(fitSufficiency(set, outcome).inclS, seen[at])) counts[at]++;
    }
  }
  const ps = seen.map((incl, at) => (incl === null ? null : (1 + counts[at]) / (1 + permutations)));
  const adjusted = adjustHolm(ps.slice(0, -1), Math.max(tests, model.length));
  return {
    permutations,
    p: ps.at(-1)!,
    terms: model.map((term, at) => ({
      term: writeTerm(term, data.conditions),
      p: ps[at],
      pHolm: adjusted[at],
    })),
  };
}

export type Models = Partial<Record<keyof MinimisedTable, readonly Term[]>>;

/**
 * Permutation test of the whole search, for a model of each kind: with each dealt outcome the truth table is built and
 * minimised again, by the same cuts, and p is the share of draws in which a model comes out that is at least as consistent
 * and covers at least as much: (1 + such draws) / (1 + draws). The first model of each draw stands for those that tie with
 * it.
 *
 * @returns p by kind; null for a model that no case is in.
 */
export function testSearch<M extends Models>(
  data: SetData,
  models: M,
  options: PermutationOptions & SetsOptions,
): Record<keyof M, number | null> {
  return finishSteps(testSearchInSteps(data, models, options));
}

/** The same, with a pause after every draw. */
export function* testSearchInSteps<M extends Models>(
  data: SetData,
  models: M,
  { permutations = 1000, seed, ...options }: PermutationOptions & SetsOptions,
): Steps<Record<keyof M, number | null>> {
  const levels = data.conditions.map((condition) => condition.levels);
  const fitOf = (terms: readonly Term[], outcome: Float64Array) => {
    const parts = terms.map((term) => termMembership(data, term));
    return fitSufficiency(unionMembership(parts, data.cases.length), outcome);
  };
  const tested = (Object.keys(models) as (keyof Models)[]).map((kind) => ({
    kind,
    seen: fitOf(models[kind]!, data.outcome),
    count: 0,
  }));
  for (const outcome of dealOutcomes(data.outcome, permutations, seed)) {
    const table = buildTruthTable({ ...data, outcome }, options);
    // One model is enough, and one that is a little too long would not mend a poor fit.
    const found = minimise(table, levels, options.expectations, { covers: 1, work: 100_000 });
    if ('reason' in found) {
      yield;
      continue;
    }
    for (const test of tested) {
      const { inclS, covS } = fitOf(found[test.kind].models[0], outcome);
      if (reaches(inclS, test.seen.inclS) && reaches(covS, test.seen.covS)) test.count++;
    }
    yield;
  }
  const share = (count: number) => (1 + count) / (1 + permutations);
  const ps = tested.map(({ kind, seen, count }) => [
    kind,
    seen.inclS === null || seen.covS === null ? null : share(count),
  ]);
  return Object.fromEntries(ps) as Record<keyof M, number | null>;
}

/** Draw i is a shuffle by Fisher and Yates from (seed, i). The array is used again for the next draw. */
function* dealOutcomes(outcome: Float64Array, permutations: number, seed: number): Generator<Float64Array> {
  const stream = new RandomStream([seed]);
  const dealt = new Float64Array(outcome.length);
  for (let draw = 0; draw < permutations; draw++) {
    stream.reseed([seed, draw]);
    dealt.set(outcome);
    for (let at = dealt.length - 1; at > 0; at--) {
      const other = stream.nextIndex(at + 1);
      [dealt[at], dealt[other]] = [dealt[other], dealt[at]];
    }
    yield dealt;
  }
}

/** Equal in exact arithmetic counts as equal, whatever the order of the sums. */
function reaches(value: number | null, seen: number | null): boolean {
  return value !== null && seen !== null && value >= seen - 1e-12;
}

/** Holm (1979, Scandinavian Journal of Statistics 6(2), 65–70), where some of the tests are not at hand. */
function adjustHolm(ps: readonly (number | null)[], tests: number): (number | null)[] {
  const order = ps.flatMap((p, at) => (p === null ? [] : [{ p, at }])).sort((a, b) => a.p - b.p);
  const adjusted: (number | null)[] = ps.map(() => null);
  let largest = 0;
  for (const [rank, { p, at }] of order.entries()) {
    largest = Math.max(largest, Math.min(1, p * (tests - rank)));
    adjusted[at] = largest;
  }
  return adjusted;
}
