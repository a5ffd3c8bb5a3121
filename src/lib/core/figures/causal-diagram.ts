import type { Concept } from '../codebook/concept.ts';
import type { CausalArrow, CausalGraph, CausalPath } from '../lenses/causal-paths.ts';
import { count, studies } from '../words.ts';
import { drawArrowEnd, drawArrowLine, drawCausalKey } from './causal-arrows.ts';
import { arrowWidth, layOutCauses, widest, type PlacedNode } from './causal-layout.ts';
import {
  arrowPair,
  causalTitle,
  describeArrow,
  nodeLabel,
  tabulateCauses,
  verdictOf,
} from './causal-words.ts';
import { emptyScene } from './empty-scene.ts';
import type { Mark, Scene } from './scene.ts';
import { fitText, textWidth, wrapText } from './text-width.ts';

export interface CausalDiagramFigure {
  graph: CausalGraph;
  focal: Concept;
  /** Arrows to draw, those with the most evidence first. */
  most: number;
  /** Paths that are traced; their arrows are always drawn, all others fade. */
  traced: readonly CausalPath[] | null;
  note: string;
  width: number;
}

const narrowest = 680;
const labelSize = 12.5;
const smallSize = 10.5;

/**
 * Who is said to bear on what: factors at the left, steps in between, outcomes at the right. The width of an arrow is its
 * evidence, its dashes the best ground of its claims, its end and colour the direction. Narrow, each factor is a list.
 */
export function causalDiagramScene({ graph, focal, most, traced, note, width }: CausalDiagramFigure): Scene {
  const onPath = new Set((traced ?? []).flatMap(({ arrows }) => arrows.map(({ key }) => key)));
  const first = new Set(graph.arrows.slice(0, most).map(({ key }) => key));
  const arrows = graph.arrows.filter(({ key }) => first.has(key) || onPath.has(key));
  const title = causalTitle(graph, arrows);
  if (arrows.length === 0) {
    return emptyScene(
      'causal-diagram',
      title,
      'Take a filter or a switch back, or another year, to see claims.',
      width,
    );
  }
  const key = drawCausalKey(
    new Set(arrows.map(({ direction }) => direction)),
    new Set(arrows.map(({ rank }) => rank)),
    width,
  );
  const picture = {
    graph,
    arrows,
    isQuiet: (arrow: CausalArrow) => traced !== null && traced.length > 0 && !onPath.has(arrow.key),
    focal,
    width,
    top: key.height + 8,
  };
  const drawn = width >= narrowest ? drawLayers(picture) : drawLists(picture);
  const left = graph.arrows.length - arrows.length;
  const ends = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const unseen = graph.nodes.filter(({ key: node }) => !ends.has(node)).length;
  return {
    name: 'causal-diagram',
    title,
    subtitle: `Which factor is said to bear on which result. ${studies(graph.studies)}, ${count(graph.claims, 'claim')}.${note ? ` ${note}` : ''}`,
    summary: `${count(arrows.length, 'arrow')} between ${ends.size} factors and results. ${arrows
      .slice(0, 3)
      .map((arrow) => `${arrowPair(graph, arrow)}: ${verdictOf(arrow)}`)
      .join('. ')}.`,
    caption: [
      'An arrow shows what studies claim, not that it is so. The wider it is, the more evidence strength its studies add up to; the number of claims does not count.',
      left === 0
        ? 'All links are drawn.'
        : `${count(left, 'link')} with less evidence ${left === 1 ? 'is' : 'are'} not drawn${unseen === 0 ? '' : `, so that ${unseen} of ${graph.nodes.length} factors and results ${unseen === 1 ? 'does' : 'do'} not appear`}; the table has all.`,
      graph.arrows.some(({ to }) => to.startsWith('factor:'))
        ? ''
        : 'No claim here says how one factor works through another.',
      graph.undirected === 0
        ? ''
        : `${count(graph.undirected, 'estimate')} between two factors ${graph.undirected === 1 ? 'is' : 'are'} left out: a correlation does not say which comes first.`,
    ].filter(Boolean),
    width,
    height: drawn.height,
    marks: [...key.marks, ...drawn.marks],
    table: tabulateCauses(graph),
  };
}

interface Picture {
  graph: CausalGraph;
  arrows: readonly CausalArrow[];
  isQuiet: (arrow: CausalArrow) => boolean;
  focal: Concept;
  width: number;
  top: number;
}

function drawLayers({ graph, arrows, isQuiet, focal, width, top }: Picture): {
  marks: Mark[];
  height: number;
} {
  const ends = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const nodes = graph.nodes.filter(({ key }) => ends.has(key));
  const heaviest = Math.max(...arrows.map(({ weight }) => weight));
  const layout = layOutCauses(nodes, arrows, heaviest);
  const side = Math.min(210, width * 0.24);
  const between = Math.min(150, width * 0.17);
  const left = side + 8;
  const right = width - side - 8;
  const middle = (left + right) / 2;
  /** Where arrows leave and arrive, by layer. */
  const atRight = [left, middle + between / 2, right];
  const atLeft = [left, middle - between / 2, right];
  const placed = new Map(layout.nodes.map((one) => [one.node.key, one]));
  const marks: Mark[] = [];
  const targets: Mark[] = [];
  // The thickest first, so that thin ones stand on them.
  for (const { arrow, width: thick, y1, y2, leaves, arrives } of layout.arrows) {
    const from = placed.get(arrow.from)!;
    const to = placed.get(arrow.to)!;
    const x1 = leaves === 'right' ? atRight[from.layer] + 2 : atLeft[from.layer] - 2;
    const x2 = arrives === 'left' ? atLeft[to.layer] - 2 : atRight[to.layer] + 2;
    const [a, b] = [top + y1, top + y2];
    const backward = arrives === 'right';
    const end = backward ? x2 + 10 : x2 - 10;
    const bend = (x1 + x2) / 2;
    const d =
      leaves === arrives
        ? `M${x1},${a}C${x1 + 46},${a} ${x1 + 46},${b} ${end},${b}`
        : `M${x1},${a}C${bend},${a} ${bend},${b} ${end},${b}`;
    const series = arrow.key;
    if (isQuiet(arrow)) {
      marks.push({ key: `line-${series}`, kind: 'path', d, tone: 'hairline', width: 1, series });
    } else {
      const style = { direction: arrow.direction, rank: arrow.rank, width: thick };
      const head = { x: x2, y: b, line: thick, backward };
      marks.push(...drawArrowLine({ key: `line-${series}`, d, ...style, series }));
      marks.push(drawArrowEnd(arrow.direction, { key: `end-${series}`, ...head, series }));
      // Shown again while one of its ends is looked at.
      for (const node of [arrow.from, arrow.to]) {
        const again = { series: `node-${node}`, onlyActive: true };
        marks.push(...drawArrowLine({ key: `line-${node}-${series}`, d, ...style, ...again }));
        marks.push(drawArrowEnd(arrow.direction, { key: `end-${node}-${series}`, ...head, ...again }));
      }
    }
    targets.push({
      key: `target-${series}`,
      kind: 'target',
      x: backward ? x2 : x2 - 64,
      y: b - 8,
      width: 64,
      height: 16,
      opens: arrow.opens,
      name: describeArrow(graph, arrow),
      series,
    });
  }
  for (const one of layout.nodes) {
    marks.push(...drawNode(one, { focal, side, width, between, middle, top }));
    const box =
      one.layer === 0
        ? { x: 0, width: side }
        : one.layer === 2
          ? { x: right + 8, width: side }
          : { x: middle - between / 2, width: between };
    targets.push({
      ...box,
      key: `target-${one.node.key}`,
      kind: 'target',
      y: top + one.top + one.height / 2 - 15,
      height: 30,
      opens: one.node.opens,
      name: `${one.node.concept.label}: ${studies(one.node.studies)}`,
      series: `node-${one.node.key}`,
    });
  }
  return { marks: [...marks, ...targets], height: top + layout.height + 8 };
}

interface NodeRoom {
  focal: Concept;
  side: number;
  width: number;
  between: number;
  middle: number;
  top: number;
}

function drawNode({ node, layer, top: from, height }: PlacedNode, room: NodeRoom): Mark[] {
  const { focal, side, width, between, middle, top } = room;
  const isFocal = node.concept.kind === 'factor' && node.concept.key === focal.key;
  const y = top + from + height / 2;
  const weight = isFocal ? 600 : 500;
  const wide = layer === 1 ? between - 8 : side - 4;
  const wrapped = wrapText(node.concept.label, wide, labelSize, weight);
  const lines = (wrapped.length > 2 ? [wrapped[0], wrapped.slice(1).join(' ')] : wrapped).map((line) =>
    fitText(line, wide, labelSize, weight),
  );
  const texts = [
    ...lines.map((text) => ({ text, size: labelSize, weight, tone: isFocal ? 'focal' : 'ink' }) as const),
    ...(lines.length < 2
      ? [{ text: studies(node.studies), size: smallSize, weight: 400, tone: 'quiet' } as const]
      : []),
  ];
  const x = layer === 0 ? side : layer === 2 ? width - side : middle;
  const anchor = layer === 0 ? 'end' : layer === 2 ? 'start' : 'middle';
  return [
    ...(layer === 1
      ? drawBox(node.key, { x: middle - between / 2, y: top + from, width: between, height })
      : []),
    ...texts.map((text, line): Mark => ({
      ...text,
      key: `node-${node.key}-${line}`,
      kind: 'text',
      x,
      y: y + 4 + (line - (texts.length - 1) / 2) * 13.5,
      anchor,
      halo: true,
    })),
  ];
}

/** Arrows that pass a step in between pass behind it. */
function drawBox(
  node: string,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): Mark[] {
  const edge = { key: `edge-${node}`, x, y, width, height, radius: 4, tone: 'faint' } as const;
  const inside = { x: x + 1, y: y + 1, width: width - 2, height: height - 2, radius: 3 };
  return [
    { ...edge, kind: 'rect' },
    { ...inside, key: `box-${node}`, kind: 'rect', tone: 'paper' },
  ];
}

const sample = 56;

function drawLists({ graph, arrows, isQuiet, focal, width, top }: Picture): {
  marks: Mark[];
  height: number;
} {
  const heaviest = Math.max(...arrows.map(({ weight }) => weight));
  const groups = Map.groupBy(arrows, ({ from }) => from);
  const marks: Mark[] = [];
  let y = top;
  for (const [from, own] of groups) {
    const isFocal = from === `factor:${focal.key}`;
    const node = graph.nodes.find(({ key }) => key === from)!;
    const number = studies(node.studies);
    const room = width - textWidth(number, 11) - 12;
    marks.push({ key: `rule-${from}`, kind: 'line', x1: 0, x2: width, y1: y, y2: y, tone: 'hairline' });
    marks.push({
      key: `node-${from}`,
      kind: 'text',
      x: 0,
      y: y + 22,
      text: fitText(node.concept.label, room, 14, 600),
      tone: isFocal ? 'focal' : 'ink',
      size: 14,
      weight: 600,
    });
    marks.push({
      key: `studies-${from}`,
      kind: 'text',
      x: width,
      y: y + 22,
      text: number,
      tone: 'quiet',
      size: 11,
      anchor: 'end',
    });
    marks.push({
      key: `target-${from}`,
      kind: 'target',
      x: 0,
      y: y + 3,
      width,
      height: 28,
      opens: node.opens,
      name: `${node.concept.label}: ${number}`,
      series: `node-${from}`,
    });
    y += 36;
    for (const arrow of own) {
      const series = arrow.key;
      const thick = arrowWidth(arrow.weight, heaviest);
      const height = 34;
      const centre = y + height / 2;
      const text = width - sample - 12;
      const style = { direction: arrow.direction, rank: arrow.rank, width: thick };
      const d = `M${widest / 2},${centre}L${sample - 10},${centre}`;
      if (isQuiet(arrow))
        marks.push({ key: `line-${series}`, kind: 'path', d, tone: 'hairline', width: 1, series });
      else {
        marks.push(...drawArrowLine({ key: `line-${series}`, d, ...style, series }));
        marks.push(
          drawArrowEnd(arrow.direction, { key: `end-${series}`, x: sample, y: centre, line: thick, series }),
        );
      }
      const words = [
        { text: nodeLabel(graph, arrow.to), size: 12.5, tone: 'ink' as const },
        { text: `${studies(arrow.studies.length)}, ${verdictOf(arrow)}`, size: 11, tone: 'quiet' as const },
      ];
      for (const [line, word] of words.entries()) {
        marks.push({
          ...word,
          key: `words-${series}-${line}`,
          kind: 'text',
          x: sample + 12,
          y: centre - 2 + line * 14,
          text: fitText(word.text, text, word.size),
          series,
        });
      }
      marks.push({
        key: `target-${series}`,
        kind: 'target',
        x: 0,
        y: y + 1,
        width,
        height: height - 2,
        opens: arrow.opens,
        name: describeArrow(graph, arrow),
        series,
      });
      y += height;
    }
    y += 12;
  }
  return { marks, height: y };
}
