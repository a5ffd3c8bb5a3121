/** What `stats sets --json` prints. */
import type { SetsAnalysis, SetsOptions, Solution } from '#lib/core/stats/sets/analyse-sets.ts';
import { testModel, testSearch, type ModelTest } from '#lib/core/stats/sets/permutation.ts';
import type { SetData } from '#lib/core/stats/sets/set-data.ts';
import { completeTruthTable, countRows, type TruthTableRow } from '#lib/core/stats/sets/truth-table.ts';

/** Tables with more rows are printed without the remainders that hold no case. */
const mostRows = 4096;

export interface Draws {
  permutations: number;
  seed: number;
}

export function describeAnalysis(data: SetData, analysis: SetsAnalysis, options: SetsOptions, draws: Draws) {
  const { table, complex, parsimonious, intermediate } = analysis;
  const rows = countRows(data);
  const tests = table.filter(({ out }) => out !== '?').length;
  const models =
    complex && parsimonious && intermediate && draws.permutations > 0
      ? {
          complex: complex.models[0],
          parsimonious: parsimonious.models[0],
          intermediate: intermediate.models[0],
        }
      : null;
  const searched = models && testSearch(data, models, { ...draws, ...options });
  const testOf = (kind: 'complex' | 'parsimonious' | 'intermediate') =>
    models && { ...testModel(data, models[kind], tests, draws), search: searched![kind] };
  return {
    outcome: data.outcomeName,
    conditions: data.conditions.map(({ name }) => name),
    truth_table: (rows <= mostRows ? completeTruthTable(table, data) : table).map((row) =>
      describeRow(row, data),
    ),
    necessity: [...analysis.necessity, ...analysis.necessaryExpressions.filter(isNew(analysis))],
    complex: describeSolution(complex, testOf('complex'), draws),
    parsimonious: describeSolution(parsimonious, testOf('parsimonious'), draws),
    intermediate: describeSolution(intermediate, testOf('intermediate'), draws),
    rows,
    reason: analysis.reason,
    warnings: analysis.warnings,
  };
}

export type SetsResult = ReturnType<typeof describeAnalysis>;

function isNew({ necessity }: SetsAnalysis) {
  const known = new Set(necessity.map(({ term }) => term));
  return ({ term }: { term: string }) => !known.has(term);
}

function describeRow(
  { row, configuration, out, n, incl, PRI, cases }: TruthTableRow,
  { conditions }: SetData,
) {
  const values = Object.fromEntries(conditions.map(({ name }, at) => [name, configuration[at]]));
  // The array says the same where a condition is named like one of the other fields.
  return { ...values, row, configuration, OUT: out, n, incl, PRI, cases };
}

function describeSolution(
  solution: Solution | null,
  test: (ModelTest & { search: number | null }) | null,
  draws: Draws,
) {
  if (!solution) return { solutions: [], inclS: null, PRI: null, covS: null, terms: [] };
  const [first] = solution.fits;
  return {
    solutions: solution.solutions,
    inclS: first.inclS,
    PRI: first.PRI,
    covS: first.covS,
    terms: solution.overall.terms,
    models: solution.fits,
    total: solution.total,
    complete: solution.complete,
    minimal: solution.minimal,
    primes: solution.primes,
    permutation: test && {
      ...draws,
      p: test.p,
      p_search: test.search,
      terms: test.terms.map(({ term, p, pHolm }) => ({ term, p, p_holm: pHolm })),
    },
  };
}
