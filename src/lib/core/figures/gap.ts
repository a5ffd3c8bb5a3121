import { scaleLinear } from 'd3-scale';
import type { Concept } from '../codebook/concept.ts';
import type { FloorRow } from '../lenses/attention-floors.ts';
import { floorSentences } from '../lenses/attention-floor-words.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { SaidRow } from '../lenses/said.ts';
import type { SupportedRow } from '../lenses/supported.ts';
import { gapTitle, gapWords } from '../lenses/verdict.ts';
import type { Weighing } from '../lenses/weighing.ts';
import { lowerFirst, percent, points, studies } from '../words.ts';
import { emptyScene } from './empty-scene.ts';
import { intervalMark } from './interval-mark.ts';
import { drawRowName } from './row-name.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { textWidth } from './text-width.ts';
import { tickLabels } from './tick-labels.ts';

interface Row {
  factor: Concept;
  said: SaidRow;
  supported: SupportedRow;
  floor: FloorRow | null;
}

export interface GapFigure {
  weighing: Weighing;
  factors: readonly Concept[];
  width: number;
  /** Where attention alone would put what is supported; left out or null where that is not known. */
  floors?: readonly FloorRow[] | null;
}

const rowHeight = 30;
const headHeight = 46;
const narrowest = 680;
const barsHead = 'Said ○, supported ●, carried part filled';

/**
 * Attention and evidence: a bar as long as what is said, filled as far as the evidence carries it, with the share of what
 * is supported beside it; and the difference with its interval.
 */
export function gapScene({ weighing, factors, width, floors = null }: GapFigure): Scene {
  const { said, supported, focal } = weighing;
  const title = gapTitle(supported, focal);
  if (!said.identified || !supported.identified) {
    const reason = said.identified ? (supported.identified ? '' : supported.reason) : said.reason;
    return emptyScene('attention-evidence-gap', title, reason, width);
  }
  const rows = said.rows
    .filter(({ k, factor }) => k > 0 || factor === focal.key)
    .sort((a, b) => b.share - a.share)
    .map((row) => ({
      factor: factors.find(({ key }) => key === row.factor)!,
      said: row,
      supported: supported.rows.find(({ factor }) => factor === row.factor)!,
      floor: floors?.find(({ factor }) => factor === row.factor) ?? null,
    }));
  const isWide = width >= narrowest;
  const nameWidth = isWide ? Math.min(230, width * 0.24) : Math.min(150, width * 0.4);
  const left = nameWidth + (isWide ? 28 : 12);
  const panelWidth = isWide ? (width - left) * 0.5 : width - left - 8;
  const panelHeight = headHeight + rows.length * rowHeight + 18;
  const bars = { x: left, y: 0, width: panelWidth };
  const differences = isWide
    ? { x: left + panelWidth + 36, y: 0, width: width - left - panelWidth - 36 - 92 }
    : { x: left, y: panelHeight, width: panelWidth - 84 };
  return {
    name: 'attention-evidence-gap',
    title,
    subtitle: `Attention against evidence: what is said, and the part of it that the evidence carries. ${studies(said.studies)}.`,
    summary: summarise(rows, focal),
    caption: explain(rows, focal),
    width,
    height: isWide ? panelHeight : 2 * panelHeight,
    marks: [
      ...drawNames(rows, focal, nameWidth, 0),
      ...(isWide ? [] : drawNames(rows, focal, nameWidth, panelHeight)),
      ...drawBars(rows, focal, bars),
      ...drawDifferences(rows, focal, differences),
      ...drawTargets(rows, width, isWide ? [0] : [0, panelHeight]),
    ],
    table: tabulate(rows),
  };
}

interface Panel {
  x: number;
  y: number;
  width: number;
}

const middle = (y: number, at: number) => y + headHeight + at * rowHeight + rowHeight / 2;

function drawNames(rows: readonly Row[], focal: Concept, width: number, y: number): Mark[] {
  return rows.flatMap(({ factor }, at) =>
    drawRowName({
      key: `name-${y}-${factor.key}`,
      label: factor.label,
      isFocal: factor.key === focal.key,
      width,
      y: middle(y, at),
      series: factor.key,
    }),
  );
}

function drawBars(rows: readonly Row[], focal: Concept, panel: Panel): Mark[] {
  const most = Math.max(
    ...rows.flatMap(({ said, supported, floor }) => [
      said.share,
      supported.share,
      floor?.within?.[1] ?? 0,
      floor?.between?.[1] ?? 0,
    ]),
  );
  const scale = scaleLinear()
    .domain([0, most])
    .range([panel.x, panel.x + panel.width - 12])
    .nice(4);
  const ticks = scale.ticks(4);
  const bottom = panel.y + headHeight + rows.length * rowHeight;
  return [
    {
      key: 'head-bars',
      kind: 'text',
      // Over the names where the panel alone is too narrow for it.
      x: Math.max(0, Math.min(panel.x, panel.x + panel.width - textWidth(barsHead, 13, 600))),
      y: panel.y + 14,
      text: barsHead,
      tone: 'ink',
      size: 13,
      weight: 600,
    },
    ...ticks.map((tick): Mark => ({
      key: `grid-${tick}`,
      kind: 'line',
      x1: scale(tick),
      x2: scale(tick),
      y1: panel.y + headHeight - 4,
      y2: bottom,
      tone: 'hairline',
    })),
    ...tickLabels(ticks, scale, { key: 'tick', y: panel.y + headHeight - 10, size: 10.5 }),
    ...rows.flatMap(({ factor, floor }, at) =>
      drawFloors(floor, { scale, y: middle(panel.y, at), isFocal: factor.key === focal.key, panel }),
    ),
    ...rows.flatMap(({ factor, said, supported }, at): Mark[] => {
      const isFocal = factor.key === focal.key;
      const y = middle(panel.y, at);
      const tone = isFocal ? 'focal' : 'ink';
      const series = factor.key;
      const carried = Math.max(0, Math.min(1, supported.carried ?? 0)) * said.share;
      return [
        {
          key: `said-bar-${series}`,
          kind: 'rect',
          x: scale(0),
          y: y - 3,
          width: scale(said.share) - scale(0),
          height: 6,
          tone: isFocal ? 'focal-band' : 'band',
          radius: 1,
          series,
        },
        {
          key: `carried-bar-${series}`,
          kind: 'rect',
          x: scale(0),
          y: y - 3,
          width: scale(carried) - scale(0),
          height: 6,
          tone: isFocal ? 'focal' : 'faint',
          radius: 1,
          series,
        },
        {
          key: `said-dot-${series}`,
          kind: 'dot',
          x: scale(said.share),
          y,
          radius: 5,
          tone,
          open: true,
          series,
        },
        {
          key: `supported-dot-${series}`,
          kind: 'dot',
          x: scale(supported.share),
          y,
          radius: 4,
          tone,
          series,
        },
      ];
    }),
  ];
}

/** Both floors as thin lines, one over the bar and one under it; the focal factor's have their names. */
function drawFloors(
  floor: FloorRow | null,
  {
    scale,
    y,
    isFocal,
    panel,
  }: { scale: (value: number) => number; y: number; isFocal: boolean; panel: Panel },
): Mark[] {
  if (!floor) return [];
  return (['within', 'between'] as const).flatMap((which): Mark[] => {
    const interval = floor[which];
    if (!interval) return [];
    const key = `floor-${which}-${floor.factor}`;
    const [x1, x2] = interval.map(scale);
    const at = which === 'within' ? y - 9 : y + 9;
    const words = `${which} studies`;
    const isLeft = x1 - 6 - textWidth(words, 10) >= panel.x;
    const fits = isLeft || x2 + 6 + textWidth(words, 10) <= panel.x + panel.width + 8;
    const line: Mark = {
      key,
      kind: 'line',
      x1,
      x2: Math.max(x2, x1 + 1),
      y1: at,
      y2: at,
      tone: isFocal ? 'quiet' : 'faint',
      width: 1.5,
      dash: which === 'between' ? '3 2' : undefined,
      series: floor.factor,
      isUncertainty: true,
    };
    if (!isFocal || !fits) return [line];
    return [
      line,
      {
        key: `${key}-words`,
        kind: 'text',
        x: isLeft ? x1 - 6 : x2 + 6,
        y: which === 'within' ? at + 2 : at + 5,
        text: words,
        tone: 'quiet',
        size: 10,
        anchor: isLeft ? 'end' : 'start',
        series: floor.factor,
      },
    ];
  });
}

function drawDifferences(rows: readonly Row[], focal: Concept, panel: Panel): Mark[] {
  const widest = Math.max(
    0.02,
    ...rows.flatMap(({ supported }) => [
      Math.abs(supported.gap),
      ...(supported.gapInterval ?? []).map(Math.abs),
    ]),
  );
  const scale = scaleLinear()
    .domain([-widest, widest])
    .range([panel.x, panel.x + panel.width]);
  const bottom = panel.y + headHeight + rows.length * rowHeight;
  return [
    {
      key: 'head-gap',
      kind: 'text',
      x: panel.x,
      y: panel.y + 14,
      text: 'Supported less said',
      tone: 'ink',
      size: 13,
      weight: 600,
    },
    {
      key: 'gap-zero',
      kind: 'line',
      x1: scale(0),
      x2: scale(0),
      y1: panel.y + headHeight - 4,
      y2: bottom,
      tone: 'faint',
    },
    {
      key: 'gap-less',
      kind: 'text',
      x: scale(0) - 8,
      y: panel.y + headHeight - 10,
      text: '← less',
      tone: 'quiet',
      size: 10.5,
      anchor: 'end',
    },
    {
      key: 'gap-more',
      kind: 'text',
      x: scale(0) + 8,
      y: panel.y + headHeight - 10,
      text: 'more →',
      tone: 'quiet',
      size: 10.5,
    },
    ...rows.flatMap(({ factor, supported }, at): Mark[] => {
      const isFocal = factor.key === focal.key;
      const y = middle(panel.y, at);
      const series = factor.key;
      const tone = isFocal ? 'focal' : 'ink';
      const interval = supported.gapInterval;
      const clear = interval !== null && (interval[0] > 0 || interval[1] < 0);
      return [
        ...intervalMark({ key: `gap-interval-${series}`, interval, scale, y, isFocal, series }),
        {
          key: `gap-dot-${series}`,
          kind: 'dot',
          x: scale(supported.gap),
          y,
          radius: 4,
          tone,
          open: !clear,
          series,
        },
        {
          key: `gap-words-${series}`,
          kind: 'text',
          x: panel.x + panel.width + 10,
          y: y + 4,
          text: clear ? points(supported.gap) : 'no clear gap',
          tone: clear ? tone : 'quiet',
          size: 11.5,
          weight: clear ? 600 : 400,
          series,
        },
      ];
    }),
  ];
}

function drawTargets(rows: readonly Row[], width: number, tops: number[]): Mark[] {
  return tops.flatMap((top) =>
    rows.map(({ factor, said, supported }, at): Mark => ({
      key: `target-${top}-${factor.key}`,
      kind: 'target',
      x: 0,
      y: middle(top, at) - rowHeight / 2 + 1,
      width,
      height: rowHeight - 2,
      opens: writeTarget({ factor: factor.key }),
      name: `${factor.label}: ${percent(said.share)} of what is said, ${percent(supported.share)} of what is supported; ${gapWords(supported)}`,
      series: factor.key,
    })),
  );
}

function summarise(rows: readonly Row[], focal: Concept): string {
  const row = rows.find(({ factor }) => factor.key === focal.key)!;
  return `${focal.label}: ${percent(row.said.share)} of what is said, ${percent(row.supported.share)} of what is supported; ${gapWords(row.supported)}.`;
}

function explain(rows: readonly Row[], focal: Concept): string[] {
  const { supported, floor } = rows.find(({ factor }) => factor.key === focal.key)!;
  const { carried, carriedByOthers } = supported;
  const floors =
    floor?.within && floor.between
      ? [
          `Thin lines: where attention alone would put ●, over the bar within studies, dashed under it between them. ${floorSentences(supported.share, floor, focal.label).join(' ')}`,
        ]
      : [];
  const part = (value: number | null) => (value === null ? 'nothing to carry' : percent(Math.max(0, value)));
  const signs = supported.isMagnitude
    ? ' Claims against a factor are weighed like claims for it, as chosen.'
    : '';
  return [
    `Carried part: ${part(carried)} of what is said about ${lowerFirst(focal.label)}, ${part(carriedByOthers)} of what is said about all other factors. A thin base lowers it for all factors alike.${signs}`,
    'Supported less said: paired resampling of the studies, 95\u202f% intervals. An interval that holds 0 is no clear gap.',
    ...floors,
  ];
}

function tabulate(rows: readonly Row[]): SceneTable {
  const labels = [
    'Factor',
    'k',
    'Said',
    'Supported',
    'Carried part',
    'Difference',
    'Difference from',
    'Difference to',
    'Floor within studies from',
    'Floor within studies to',
    'Floor between studies from',
    'Floor between studies to',
  ];
  return {
    columns: labels.map((label, at) => ({ label, isNumber: at > 0 })),
    rows: rows.map(({ factor, said, supported, floor }) => [
      factor.label,
      said.k,
      said.share,
      supported.share,
      supported.carried,
      supported.gap,
      supported.gapInterval?.[0] ?? null,
      supported.gapInterval?.[1] ?? null,
      floor?.within?.[0] ?? null,
      floor?.within?.[1] ?? null,
      floor?.between?.[0] ?? null,
      floor?.between?.[1] ?? null,
    ]),
  };
}
