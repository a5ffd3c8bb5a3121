/** The script of coded cases, in base R: the digits of the set-theoretic analysis and of necessary condition analysis. */
import { describe, it } from 'vitest';
import { reproduceCases } from '#lib/core/lenses/r-scripts/reproduce-cases.ts';
import { analyseNca } from '#lib/core/stats/nca/analyse-nca.ts';
import { RandomStream } from '#lib/core/stats/random.ts';
import { fitSingleNecessity } from '#lib/core/stats/sets/necessity.ts';
import { readSetData } from '#lib/core/stats/sets/set-data.ts';
import { buildTruthTable } from '#lib/core/stats/sets/truth-table.ts';
import { expectSame, hasR, put, runBundle, type Values } from './run-r.ts';

/** @param steps Memberships are multiples of 1 / steps: 1 is crisp; even numbers have cases at 0.5. */
function drawCases(count: number, steps: number) {
  const stream = new RandomStream([count, steps]);
  const round = (value: number) => Math.round(value * steps) / steps;
  return Array.from({ length: count }, () => {
    const conditions = [0, 1, 2].map(() => round(stream.nextUniform()));
    return { conditions, outcome: round(0.5 * conditions[0] + 0.5 * stream.nextUniform()) };
  });
}

describe.skipIf(!hasR)('coded cases in base R', () => {
  it.each([
    ['crisp', drawCases(14, 1)],
    ['fuzzy', drawCases(25, 5)],
    ['fuzzy with cases at one half', drawCases(20, 4)],
    ['an outcome that is the same everywhere', drawCases(6, 1).map((one) => ({ ...one, outcome: 1 }))],
  ])('have the digits of the page: %s', (_what, cases) => {
    const conditions = ['a', 'b', 'c'].map((key) => ({ key, label: `"); stop(1) # ${key}` }));
    const [seed, permutations, inclusionCut, frequencyCut] = [3, 200, 0.7, 2];
    const columns = new Map<string, number[]>([
      ...conditions.map(({ key }, at) => [key, cases.map((one) => one.conditions[at])] as const),
      ['y', cases.map(({ outcome }) => outcome)],
    ]);
    const read = readSetData({
      cases: cases.map((_, at) => String(at)),
      columns,
      outcome: 'y',
      conditions: ['a', 'b', 'c'],
    });
    if ('problem' in read) throw new Error(read.problem.reason);
    const wanted: Values = {};
    for (const { row, n, incl, PRI, out } of buildTruthTable(read.data, {
      inclCut: inclusionCut,
      nCut: frequencyCut,
    }))
      put(wanted, `row ${row}`, { n, incl, PRI, OUT: typeof out === 'number' ? out : null });
    for (const [at, { inclN, RoN, covN }] of fitSingleNecessity(read.data).entries())
      put(wanted, `${at % 2 === 0 ? 'presence' : 'absence'} ${(at >> 1) + 1}`, { inclN, RoN, covN });
    for (const [at, { key }] of conditions.entries()) {
      const nca = analyseNca(Float64Array.from(columns.get(key)!), Float64Array.from(columns.get('y')!), {
        seed,
        permutations,
      });
      if ('reason' in nca) continue;
      const { ceFdh, crFdh } = nca;
      put(wanted, `nca ${at + 1}`, {
        ce_fdh_d: ceFdh.d,
        cr_fdh_d: crFdh.d,
        ce_fdh_p: ceFdh.p,
        cr_fdh_p: crFdh.p,
      });
    }
    const table = { conditions, cases, inclusionCut, frequencyCut };
    expectSame(runBundle(reproduceCases(table, { seed, permutations })), wanted);
  });
});
