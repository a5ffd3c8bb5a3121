import { scaleLinear } from 'd3-scale';
import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { DirectionRow } from '../lenses/direction.ts';
import type { Identified } from '../lenses/lens.ts';
import type { SaidRow } from '../lenses/said.ts';
import type { SupportedRow } from '../lenses/supported.ts';
import type { Weighing } from '../lenses/weighing.ts';
import { count, percent, percentRange, studies } from '../words.ts';
import { directionBar, directionWords } from './direction-bar.ts';
import { emptyScene } from './empty-scene.ts';
import { intervalMark } from './interval-mark.ts';
import { drawRowName } from './row-name.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { textWidth } from './text-width.ts';
import { tickLabels } from './tick-labels.ts';

/** One factor through every lens. */
interface Row {
  factor: Concept;
  said: SaidRow;
  supported: SupportedRow | null;
  direction: DirectionRow;
}

const rowHeight = 30;
const headHeight = 46;
const narrowest = 680;
const directionUnit = 'studies for, against, no link, mixed';

export interface LensesFigure {
  weighing: Weighing;
  /** Top-level factors, for their labels. */
  factors: readonly Concept[];
  width: number;
}

/**
 * Said, supported and direction beside each other: one row a factor, one column a lens. Narrow, the columns stand below
 * each other.
 */
export function lensesScene({ weighing, factors, width }: LensesFigure): Scene {
  const { said, supported, direction, focal } = weighing;
  if (!said.identified || !direction.identified) {
    return emptyScene('lenses', 'No lens has anything to show', said.identified ? '' : said.reason, width);
  }
  const rows = makeRows(weighing, factors, said, direction);
  const isWide = width >= narrowest;
  const nameWidth = isWide ? Math.min(230, width * 0.24) : Math.min(150, width * 0.4);
  const gap = 28;
  const cell = isWide ? (width - nameWidth - 3 * gap) / 3 : width - nameWidth - 12;
  const panelHeight = headHeight + rows.length * rowHeight + 18;
  const draw = [drawSaid, drawSupported, drawDirection];
  const marks = draw.flatMap((drawPanel, at) => {
    const x = isWide ? nameWidth + gap + at * (cell + gap) : nameWidth + 12;
    const y = isWide ? 0 : at * panelHeight;
    const names = isWide && at > 0 ? [] : drawNames(rows, focal, nameWidth, y, at);
    return [...names, ...drawPanel(rows, focal, { x, y, width: cell })];
  });
  const height = isWide ? panelHeight : panelHeight * draw.length;
  const targets = drawTargets(rows, width, isWide ? [0] : draw.map((_, at) => at * panelHeight));
  return {
    name: 'lenses',
    title: 'The same evidence through three lenses',
    subtitle: `What is said, what the evidence supports, and which way the studies point. ${studies(said.studies)}, ${count(said.claims, 'claim')}.`,
    summary: summarise(rows, focal),
    caption: explain(rows, supported.identified ? null : supported.reason),
    width,
    height,
    marks: [...marks, ...targets],
    table: tabulate(rows),
  };
}

function makeRows(
  { supported, focal }: Weighing,
  factors: readonly Concept[],
  said: Identified<SaidRow>,
  direction: Identified<DirectionRow>,
): Row[] {
  const find = <R extends { factor: string }>(rows: R[], key: string) =>
    rows.find(({ factor }) => factor === key)!;
  return said.rows
    .filter(({ k, factor }) => k > 0 || factor === focal.key)
    .sort((a, b) => b.share - a.share)
    .map((row) => ({
      factor: factors.find(({ key }) => key === row.factor)!,
      said: row,
      supported: supported.identified ? find(supported.rows, row.factor) : null,
      direction: find(direction.rows, row.factor),
    }));
}

interface Panel {
  x: number;
  y: number;
  width: number;
}

const middle = (y: number, at: number) => y + headHeight + at * rowHeight + rowHeight / 2;

function drawNames(rows: readonly Row[], focal: Concept, width: number, y: number, panel: number): Mark[] {
  return rows.flatMap(({ factor }, at) =>
    drawRowName({
      key: `name-${panel}-${factor.key}`,
      label: factor.label,
      isFocal: factor.key === focal.key,
      width,
      y: middle(y, at),
      series: factor.key,
    }),
  );
}

function drawHead(key: string, title: string, { x, y }: Panel): Mark {
  return { key: `head-${key}`, kind: 'text', x, y: y + 14, text: title, tone: 'ink', size: 13, weight: 600 };
}

/** A scale of shares with its lines; values are written at the right of their intervals. */
function drawScale(key: string, rows: readonly Row[], most: number, panel: Panel) {
  const room = 52;
  const scale = scaleLinear()
    .domain([0, Math.max(0.05, most)])
    .range([panel.x, panel.x + panel.width - room])
    .nice(3);
  const bottom = panel.y + headHeight + rows.length * rowHeight;
  const ticks = scale.ticks(3);
  const lines: Mark[] = [
    ...ticks.map((tick): Mark => ({
      key: `${key}-grid-${tick}`,
      kind: 'line',
      x1: scale(tick),
      x2: scale(tick),
      y1: panel.y + headHeight - 4,
      y2: bottom,
      tone: 'hairline',
    })),
    ...tickLabels(ticks, scale, { key: `${key}-tick`, y: panel.y + headHeight - 10, size: 10.5 }),
  ];
  return { scale, lines };
}

function drawShare(
  key: string,
  { factor, y, isFocal }: { factor: Concept; y: number; isFocal: boolean },
  { share, interval }: Pick<SaidRow, 'share' | 'interval'>,
  scale: (value: number) => number,
): Mark[] {
  const tone = isFocal ? 'focal' : 'ink';
  const end = interval ? Math.max(interval[1], share) : share;
  const series = factor.key;
  return [
    ...intervalMark({ key: `${key}-interval-${series}`, interval, scale, y, isFocal, series }),
    { key: `${key}-dot-${factor.key}`, kind: 'dot', x: scale(share), y, radius: 4, tone, series },
    {
      key: `${key}-value-${factor.key}`,
      kind: 'text',
      x: scale(end) + 9,
      y: y + 4,
      text: percent(share),
      tone,
      size: 12,
      weight: isFocal ? 600 : 400,
      series,
    },
  ];
}

function drawSaid(rows: readonly Row[], focal: Concept, panel: Panel): Mark[] {
  const most = Math.max(...rows.map(({ said }) => said.interval?.[1] ?? said.share));
  const { scale, lines } = drawScale('said', rows, most, panel);
  const band = rows[0].said.band;
  const bandMark: Mark[] = band
    ? [
        {
          key: 'said-band',
          kind: 'rect',
          x: scale(band[0]),
          y: panel.y + headHeight - 4,
          width: scale(band[1]) - scale(band[0]),
          height: rows.length * rowHeight + 4,
          tone: 'band',
          isUncertainty: true,
        },
      ]
    : [];
  return [
    drawHead('said', 'Said', panel),
    ...bandMark,
    ...lines,
    ...rows.flatMap((row, at) =>
      drawShare(
        'said',
        { factor: row.factor, y: middle(panel.y, at), isFocal: row.factor.key === focal.key },
        row.said,
        scale,
      ),
    ),
  ];
}

function drawSupported(rows: readonly Row[], focal: Concept, panel: Panel): Mark[] {
  const wanted = 'Supported by the evidence';
  const title = textWidth(wanted, 13, 600) <= panel.width ? wanted : 'Supported';
  const head = drawHead('supported', title, panel);
  if (rows.some(({ supported }) => supported === null)) {
    return [
      head,
      {
        key: 'supported-none',
        kind: 'text',
        x: panel.x,
        y: panel.y + headHeight + 14,
        text: 'not identified',
        tone: 'quiet',
        size: 12,
        italic: true,
      },
    ];
  }
  const most = Math.max(...rows.map(({ supported }) => supported!.interval?.[1] ?? supported!.share));
  const { scale, lines } = drawScale('supported', rows, most, panel);
  return [
    head,
    ...lines,
    ...rows.flatMap((row, at) =>
      drawShare(
        'supported',
        { factor: row.factor, y: middle(panel.y, at), isFocal: row.factor.key === focal.key },
        row.supported!,
        scale,
      ),
    ),
  ];
}

function drawDirection(rows: readonly Row[], _focal: Concept, panel: Panel): Mark[] {
  const most = Math.max(...rows.map(({ direction }) => direction.k));
  const scale = scaleLinear()
    .domain([0, most])
    .range([0, panel.width - 52]);
  return [
    drawHead('direction', 'Direction', panel),
    {
      key: 'direction-unit',
      kind: 'text',
      x: panel.x,
      y: panel.y + headHeight - 10,
      text: textWidth(directionUnit, 10.5) <= panel.width ? directionUnit : 'studies, by direction',
      tone: 'quiet',
      size: 10.5,
    },
    ...rows.flatMap(({ factor, direction }, at): Mark[] => {
      const y = middle(panel.y, at);
      const bar = directionBar(direction.counts, {
        key: `direction-${factor.key}`,
        x: panel.x,
        y: y - 5,
        width: scale(direction.k),
        height: 10,
      });
      return [
        ...bar.map((mark) => ({ ...mark, series: factor.key })),
        {
          key: `direction-value-${factor.key}`,
          kind: 'text',
          x: panel.x + scale(direction.k) + 9,
          y: y + 4,
          text: String(direction.k),
          tone: 'quiet',
          size: 12,
          series: factor.key,
        },
      ];
    }),
  ];
}

function drawTargets(rows: readonly Row[], width: number, tops: number[]): Mark[] {
  return tops.flatMap((top, panel) =>
    rows.map(({ factor, said, supported, direction }, at): Mark => ({
      key: `target-${panel}-${factor.key}`,
      kind: 'target',
      x: 0,
      y: middle(top, at) - rowHeight / 2 + 1,
      width,
      height: rowHeight - 2,
      opens: writeTarget({ factor: factor.key }),
      name: describeRow({ factor, said, supported, direction }),
      series: factor.key,
    })),
  );
}

function describeRow({ factor, said, supported, direction }: Row): string {
  const range = said.interval ? ` (${percentRange(said.interval)})` : '';
  const carried =
    supported?.carried === null || !supported
      ? ''
      : `, ${percent(Math.max(0, supported.carried))} of it carried by the evidence`;
  return `${factor.label}: ${percent(said.share)}${range} of what is said, in ${studies(said.k)}${supported ? `; ${percent(supported.share)} of what is supported` : ''}${carried}; ${directionWords(direction.counts)}`;
}

function summarise(rows: readonly Row[], focal: Concept): string {
  const row = rows.find(({ factor }) => factor.key === focal.key);
  return row ? `Each factor through three lenses. ${describeRow(row)}.` : 'Each factor through three lenses.';
}

function explain(rows: readonly Row[], notSupported: string | null): string[] {
  const words = rows.reduce((sum, { direction }) => sum + direction.k - direction.fromEstimates, 0);
  const numbers = rows.reduce((sum, { direction }) => sum + direction.fromEstimates, 0);
  return [
    `Lines: 95 % intervals, from resampling the studies.${rows[0].said.band ? ' Shaded under “said”: where one of equals would fall by chance.' : ''}`,
    notSupported
      ? `Supported: not identified. ${notSupported}`
      : 'Supported: what is said, weighed by the strength of each claim’s evidence and by its direction. These weights are judgements.',
    `Direction: one vote a study. ${count(numbers, 'direction')} ${numbers === 1 ? 'rests' : 'rest'} on a reported number, ${words} on words, where “no link” often means “not significant”.`,
  ];
}

function tabulate(rows: readonly Row[]): SceneTable {
  const labels = [
    'Factor',
    'k',
    'Said',
    'Said from',
    'Said to',
    'Supported',
    'Supported from',
    'Supported to',
    'Carried part',
    'Carried part of all others',
    'Favours',
    'Hinders',
    'No link',
    'Mixed',
    'Sign not stated',
    'Positive among clear',
    'Wilson from',
    'Wilson to',
    'Exact from',
    'Exact to',
    'Sign test p',
  ];
  return {
    columns: labels.map((label, at) => ({ label, isNumber: at > 0 })),
    rows: rows.map(({ factor, said, supported, direction }) => {
      const { positive, negative, null: none, mixed, not_stated } = direction.counts;
      return [
        factor.label,
        said.k,
        said.share,
        said.interval?.[0] ?? null,
        said.interval?.[1] ?? null,
        supported?.share ?? null,
        supported?.interval?.[0] ?? null,
        supported?.interval?.[1] ?? null,
        supported?.carried ?? null,
        supported?.carriedByOthers ?? null,
        positive,
        negative,
        none,
        mixed,
        not_stated,
        direction.positiveShare,
        direction.wilson?.[0] ?? null,
        direction.wilson?.[1] ?? null,
        direction.exact?.[0] ?? null,
        direction.exact?.[1] ?? null,
        direction.p,
      ];
    }),
  };
}
