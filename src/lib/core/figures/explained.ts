import { scaleLinear } from 'd3-scale';
import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { UniquePart, UniqueResult, UniqueRow } from '../lenses/unique.ts';
import { agree, lowerFirst } from '../words.ts';
import { emptyScene } from './empty-scene.ts';
import {
  describePart,
  explainedCaption,
  explainedSubtitle,
  explainedSummary,
  explainedTitle,
  partWords,
} from './explained-words.ts';
import { intervalMark } from './interval-mark.ts';
import { drawRowName } from './row-name.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { fitText, textWidth, wrapText } from './text-width.ts';
import { tickLabels } from './tick-labels.ts';

export interface ExplainedFigure {
  part: UniqueResult;
  focal: Concept;
  /** Top-level factors, for their labels. */
  factors: readonly Concept[];
  width: number;
}

const name = 'explained-and-unexplained';
const narrowest = 560;
const barTop = 30;
const barHeight = 34;
const rowHeight = 30;
const headHeight = 46;
/** Room for "100 % (12–100 %)". */
const wordsWidth = 118;

/**
 * One bar of the outcome's variance: the focal factor, the other factors, and what is left; under it every factor's part
 * on a scale of its own, with its interval and where it would fall by chance.
 */
export function explainedScene({ part, focal, factors, width }: ExplainedFigure): Scene {
  if (!part.identified) {
    const title = `How much ${lowerFirst(focal.label)} ${agree(focal.label, 'explains', 'explain')} beside other factors can’t be told here`;
    return emptyScene(name, title, part.reason, width);
  }
  const label = (key: string) => factors.find((factor) => factor.key === key)?.label ?? key;
  const bar = drawBar(part, label, width);
  const rows = drawRows(part, label, width, bar.height + 26);
  return {
    name,
    title: explainedTitle(part, focal),
    subtitle: explainedSubtitle(part),
    summary: explainedSummary(part, label),
    caption: explainedCaption(part, focal),
    width,
    height: rows.bottom + 8,
    marks: [...bar.marks, ...rows.marks],
    table: tabulate(part, label),
  };
}

/** The whole of the differences, 0 to 100 %. */
function drawBar(part: UniquePart, label: (key: string) => string, width: number) {
  const { rows, R2, R2Interval, unexplained, unexplainedInterval, outcome } = part;
  const scale = scaleLinear().domain([0, 1]).range([0, width]);
  const isWide = width >= narrowest;
  const text = (key: string, x: number, y: number, words: string, more: object = {}): Mark => ({
    key,
    kind: 'text',
    x,
    y,
    text: words,
    tone: 'ink',
    size: 13,
    ...more,
  });
  const explained = `Explained ${partWords(R2, R2Interval)}`;
  const rest = `Unexplained ${partWords(unexplained, unexplainedInterval)}`;
  const fits = textWidth(explained, 13, 600) + textWidth(rest, 13) + 24 <= width;
  let from = 0;
  const segments = rows.map((row, at): Mark => {
    const x = scale(from);
    from += row.share;
    return {
      key: `bar-${row.factor}`,
      kind: 'rect',
      x,
      y: barTop,
      width: Math.max(0, scale(from) - x - (at < rows.length - 1 ? 1 : 0)),
      height: barHeight,
      tone: at === 0 ? 'focal' : 'quiet',
      series: row.factor,
    };
  });
  const end = scale(Math.min(1, from));
  const below = barTop + barHeight;
  const whisker: Mark[] = R2Interval
    ? [
        {
          key: 'explained-interval',
          kind: 'line',
          x1: scale(R2Interval[0]),
          x2: scale(R2Interval[1]),
          y1: below + 9,
          y2: below + 9,
          tone: 'ink',
          width: 2,
        },
        { key: 'explained-dot', kind: 'dot', x: end, y: below + 9, radius: 4, tone: 'ink' },
      ]
    : [];
  const unexplainedY = fits ? barTop - 12 : below + (R2Interval ? 32 : 20);
  const marks: Mark[] = [
    text('explained-words', 0, barTop - 12, explained, { weight: 600 }),
    text('unexplained-words', width, unexplainedY, rest, { anchor: 'end', tone: 'quiet' }),
    {
      key: 'bar-unexplained',
      kind: 'rect',
      x: end,
      y: barTop,
      width: Math.max(0, width - end),
      height: barHeight,
      tone: 'hairline',
      hatched: true,
    },
    ...segments,
    ...whisker,
    ...rows.map((row): Mark => ({
      key: `target-bar-${row.factor}`,
      kind: 'target',
      x: scale(rows.slice(0, rows.indexOf(row)).reduce((sum, { share }) => sum + share, 0)),
      y: barTop,
      // A part of nothing can still be reached below, in its row.
      width: Math.max(2, scale(row.share)),
      height: barHeight,
      opens: writeTarget({ factor: row.factor, outcome: outcome.key }),
      name: `${label(row.factor)}: ${describePart(row, outcome)}`,
      series: row.factor,
    })),
  ];
  if (isWide) {
    const note = `The whole bar: all differences in ${lowerFirst(outcome.label)} between those who were measured`;
    const y = below + (R2Interval ? 30 : 20);
    marks.push(
      text('bar-note', 0, y + (fits ? 0 : 18), fitText(note, width, 11), {
        size: 11,
        tone: 'quiet',
        italic: true,
      }),
    );
  }
  return { marks, height: below + (R2Interval ? 32 : 20) + (fits || !isWide ? 0 : 18) };
}

/** Every factor's part, enlarged. */
function drawRows(part: UniquePart, label: (key: string) => string, width: number, top: number) {
  const { rows, outcome } = part;
  const nameWidth = width >= narrowest ? Math.min(230, width * 0.24) : Math.min(110, width * 0.3);
  const left = nameWidth + 14;
  const right = width - wordsWidth;
  const most = Math.max(
    0.02,
    ...rows.flatMap(({ share, interval, band }) => [share, interval?.[1] ?? 0, band?.[1] ?? 0]),
  );
  const scale = scaleLinear().domain([0, most]).range([left, right]).nice(3);
  const ticks = scale.ticks(right - left < 160 ? 2 : 4);
  const bottom = top + headHeight + rows.length * rowHeight;
  const middle = (at: number) => top + headHeight + at * rowHeight + rowHeight / 2;
  const heading = wrapText(
    rows.some(({ band }) => band)
      ? 'Each factor’s part, with its interval; shaded: one of equals, by chance'
      : 'Each factor’s part',
    width,
    12.5,
    600,
  );
  const marks: Mark[] = [
    ...heading.slice(0, 2).map((text, line): Mark => ({
      key: `rows-head-${line}`,
      kind: 'text',
      x: 0,
      y: top + 4 + line * 15,
      text,
      tone: 'ink',
      size: 12.5,
      weight: 600,
    })),
    ...rows.flatMap(({ factor, band }, at): Mark[] =>
      band
        ? [
            {
              key: `chance-${factor}`,
              kind: 'rect',
              x: scale(Math.max(0, band[0])),
              y: middle(at) - rowHeight / 2 + 2,
              width: scale(band[1]) - scale(Math.max(0, band[0])),
              height: rowHeight - 4,
              tone: 'band',
              series: factor,
            },
          ]
        : [],
    ),
    ...ticks.map((tick): Mark => ({
      key: `rows-grid-${tick}`,
      kind: 'line',
      x1: scale(tick),
      x2: scale(tick),
      y1: top + headHeight - 4,
      y2: bottom,
      tone: 'hairline',
    })),
    ...tickLabels(ticks, scale, { key: 'rows-tick', y: top + headHeight - 10, size: 10.5 }),
    ...rows.flatMap((row, at) =>
      drawRow(row, label(row.factor), { at, y: middle(at), nameWidth, width, scale, outcome }),
    ),
  ];
  return { marks, bottom };
}

function drawRow(
  row: UniqueRow,
  label: string,
  {
    at,
    y,
    nameWidth,
    width,
    scale,
    outcome,
  }: {
    at: number;
    y: number;
    nameWidth: number;
    width: number;
    scale: (value: number) => number;
    outcome: Concept;
  },
): Mark[] {
  const { factor: series, share, interval } = row;
  const isFocal = at === 0;
  const tone = isFocal ? 'focal' : 'ink';
  return [
    ...drawRowName({ key: `name-${series}`, label, isFocal, width: nameWidth, y, series }),
    ...intervalMark({ key: `interval-${series}`, interval, scale, y, isFocal, series }),
    { key: `dot-${series}`, kind: 'dot', x: scale(share), y, radius: 4, tone, series },
    {
      key: `words-${series}`,
      kind: 'text',
      x: width,
      y: y + 4,
      text: partWords(share, interval),
      tone,
      size: 12,
      weight: isFocal ? 600 : 400,
      anchor: 'end',
      series,
    },
    {
      key: `target-${series}`,
      kind: 'target',
      x: 0,
      y: y - rowHeight / 2 + 1,
      width,
      height: rowHeight - 2,
      opens: writeTarget({ factor: series, outcome: outcome.key }),
      name: `${label}: ${describePart(row, outcome)}`,
      series,
    },
  ];
}

function tabulate(part: UniquePart, label: (key: string) => string): SceneTable {
  const columns = [
    'Part',
    'Share of all differences',
    'From',
    'To',
    'By chance from',
    'By chance to',
    'Relative weight',
    'Coefficient',
    'Its standard error',
    'Pooled correlation',
    'Largest part, probability',
    'Studies',
  ];
  const empty = (count: number) => new Array<null>(count).fill(null);
  const whole = (name: string, share: number, interval: readonly [number, number] | null) => [
    name,
    share,
    interval?.[0] ?? null,
    interval?.[1] ?? null,
    ...empty(columns.length - 4),
  ];
  return {
    columns: columns.map((text, at) => ({ label: text, isNumber: at > 0 })),
    rows: [
      ...part.rows.map(({ factor, share, interval, band, relative, beta, r, ranks, studies }) => [
        label(factor),
        share,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
        band?.[0] ?? null,
        band?.[1] ?? null,
        relative,
        beta.estimate,
        beta.standardError,
        r,
        ranks?.[0] ?? null,
        studies,
      ]),
      whole('All other factors', part.others.share, part.others.interval),
      whole('Explained', part.R2, part.R2Interval),
      whole('Unexplained', part.unexplained, part.unexplainedInterval),
    ],
  };
}
