import { scaleLinear } from 'd3-scale';
import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { AnalysedCondition, CaseAnalysis, CaseResult } from '../lenses/case-sets.ts';
import type { NcaResult } from '../stats/nca/analyse-nca.ts';
import { count, decimals, grouped, lowerFirst, percent } from '../words.ts';
import { basisWords, chanceWords, pWords, someNames } from './case-words.ts';
import { emptyScene } from './empty-scene.ts';
import { drawRowName } from './row-name.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { fitText } from './text-width.ts';

export interface NecessityFigure {
  result: CaseResult;
  focal: Concept;
  /** Key of the condition that is plotted; the focal factor's, or the first, where it is not in the table. */
  condition: string | null;
  /** Keys of studies by their ids: a case opens its study. */
  studyKeys: ReadonlyMap<string, string>;
  width: number;
}

const name = 'necessity';
const narrowest = 680;
/** From here on an effect is no longer small (Dul 2016). */
const mediumEffect = 0.1;

/**
 * One condition against the outcome, a dot a case: how much of the corner of much outcome with little of the condition is
 * empty. Beside it the same, in numbers, for every condition.
 */
export function necessityScene({ result, focal, condition, studyKeys, width }: NecessityFigure): Scene {
  if (!result.identified) {
    return emptyScene(name, 'What is necessary for an outcome can’t be told here', result.reason, width);
  }
  const shown = findCondition(result, focal, condition);
  const isWide = width >= narrowest;
  const side = isWide ? Math.min(400, width * 0.42) : width - 40;
  const plot: Plot = { x: 34, y: 34, side, isFocal: shown.factor === focal.key };
  const plotBottom = plot.y + side + 46;
  const list = isWide
    ? { x: plot.x + side + 44, y: 0, width: width - plot.x - side - 44 }
    : { x: 0, y: plotBottom + 12, width };
  const rows = drawList(result, shown, focal, list, isWide);
  const title = necessityTitle(result, shown);
  const subtitle = `${basisWords(result)}. A dot is a case: how far it is in the condition, and how far in the outcome.`;
  return {
    name,
    title,
    subtitle,
    summary: `${title}. ${describe(result, shown)}`,
    caption: explain(result, shown),
    width,
    height: Math.max(plotBottom, rows.bottom) + 4,
    marks: [...drawPlot(result, shown, plot, studyKeys), ...rows.marks],
    table: tabulate(result),
  };
}

/** The condition that is looked at. */
export function findCondition(
  { conditions }: CaseAnalysis,
  focal: Concept,
  key: string | null,
): AnalysedCondition {
  return (
    conditions.find(({ concept }) => concept.key === key) ??
    conditions.find(({ factor }) => factor === focal.key) ??
    conditions[0]
  );
}

/** Claims no more than the empty corner and the test of chance allow. */
export function necessityTitle(
  { outcome, cases }: CaseAnalysis,
  { concept, nca }: AnalysedCondition,
): string {
  const [factor, result] = [lowerFirst(concept.label), lowerFirst(outcome.label)];
  if ('reason' in nca)
    return `Whether ${factor} is needed for ${result} can’t be told: ${plainReason(nca.reason, concept, outcome)}`;
  const { d, p } = nca.ceFdh;
  if (d === 0) return `${outcome.label} is reached without ${factor}: nothing here says that it is needed`;
  if (p === null) return `${percent(d)} of the corner of much ${result} with little ${factor} is empty`;
  if (p >= 0.05)
    return `Whether ${factor} is needed for ${result} can’t be told from chance in these ${count(cases.length, 'case')}`;
  if (d < mediumEffect) return `Little ${factor} holds ${result} back hardly, if at all`;
  return `Much ${result} is not seen with little ${factor} in these ${count(cases.length, 'case')}; chance alone would seldom leave so empty a corner`;
}

function plainReason(reason: string, concept: Concept, outcome: Concept): string {
  if (reason.startsWith('x is')) return `${lowerFirst(concept.label)} is the same in every case`;
  if (reason.startsWith('y is')) return `${lowerFirst(outcome.label)} is the same in every case`;
  return 'there are fewer than two cases';
}

interface Plot {
  x: number;
  y: number;
  side: number;
  isFocal: boolean;
}

function drawPlot(
  { outcome, cases, conditions }: CaseAnalysis,
  shown: AnalysedCondition,
  { x: left, y: top, side, isFocal }: Plot,
  studyKeys: ReadonlyMap<string, string>,
): Mark[] {
  const xScale = scaleLinear()
    .domain([0, 1])
    .range([left, left + side]);
  const yScale = scaleLinear()
    .domain([0, 1])
    .range([top + side, top]);
  const tone = isFocal ? 'focal' : 'ink';
  const ticks = [0, 0.5, 1];
  const text = { kind: 'text', tone: 'quiet', size: 11 } as const;
  const axes: Mark[] = [
    ...ticks.flatMap((tick): Mark[] => [
      {
        key: `grid-x-${tick}`,
        kind: 'line',
        x1: xScale(tick),
        x2: xScale(tick),
        y1: top,
        y2: top + side,
        tone: 'hairline',
      },
      {
        key: `grid-y-${tick}`,
        kind: 'line',
        x1: left,
        x2: left + side,
        y1: yScale(tick),
        y2: yScale(tick),
        tone: 'hairline',
      },
      {
        ...text,
        key: `tick-x-${tick}`,
        x: xScale(tick),
        y: top + side + 18,
        text: String(tick),
        anchor: 'middle',
      },
      { ...text, key: `tick-y-${tick}`, x: left - 8, y: yScale(tick) + 4, text: String(tick), anchor: 'end' },
    ]),
    {
      ...text,
      key: 'axis-y',
      x: 0,
      y: 14,
      text: fitText(`↑ ${outcome.label}`, left + side, 12.5, 600),
      tone: 'ink',
      size: 12.5,
      weight: 600,
    },
    {
      ...text,
      key: 'axis-x',
      x: left + side,
      y: top + side + 38,
      text: fitText(`${shown.concept.label} →`, left + side, 12.5, 600),
      tone,
      size: 12.5,
      weight: 600,
      anchor: 'end',
    },
    {
      key: 'diagonal',
      kind: 'line',
      x1: left,
      x2: left + side,
      y1: top + side,
      y2: top,
      tone: 'faint',
      dash: '1 4',
    },
  ];
  const at = conditions.indexOf(shown);
  const points = Map.groupBy(
    cases.map((one) => ({ name: one.name, study: one.study, x: one.conditions[at], y: one.outcome })),
    ({ x, y }) => `${x.toFixed(4)} ${y.toFixed(4)}`,
  );
  const dots = [...points].flatMap(([key, group]): Mark[] => {
    const [{ x, y }] = group;
    const radius = Math.min(14, 4.5 * Math.sqrt(group.length));
    const dot: Mark = { key: `dot-${key}`, kind: 'dot', x: xScale(x), y: yScale(y), radius, tone };
    const number: Mark[] =
      group.length < 2
        ? []
        : [
            {
              ...text,
              key: `count-${key}`,
              // Inwards at the right edge, so that nothing is cut.
              x: xScale(x) + (x > 0.5 ? -radius - 4 : radius + 4),
              y: yScale(y) + (y > 0.5 ? 16 : -8),
              text: String(group.length),
              anchor: x > 0.5 ? 'end' : 'start',
              halo: true,
            },
          ];
    const own = [...new Set(group.flatMap(({ study }) => (study && studyKeys.get(study)) ?? []))];
    const names = someNames(group.map((one) => one.name));
    const target: Mark[] =
      own.length !== 1
        ? []
        : [
            {
              key: `target-${key}`,
              kind: 'target',
              x: xScale(x) - 12,
              y: yScale(y) - 12,
              width: 24,
              height: 24,
              opens: writeTarget({ study: own[0] }),
              name: `${names}: ${decimals(x)} in ${lowerFirst(shown.concept.label)}, ${decimals(y)} in ${lowerFirst(outcome.label)}; opens its study`,
            },
          ];
    return [dot, ...number, ...target];
  });
  return [...drawCeilings(shown, xScale, yScale, isFocal), ...axes, ...thinCounts(dots)];
}

/** Counts that would stand on another are left out: the size of the dot says it, too. */
function thinCounts(marks: readonly Mark[]): Mark[] {
  const taken: { x: number; y: number }[] = [];
  return marks.filter((mark) => {
    if (mark.kind !== 'text') return true;
    const isFree = taken.every(({ x, y }) => Math.abs(x - mark.x) > 34 || Math.abs(y - mark.y) > 15);
    if (isFree) taken.push(mark);
    return isFree;
  });
}

type Scale = (value: number) => number;

/** The empty corner under its step ceiling, and the straight ceiling, both within what was seen. */
function drawCeilings({ nca }: AnalysedCondition, xScale: Scale, yScale: Scale, isFocal: boolean): Mark[] {
  if ('reason' in nca || nca.ceFdh.d === 0) return [];
  const { scope, peers, crFdh } = nca;
  const corners = peers.flatMap(({ x, y }, at): [number, number][] => [
    [x, at === 0 ? y : peers[at - 1].y],
    [x, y],
  ]);
  const path = (points: readonly [number, number][]) =>
    points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${round(xScale(x))},${round(yScale(y))}`).join('');
  const marks: Mark[] = [
    {
      key: 'empty-corner',
      kind: 'path',
      d: `${path([[scope.xMin, scope.yMax], ...corners])}Z`,
      tone: isFocal ? 'focal-wash' : 'band',
      fill: true,
    },
    {
      key: 'ceiling-steps',
      kind: 'path',
      d: path([...corners, [scope.xMax, peers[peers.length - 1].y]]),
      tone: isFocal ? 'focal' : 'ink',
      width: 1.5,
    },
  ];
  const line = crFdh.line && clipLine(crFdh.line, scope);
  if (line) {
    const [[x1, y1], [x2, y2]] = line;
    marks.push({
      key: 'ceiling-line',
      kind: 'line',
      x1: xScale(x1),
      y1: yScale(y1),
      x2: xScale(x2),
      y2: yScale(y2),
      tone: 'quiet',
      width: 1.5,
      dash: '6 4',
    });
  }
  return marks;
}

/** The part of a rising line that lies within the scope; null where none does. */
function clipLine(
  { slope, intercept }: { slope: number; intercept: number },
  { xMin, xMax, yMin, yMax }: NcaResult['scope'],
): [[number, number], [number, number]] | null {
  const at = (x: number) => intercept + slope * x;
  const from = slope > 0 ? Math.max(xMin, (yMin - intercept) / slope) : xMin;
  const to = slope > 0 ? Math.min(xMax, (yMax - intercept) / slope) : xMax;
  return from < to
    ? [
        [from, at(from)],
        [to, at(to)],
      ]
    : null;
}

const round = (value: number) => Math.round(value * 100) / 100;

interface Panel {
  x: number;
  y: number;
  width: number;
}

/** Every condition with its empty corner as a bar, and its fit as a necessary set. */
function drawList(
  analysis: CaseAnalysis,
  shown: AnalysedCondition,
  focal: Concept,
  panel: Panel,
  isWide: boolean,
) {
  const marks: Mark[] = [];
  const nameWidth = isWide ? Math.min(150, panel.width * 0.34) : panel.width * 0.42;
  const left = panel.x + nameWidth + 10;
  const right = panel.x + panel.width;
  const numbers = isWide ? 150 : 92;
  const scale = scaleLinear()
    .domain([0, 1])
    .range([left, Math.max(left + 30, right - numbers)]);
  const head = (key: string, x: number, words: string, anchor: 'start' | 'end' = 'start'): Mark => ({
    key,
    kind: 'text',
    x,
    y: panel.y + 14,
    text: words,
    tone: 'quiet',
    size: 11,
    anchor,
  });
  marks.push(head('list-corner', left, isWide ? 'Empty corner, d' : 'Corner, d'));
  if (isWide) marks.push(head('list-p', right - 74, 'p', 'end'));
  marks.push(head('list-fit', right, isWide ? 'Consistency' : 'p', 'end'));
  const rowHeight = 32;
  for (const [at, one] of analysis.conditions.entries()) {
    const y = panel.y + 38 + at * rowHeight;
    const key = one.concept.key;
    const isFocal = one.factor === focal.key;
    marks.push(
      ...drawRowName({
        key: `name-${key}`,
        label: one.concept.label,
        isFocal,
        width: panel.x + nameWidth,
        room: nameWidth,
        y,
        series: key,
      }),
    );
    const number = (part: string, x: number, words: string): Mark => ({
      key: `${part}-${key}`,
      kind: 'text',
      x,
      y: y + 4,
      text: words,
      tone: isFocal ? 'focal' : 'ink',
      size: 11.5,
      anchor: part === 'd' ? 'start' : 'end',
      weight: one === shown ? 600 : 400,
      series: key,
    });
    if ('reason' in one.nca) {
      const words = fitText('can’t be told', right - left, 11.5);
      marks.push({ ...number('d', left, words), tone: 'quiet', italic: true } as Mark);
    } else {
      const { d, p } = one.nca.ceFdh;
      marks.push(
        {
          key: `bar-${key}`,
          kind: 'rect',
          x: scale(0),
          y: y - 4,
          width: Math.max(1, scale(d) - scale(0)),
          height: 8,
          tone: isFocal ? 'focal' : 'quiet',
          series: key,
        },
        number('d', scale(d) + 5, decimals(d)),
      );
      if (p !== null) marks.push(number('p', isWide ? right - 74 : right, chanceWords(p)));
    }
    if (isWide && one.necessity.inclN !== null)
      marks.push(number('incl', right, decimals(one.necessity.inclN)));
    marks.push({
      key: `target-list-${key}`,
      kind: 'target',
      x: panel.x,
      y: y - rowHeight / 2 + 1,
      width: panel.width,
      height: rowHeight - 2,
      opens: writeTarget({ factor: one.factor }),
      name: `${one.concept.label}: ${describe(analysis, one)} Opens what studies say of it`,
      series: key,
    });
  }
  return { marks, bottom: panel.y + 38 + analysis.conditions.length * rowHeight };
}

/** One condition in a sentence or two. */
function describe({ outcome }: CaseAnalysis, { concept, nca, necessity }: AnalysedCondition): string {
  const corner =
    'reason' in nca
      ? 'The empty corner can’t be told.'
      : `Empty corner d = ${decimals(nca.ceFdh.d)}${nca.ceFdh.p === null ? '' : `, ${pWords(nca.ceFdh.p)}`}.`;
  if (necessity.inclN === null) return corner;
  const relevance =
    necessity.RoN === null
      ? ''
      : `, relevance ${decimals(necessity.RoN)} (low where nearly every case has it)`;
  return `${corner} ${percent(necessity.inclN)} of ${lowerFirst(outcome.label)} lies within ${lowerFirst(concept.label)}${relevance}.`;
}

function explain(analysis: CaseAnalysis, shown: AnalysedCondition): string[] {
  const { nca } = shown;
  const lines = [describe(analysis, shown)];
  if (!('reason' in nca)) {
    const straight =
      nca.crFdh.line === null
        ? ''
        : ` The dashed ceiling (CR-FDH) is a straight line through its corners: d = ${decimals(nca.crFdh.d)}${nca.crFdh.p === null ? '' : `, ${pWords(nca.crFdh.p)}`}, with ${percent(nca.crFdh.accuracy)} of the cases on or below it.`;
    const draws =
      nca.permutations === 0 ? '' : ` p: as large a corner in ${grouped(nca.permutations)} random deals.`;
    lines.push(
      `Shaded: no case has so much of the outcome with so little of the condition. Its share of what was seen is d (steps, CE-FDH): below 0.1 small, from 0.3 large (Dul 2016).${straight}${draws}`,
    );
  }
  lines.push(
    'Dotted: as much outcome as condition. Where all cases lie on or under it, the condition is necessary in the sense of sets; consistency says how nearly they do. “Necessary” is said of these cases, and is no proof of a cause.',
  );
  if (analysis.leftOut.length > 0)
    lines.push(`Left out, for a value is not stated: ${someNames(analysis.leftOut.map((one) => one.name))}.`);
  return lines;
}

function tabulate({ conditions }: CaseAnalysis): SceneTable {
  const labels = [
    'Condition',
    'd (CE-FDH)',
    'p',
    'd (CR-FDH)',
    'p',
    'Consistency as necessary',
    'Relevance',
    'Coverage',
    'Consistency of its absence',
    'Consistency as enough alone',
    'Coverage alone',
  ];
  return {
    columns: labels.map((label, at) => ({ label, isNumber: at > 0 })),
    rows: conditions.map(({ concept, nca, necessity, absenceNecessity, sufficiency }) => [
      concept.label,
      ...('reason' in nca ? [null, null, null, null] : [nca.ceFdh.d, nca.ceFdh.p, nca.crFdh.d, nca.crFdh.p]),
      necessity.inclN,
      necessity.RoN,
      necessity.covN,
      absenceNecessity.inclN,
      sufficiency.inclS,
      sufficiency.covS,
    ]),
  };
}
