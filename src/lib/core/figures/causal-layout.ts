import dagre from '@dagrejs/dagre';
import type { CausalArrow, CausalNode, NodeKey } from '../lenses/causal-paths.ts';

/** 0 left, 1 between, 2 right. */
export type Layer = 0 | 1 | 2;

/** Where a node stands; its arrows leave and arrive along its height. */
export interface PlacedNode {
  node: CausalNode;
  layer: Layer;
  top: number;
  height: number;
}

/** Sides of the nodes on which an arrow leaves and arrives. */
export interface ArrowSides {
  leaves: 'left' | 'right';
  arrives: 'left' | 'right';
}

/** Forward from right to left; within a layer in an arc at its right; back from left to right. */
function sidesOf(from: Layer, to: Layer): ArrowSides {
  if (to > from) return { leaves: 'right', arrives: 'left' };
  return { leaves: to === from ? 'right' : 'left', arrives: 'right' };
}

export interface PlacedArrow extends ArrowSides {
  arrow: CausalArrow;
  width: number;
  y1: number;
  y2: number;
}

/** Where an arrow leaves or arrives, on one side of a node. */
interface Port {
  arrow: CausalArrow;
  end: 'from' | 'to';
  other: NodeKey;
}

export interface CausalLayout {
  nodes: PlacedNode[];
  arrows: PlacedArrow[];
  height: number;
}

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
 * Where each node stands. A factor is a step in between where the codebook calls it one, or where more evidence says what
 * leads to it from other factors than where it leads to among them: two factors that are said to help each other, as often
 * happens, would else both be steps, of nothing.
 */
function findLayers(nodes: readonly CausalNode[], arrows: readonly CausalArrow[]): Map<NodeKey, Layer> {
  const arriving = new Map<NodeKey, number>();
  for (const { from, to, weight } of arrows) {
    if (to.startsWith('outcome:')) continue;
    // Claims without any strength say where something leads, too.
    const evidence = Math.max(weight, 0.01);
    arriving.set(to, (arriving.get(to) ?? 0) + evidence);
    arriving.set(from, (arriving.get(from) ?? 0) - evidence);
  }
  return new Map(
    nodes.map(({ key, concept }) => {
      if (concept.kind === 'outcome') return [key, 2];
      return [key, concept.role === 'mediator' || (arriving.get(key) ?? 0) > 1e-9 ? 1 : 0];
    }),
  );
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
  const layerOf = findLayers(nodes, arrows);
  const places = findOrder(nodes, arrows, layerOf);
  const sides = new Map(
    arrows.map((arrow) => [arrow.key, sidesOf(layerOf.get(arrow.from)!, layerOf.get(arrow.to)!)]),
  );
  const room = ({ arrow }: Port) => Math.max(leastPort, arrowWidth(arrow.weight, most) + 4);
  const sum = (ports: readonly Port[]) => ports.reduce((total, port) => total + room(port), 0);
  const portsOf = Map.groupBy(
    arrows.flatMap((arrow): (Port & { side: string })[] => {
      const { leaves, arrives } = sides.get(arrow.key)!;
      return [
        { arrow, end: 'from', other: arrow.to, side: `${arrow.from} ${leaves}` },
        { arrow, end: 'to', other: arrow.from, side: `${arrow.to} ${arrives}` },
      ];
    }),
    ({ side }) => side,
  );
  const portsAt = (key: NodeKey, side: 'left' | 'right'): Port[] => portsOf.get(`${key} ${side}`) ?? [];
  const heightOf = ({ key }: CausalNode) =>
    Math.max(leastHeight, sum(portsAt(key, 'left')), sum(portsAt(key, 'right')));
  const columns = [0, 1, 2].map((layer) =>
    nodes
      .filter(({ key }) => layerOf.get(key) === layer)
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
      return { node, layer: layer as Layer, top, height: own };
    });
  });
  const middles = new Map(placed.map(({ node, top, height: own }) => [node.key, top + own / 2]));
  const starts = new Map<string, number>();
  const ends = new Map<string, number>();
  for (const { key } of nodes) {
    for (const side of ['left', 'right'] as const) {
      const sorted = portsAt(key, side).sort(
        (a, b) => middles.get(a.other)! - middles.get(b.other)! || (a.arrow.key < b.arrow.key ? -1 : 1),
      );
      let y = middles.get(key)! - sum(sorted) / 2;
      for (const port of sorted) {
        const whole = room(port);
        (port.end === 'from' ? starts : ends).set(port.arrow.key, y + whole / 2);
        y += whole;
      }
    }
  }
  return {
    nodes: placed,
    arrows: arrows.map((arrow) => ({
      ...sides.get(arrow.key)!,
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
