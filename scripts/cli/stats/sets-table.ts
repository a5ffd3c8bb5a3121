import type { SetsAnalysis, Solution } from '#lib/core/stats/sets/analyse-sets.ts';
import type { SetData } from '#lib/core/stats/sets/set-data.ts';
import { formatTable } from '../output.ts';
import type { SetsResult } from './sets-result.ts';

/** Models that are printed; the JSON has up to 1,000. */
const mostModels = 20;

/** The readable form of a set-theoretic analysis. */
export function formatSets(data: SetData, analysis: SetsAnalysis, result: SetsResult): string {
  const names = data.conditions.map(({ name }) => name);
  const observed = analysis.table.map((row) => [
    row.row,
    ...row.configuration,
    String(row.out),
    row.n,
    row.incl,
    row.PRI,
    row.cases.join(', '),
  ]);
  const parts = [
    `Truth table for ${data.outcomeName} (${analysis.table.length} of ${result.rows} rows hold cases)`,
    formatTable(['row', ...names, 'OUT', 'n', 'incl', 'PRI', 'cases'], observed),
    '',
    'Necessity',
    formatTable(
      ['term', 'inclN', 'RoN', 'covN'],
      result.necessity.map(({ term, inclN, RoN, covN }) => [term, inclN, RoN, covN]),
    ),
  ];
  for (const kind of ['complex', 'parsimonious', 'intermediate'] as const) {
    const solution = analysis[kind];
    if (!solution) continue;
    parts.push('', formatSolution(kind, solution, data.outcomeName));
    const { permutation } = result[kind];
    if (permutation) {
      const { p, p_search, permutations } = permutation;
      parts.push(
        `By chance (${permutations} draws): the first model as good, p ${show(p)}; any model as good, p ${show(p_search)}`,
      );
    }
  }
  return parts.join('\n');
}

function formatSolution(
  kind: string,
  { solutions, fits, total, overall }: Solution,
  outcome: string,
): string {
  const shown = solutions.slice(0, mostModels);
  const models = shown.map((terms, at) => [
    `M${at + 1}`,
    `${terms.join(' + ')} → ${outcome}`,
    fits[at].inclS,
    fits[at].PRI,
    fits[at].covS,
  ]);
  const title = `${kind[0].toUpperCase()}${kind.slice(1)} solution${total > 1 ? `, ${total} models tie` : ''}`;
  const terms = overall.terms.map(({ term, inclS, PRI, covS, covU }) => [term, inclS, PRI, covS, covU]);
  return [
    total > shown.length ? `${title}; the first ${shown.length}:` : title,
    formatTable(['', 'model', 'inclS', 'PRI', 'covS'], models),
    formatTable(['term', 'inclS', 'PRI', 'covS', 'covU'], terms),
  ].join('\n');
}

function show(p: number | null): string {
  return p === null ? '–' : p.toPrecision(3);
}
