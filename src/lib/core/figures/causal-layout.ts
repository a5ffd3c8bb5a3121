import dagre from '@dagrejs/dagre';
import type { CausalArrow, CausalNode, NodeKey } from '../lenses/causal-paths.ts';

/** Where a node stands; its arrows leave and arrive along its height. */
export interface PlacedNode {
  node: CausalNode;
  /** 0 left, 1 between, 2 right. */
  layer: 0 | 1 | 2;
  top: number;
  height: number;
}

export interface PlacedArrow {
  arrow: CausalArrow;
  width: number;
  y1: number;
  y2: number;
}

export interface CausalLayout {
  nodes: PlacedNode[];
  arrows: PlacedArrow[];
  height: number;
}

const layers = { factor: 0, mediator: 1, outcome: 2 } as const;
const leastHeight = 30;
const leastPort = 16;
const gap = 8;
export const widest = 11;
const narrowest = 1.5;

/** Width of an arrow: as its evidence, not as the number of its studies. */
export function arrowWidth(weight: number, most: number): number {
  return most === 0 ? narrowest : Math.max(narrowest, (weight / most) * widest);
}

/**
 * Three layers from left to right: factors, steps in between, outcomes. Dagre (Gansner et al. 1993, IEEE Transactions on
 * Software Engineering 19, 214–230) finds the order in each layer that has few crossings; nodes are then stacked evenly,
 * and arrows leave and arrive in the order of their other ends. The same graph gives the same picture whatever order it
 * comes in.
 */
export function layOutCauses(
  nodes: readonly CausalNode[],
  arrows: readonly CausalArrow[],
  most: number,
): CausalLayout {
  const layerOf = new Map(nodes.map(({ key, layer }) => [key, layers[layer]]));
  const places = findOrder(nodes, arrows, layerOf);
  const portOf = (arrow: CausalArrow) => Math.max(leastPort, arrowWidth(arrow.weight, most) + 4);
  const sum = (list: readonly CausalArrow[]) => list.reduce((total, arrow) => total + portOf(arrow), 0);
  const leaving = Map.groupBy(arrows, ({ from }) => from);
  const arriving = Map.groupBy(arrows, ({ to }) => to);
  const heightOf = ({ key }: CausalNode) =>
    Math.max(leastHeight, sum(leaving.get(key) ?? []), sum(arriving.get(key) ?? []));
  const columns = [0, 1, 2].map((layer) =>
    nodes
      .filter((node) => layers[node.layer] === layer)
      .sort((a, b) => places.get(a.key)! - places.get(b.key)! || (a.key < b.key ? -1 : 1)),
  );
  const needed = columns.map((column) =>
    column.reduce((total, node) => total + heightOf(node) + gap, column.length > 0 ? -gap : 0),
  );
  const height = Math.max(...needed, leastHeight);
  const placed = columns.flatMap((column, layer) => {
    // A layer with less to show spreads over the height of the others, but not too far.
    const space = Math.min(40, (height - needed[layer]) / (column.length + 1));
    const whole = needed[layer] + space * (column.length - 1);
    let y = (height - whole) / 2;
    return column.map((node): PlacedNode => {
      const own = heightOf(node);
      const top = y;
      y += own + gap + space;
      return { node, layer: layer as 0 | 1 | 2, top, height: own };
    });
  });
  const middles = new Map(placed.map(({ node, top, height: own }) => [node.key, top + own / 2]));
  const ports = (own: readonly CausalArrow[], key: NodeKey, other: (arrow: CausalArrow) => NodeKey) => {
    const sorted = [...own].sort(
      (a, b) => middles.get(other(a))! - middles.get(other(b))! || (a.key < b.key ? -1 : 1),
    );
    let y = middles.get(key)! - sum(sorted) / 2;
    return sorted.map((arrow): [string, number] => {
      const from = y;
      y += portOf(arrow);
      return [arrow.key, (from + y) / 2];
    });
  };
  const starts = new Map([...leaving].flatMap(([key, own]) => ports(own, key, ({ to }) => to)));
  const ends = new Map([...arriving].flatMap(([key, own]) => ports(own, key, ({ from }) => from)));
  return {
    nodes: placed,
    arrows: arrows.map((arrow) => ({
      arrow,
      width: arrowWidth(arrow.weight, most),
      y1: starts.get(arrow.key)!,
      y2: ends.get(arrow.key)!,
    })),
    height,
  };
}

/** Places of the nodes across the layers, as dagre has them. */
function findOrder(
  nodes: readonly CausalNode[],
  arrows: readonly CausalArrow[],
  layerOf: ReadonlyMap<NodeKey, number>,
): Map<NodeKey, number> {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: gap, ranksep: 60 });
  graph.setDefaultEdgeLabel(() => ({}));
  const byKey = <Item extends { key: string }>(items: readonly Item[]) =>
    [...items].sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const { key } of byKey(nodes)) graph.setNode(key, { width: 10, height: leastHeight });
  for (const { from, to, weight } of byKey(arrows)) {
    const steps = Math.max(1, layerOf.get(to)! - layerOf.get(from)!);
    graph.setEdge(from, to, { minlen: steps, weight: 1 + Math.round(weight) });
  }
  dagre.layout(graph);
  return new Map(nodes.map(({ key }) => [key, graph.node(key).y as number]));
}
