import { scaleLinear, scaleLog } from 'd3-scale';
import { showPValue } from '../coding/estimate.ts';
import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import { pOfCorrelation, type PlacedP, type PValues } from '../lenses/p-values.ts';
import { isPooled } from '../lenses/size-effects.ts';
import { count, decimals, grouped, lowerFirst, studies } from '../words.ts';
import { emptyScene } from './empty-scene.ts';
import { numberTicks } from './number-ticks.ts';
import type { Mark, Scene, SceneTable, TextMark } from './scene.ts';
import { spreadLabels } from './spread-labels.ts';

export interface AlbatrossFigure {
  pValues: PValues;
  factor: Concept;
  isFocal: boolean;
  width: number;
}

/** Small, medium and large by Cohen's rule of thumb (1988, Statistical Power Analysis, 2nd ed., section 3.2). */
const correlations = [0.1, 0.3, 0.5];
/** Smaller p values stand at the edge. */
const leastP = 1e-8;
const top = 28;
const left = 52;
const right = 62;

/**
 * Albatross plot (Harrison et al. 2017, Research Synthesis Methods 8, 281–289): reported p values against n, each on the
 * side of its direction, with contours of the correlation that would give this p with this n. For numbers that can't be
 * pooled it shows roughly how strong a link they stand for.
 */
export function albatrossScene({ pValues, factor, isFocal, width }: AlbatrossFigure): Scene {
  const { placed } = pValues;
  const name = lowerFirst(factor.label);
  if (placed.length === 0) {
    return emptyScene('albatross', `No p values of ${name} to set against n`, missingWords(pValues), width);
  }
  const height = width < 680 ? 360 : 400;
  const frame = makeFrame(placed, width, height);
  const places = placed.map((one) => ({ one, ...frame.place(one) }));
  const all = new Set(placed.map(({ effect }) => effect.study.key)).size;
  const title = albatrossTitle(placed, factor.label);
  return {
    name: 'albatross',
    title,
    subtitle: `Albatross plot: p values of ${name} with its outcomes against n, whatever number they belong to. ${studies(all)}, ${count(placed.length, 'p value')}.`,
    summary: `${title}. ${count(placed.length, 'p value')} from ${studies(all)}.`,
    caption: [
      'Lines: the correlation (0.1 small, 0.3 medium, 0.5 large) whose test would give this p with this n. They size a link only roughly, where a p value comes from a regression or from people of the same partnership.',
      'Left of the middle, less of one goes with more of the other. An arrow: only a bound was reported. Filled: a number that can’t be pooled; ring: one that is in the forest plot.',
      ...(pValues.unplaced + pValues.silent > 0 ? [missingWords(pValues)] : []),
    ],
    width,
    height,
    marks: [
      ...drawGrid(frame),
      ...drawContours(frame),
      ...places.flatMap(({ one, x, y }) => drawPoint(one, x, y, isFocal)),
      ...places.map(({ one, x, y }): Mark => ({
        key: `target-${one.effect.estimate.key}`,
        kind: 'target',
        x: x - 10,
        y: y - 10,
        width: 20,
        height: 20,
        opens: writeTarget({ study: one.effect.study.key }),
        name: `${one.effect.study.label}: ${showPValue(one.p)}, n = ${one.n}, ${one.sign > 0 ? 'positive' : 'negative'}`,
        series: one.effect.study.key,
      })),
    ],
    table: tabulate(placed),
  };
}

interface Frame {
  x: (evidence: number) => number;
  y: (n: number) => number;
  /** −log10 p at the ends, the left one negative. */
  ends: [number, number];
  sizes: [number, number];
  width: number;
  bottom: number;
  place: (one: PlacedP) => { x: number; y: number };
}

const against = (p: number) => -Math.log10(Math.max(p, leastP));

function makeFrame(placed: readonly PlacedP[], width: number, height: number): Frame {
  const bottom = height - 48;
  const signed = placed.map(({ p, sign }) => sign * against(p.value));
  const ends: [number, number] = [
    Math.min(-1.2, ...signed.map((value) => value - 0.3)),
    Math.max(1.2, 3.2, ...signed.map((value) => value + 0.3)),
  ];
  if (signed.some((value) => value < 0)) ends[0] = Math.min(ends[0], -3.2);
  const sizes: [number, number] = [
    Math.min(10, ...placed.map(({ n }) => n)) / 1.2,
    Math.max(1000, ...placed.map(({ n }) => n)) * 1.3,
  ];
  const x = scaleLinear()
    .domain(ends)
    .range([left, width - right]);
  const y = scaleLog().domain(sizes).range([bottom, top]);
  const place = ({ p, sign, n }: PlacedP) => ({ x: x(sign * against(p.value)), y: y(n) });
  return { x, y, ends, sizes, width, bottom, place };
}

const pTicks = [0.00000001, 0.000001, 0.0001, 0.001, 0.01, 0.05, 0.2];
const nTicks = [3, 10, 30, 100, 300, 1000, 3000, 10_000, 100_000, 1_000_000, 10_000_000];

function drawGrid({ x, y, ends, sizes, width, bottom }: Frame): Mark[] {
  const sides = [...pTicks.map((p) => ({ p, sign: -1 })), ...pTicks.map((p) => ({ p, sign: 1 })).reverse()];
  const ticks = [...sides.slice(0, pTicks.length), { p: 1, sign: 1 }, ...sides.slice(pTicks.length)]
    .map(({ p, sign }) => ({ p, value: sign * against(p) }))
    .filter(({ value }) => value >= ends[0] && value <= ends[1]);
  const rows = nTicks.filter((n) => n >= sizes[0] && n <= sizes[1]);
  const text = { kind: 'text', tone: 'quiet', size: 10.5 } as const;
  return [
    ...ticks.map(({ p, value }): Mark => ({
      key: `p-grid-${value}`,
      kind: 'line',
      x1: x(value),
      x2: x(value),
      y1: top,
      y2: bottom,
      tone: p === 1 ? 'faint' : 'hairline',
    })),
    ...rows.map((n): Mark => ({
      key: `n-grid-${n}`,
      kind: 'line',
      x1: left,
      x2: width - right,
      y1: y(n),
      y2: y(n),
      tone: 'hairline',
    })),
    ...rows.map((n): Mark => ({
      ...text,
      key: `n-${n}`,
      x: left - 8,
      y: y(n) + 4,
      text: n.toLocaleString('en-GB', { notation: n >= 100_000 ? 'compact' : 'standard' }),
      anchor: 'end',
    })),
    ...numberTicks(
      ticks.map(({ p, value }) => ({ at: x(value), text: String(p) })),
      { key: 'p', y: bottom + 16, size: 10.5, within: [left, width - right + 20] },
    ).map((mark) => ({ ...mark, key: `p-${mark.x}` })),
    { ...text, key: 'n-head', x: 0, y: 12, text: 'n' },
    { ...text, key: 'p-head-less', x: x(0) - 10, y: bottom + 38, text: '← negative', anchor: 'end' },
    { ...text, key: 'p-head-more', x: x(0) + 10, y: bottom + 38, text: 'positive, p →' },
  ];
}

/** One line a correlation and side, as far as it runs inside the frame; named where it leaves it. */
function drawContours({ x, y, ends, sizes, width }: Frame): Mark[] {
  const lines: Mark[] = [];
  const atRight: { r: number; y: number }[] = [];
  const steps = 80;
  const ratio = sizes[1] / sizes[0];
  for (const sign of [-1, 1]) {
    const reach = sign > 0 ? ends[1] : -ends[0];
    for (const r of correlations) {
      const points: [number, number][] = [];
      for (let step = 0; step <= steps; step++) {
        const n = sizes[0] * ratio ** (step / steps);
        if (n <= 2.5) continue;
        const value = -Math.log10(pOfCorrelation(r, n));
        if (value > reach) break;
        points.push([x(sign * value), y(n)]);
      }
      if (points.length < 2) continue;
      const d = `M${points.map(([px, py]) => `${px.toFixed(2)},${py.toFixed(2)}`).join('L')}`;
      lines.push({ key: `contour-${sign * r}`, kind: 'path', d, tone: 'faint', width: 1, dash: '4 4' });
      if (sign > 0) atRight.push({ r, y: points[points.length - 1][1] });
    }
  }
  atRight.sort((a, b) => a.y - b.y);
  const placed = spreadLabels(
    atRight.map(({ y: at }) => at + 4),
    14,
    top,
    y(sizes[0]),
  );
  const labels = atRight.map(({ r }, at): TextMark => ({
    key: `contour-label-${r}`,
    kind: 'text',
    x: width - right + 8,
    y: placed[at],
    text: `r = ${decimals(r, 1)}`,
    tone: 'quiet',
    size: 10.5,
  }));
  return [...lines, ...labels];
}

function drawPoint({ effect, p, sign }: PlacedP, x: number, y: number, isFocal: boolean): Mark[] {
  const { key } = effect.estimate;
  const series = effect.study.key;
  const tone = isFocal ? 'focal' : 'ink';
  const stronger = p.relation === '<' || p.relation === '<=';
  const outward = sign * (stronger ? 1 : -1);
  const arrow: Mark[] =
    p.relation === '='
      ? []
      : [
          {
            key: `bound-${key}`,
            kind: 'path',
            d: `M${x},${y}L${x + 18 * outward},${y}M${x + 13 * outward},${y - 4}L${x + 18 * outward},${y}L${x + 13 * outward},${y + 4}`,
            tone,
            width: 1.5,
            series,
          },
        ];
  return [
    ...arrow,
    { key: `dot-${key}`, kind: 'dot', x, y, radius: 4.5, tone, open: isPooled(effect), series },
  ];
}

function albatrossTitle(placed: readonly PlacedP[], label: string): string {
  const positive = placed.filter(({ sign }) => sign > 0).length;
  const negative = placed.length - positive;
  const [{ p, n }] = placed;
  if (placed.length === 1) {
    return `One p value of ${lowerFirst(label)} can be set against its n: ${showPValue(p)} among ${grouped(n)}`;
  }
  if (negative === 0) return `All ${placed.length} p values of ${lowerFirst(label)} are of positive links`;
  if (positive === 0) return `All ${placed.length} p values of ${lowerFirst(label)} are of negative links`;
  return `Of the p values of ${lowerFirst(label)}, ${positive} are of positive links and ${negative} of negative ones`;
}

function missingWords({ unplaced, silent }: PValues): string {
  const parts = [];
  if (silent > 0) parts.push(`${count(silent, 'number')} without a p value`);
  if (unplaced > 0) {
    parts.push(`${count(unplaced, 'p value')} without a sign, or without n of people or partnerships`);
  }
  if (parts.length === 0) return 'No number is reported here.';
  return `Not drawn: ${parts.join('; ')}.`;
}

function tabulate(placed: readonly PlacedP[]): SceneTable {
  const labels = ['Study', 'Number', 'n', 'p', 'p is', 'Direction', 'Pooled'];
  return {
    columns: labels.map((label, at) => ({ label, isNumber: at === 2 || at === 3 })),
    rows: placed.map(({ effect, p, n, sign }) => [
      effect.study.label,
      effect.estimate.key,
      n,
      p.value,
      p.relation === '=' ? 'exact' : `a bound (${p.relation})`,
      sign > 0 ? 'positive' : 'negative',
      isPooled(effect) ? 'yes' : 'no',
    ]),
  };
}
