/** What the causal diagram says: its title, its arrows and paths, its caption and its table. */
import type { Direction } from '../coding/claim.ts';
import { certaintyWords, showCertainty } from '../coding/certainty.ts';
import { provenances } from '../coding/provenance.ts';
import type { CausalArrow, CausalGraph, CausalPath, NodeKey, TracedPaths } from '../lenses/causal-paths.ts';
import { count, decimals, lowerFirst, studies } from '../words.ts';
import { directionWords } from './direction-bar.ts';
import type { SceneTable } from './scene.ts';

export const directionNames: Record<Direction, string> = {
  positive: 'helps',
  negative: 'hinders',
  null: 'no link',
  mixed: 'mixed',
  not_stated: 'sign not stated',
};

export function nodeLabel({ nodes }: Pick<CausalGraph, 'nodes'>, key: NodeKey): string {
  return nodes.find((node) => node.key === key)?.concept.label ?? key;
}

export function arrowPair(graph: Pick<CausalGraph, 'nodes'>, { from, to }: CausalArrow): string {
  return `${nodeLabel(graph, from)} → ${nodeLabel(graph, to)}`;
}

/** "said to help, contested" */
export function verdictOf({ direction, state }: CausalArrow): string {
  if (state === 'contested') return 'contested';
  return `${directionNames[direction]}, ${state}`;
}

/** An arrow for those who hear it. */
export function describeArrow(graph: Pick<CausalGraph, 'nodes'>, arrow: CausalArrow): string {
  const certainty = arrow.certainty === null ? '' : `; certainty: ${certaintyWords[arrow.certainty]}`;
  const numbers = arrow.byNumber === 0 ? '' : `, ${arrow.byNumber} by a number alone`;
  return `${arrowPair(graph, arrow)}: ${verdictOf(arrow)}; ${studies(arrow.studies.length)}${numbers}; ${directionWords(arrow.directions)}; evidence ${decimals(arrow.weight, 1)}; best ground: ${provenances[arrow.rank].label}${certainty}`;
}

/** "Leadership → Trust → Services. Weakest link: Trust → Services (asserted, 2 studies)." */
export function describePath(graph: Pick<CausalGraph, 'nodes'>, { arrows, weakest }: CausalPath): string {
  const line = [arrows[0].from, ...arrows.map(({ to }) => to)].map((key) => nodeLabel(graph, key));
  const ground = `${verdictOf(weakest)}, ${provenances[weakest.rank].label}, ${studies(weakest.studies.length)}`;
  const link =
    arrows.length === 1 ? `One step: ${ground}` : `Weakest link: ${arrowPair(graph, weakest)} (${ground})`;
  return `${line.join(' → ')}. ${link}.`;
}

/** What tracing found, in one sentence. */
export function describeTrace(
  graph: Pick<CausalGraph, 'nodes'>,
  { paths, isCut }: TracedPaths,
  from: NodeKey,
  to: NodeKey,
): string {
  const ends = `from ${lowerFirst(nodeLabel(graph, from))} to ${lowerFirst(nodeLabel(graph, to))}`;
  if (paths.length === 0)
    return `No path leads ${ends} here. Nobody has claimed one; that does not mean that there is none.`;
  const more = isCut ? ' or more' : '';
  return `${count(paths.length, 'path')}${more} ${paths.length === 1 ? 'leads' : 'lead'} ${ends}. A path is put together from claims of different studies: no study need have seen all of it.`;
}

export function causalTitle(graph: CausalGraph, drawn: readonly CausalArrow[]): string {
  const [most] = drawn;
  if (!most) return 'No claim passes these filters';
  const contested = graph.arrows.filter(({ state }) => state === 'contested').length;
  const single = graph.arrows.filter(({ state }) => state === 'single').length;
  const all = graph.arrows.length;
  const words = `Most evidence joins ${lowerFirst(nodeLabel(graph, most.from))} with ${lowerFirst(nodeLabel(graph, most.to))}`;
  if (all === 1) return words;
  return `${words}; of ${all} links ${single === 0 ? 'none rests' : `${single} ${single === 1 ? 'rests' : 'rest'}`} on one study and ${contested === 0 ? 'none is' : `${contested} ${contested === 1 ? 'is' : 'are'}`} contested`;
}

export function tabulateCauses(graph: CausalGraph): SceneTable {
  const words = ['From', 'To', 'Verdict', 'State', 'Best ground', 'Certainty'];
  const numbers = [
    'Studies',
    'By a number alone',
    'Evidence',
    'Helps',
    'Hinders',
    'No link',
    'Mixed',
    'Sign not stated',
  ];
  return {
    columns: [
      ...words.map((label) => ({ label, isNumber: false })),
      ...numbers.map((label) => ({ label, isNumber: true })),
    ],
    rows: graph.arrows.map((arrow) => {
      const { positive, negative, null: none, mixed, not_stated } = arrow.directions;
      return [
        nodeLabel(graph, arrow.from),
        nodeLabel(graph, arrow.to),
        directionNames[arrow.direction],
        arrow.state,
        provenances[arrow.rank].label,
        showCertainty(arrow.certainty),
        arrow.studies.length,
        arrow.byNumber,
        arrow.weight,
        positive,
        negative,
        none,
        mixed,
        not_stated,
      ];
    }),
  };
}
