import { necessary, type NecessaryRow } from '#lib/core/lenses/necessary.ts';
import { formatTable } from '../../output.ts';
import type { WeighLens } from './weigh-lens.ts';

/** A factor as coded cases have it, by the names of `stats sets` and `stats nca`. */
function describeRow(row: NecessaryRow) {
  const { factor, table, outcome, condition, cases, k, necessity, sufficiency, effect, p, inSolution } = row;
  return {
    factor,
    table,
    outcome,
    condition,
    cases,
    k,
    inclN: necessity?.inclN ?? null,
    RoN: necessity?.RoN ?? null,
    covN: necessity?.covN ?? null,
    inclS: sufficiency?.inclS ?? null,
    PRI: sufficiency?.PRI ?? null,
    covS: sufficiency?.covS ?? null,
    d: effect,
    p,
    in_solution: inSolution,
  };
}

export const necessaryLens: WeighLens<ReturnType<typeof describeRow>[]> = {
  key: 'necessary',
  about: 'whether coded cases show it necessary or sufficient',
  shown: 'numbers',
  compute({ selection }) {
    const result = necessary.compute(selection);
    return result.identified ? result.rows.map(describeRow) : result;
  },
  write: (rows) =>
    formatTable(
      ['factor', 'table', 'cases', 'inclN', 'RoN', 'inclS', 'PRI', 'd', 'p'],
      rows
        .filter(({ table }) => table !== null)
        .map(({ factor, table, cases, inclN, RoN, inclS, PRI, d, p }) => [
          factor,
          table,
          cases,
          inclN,
          RoN,
          inclS,
          PRI,
          d,
          p,
        ]),
    ),
};
