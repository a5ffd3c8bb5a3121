import { scaleLinear } from 'd3-scale';
import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { OneSize } from '../lenses/size-pool.ts';
import type { SourceBound, SourceReading } from '../lenses/source-bound.ts';
import { count, decimals, grouped, lowerFirst, percent, percentRange, studies } from '../words.ts';
import { correlationScale, drawCorrelationScale } from './correlation-scale.ts';
import { emptyScene } from './empty-scene.ts';
import { intervalMark } from './interval-mark.ts';
import { numberTicks } from './number-ticks.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { rRange } from './size-words.ts';
import { boundCaption, boundTitle } from './source-bound-words.ts';
import { wrapText } from './text-width.ts';

export interface SourceBoundFigure {
  bound: SourceBound;
  factor: Concept;
  isFocal: boolean;
  width: number;
}

/** A line of the figure: a dot with its interval, a bar, or the reason why there is neither. */
interface Row {
  key: string;
  name: string;
  words: string;
  dot: number | null;
  interval: readonly [number, number] | null;
  /** Drawn as a bar: a range without a most likely place. */
  bar: readonly [number, number] | null;
}

const narrowest = 680;
const size = 12;
const leading = 15;

/** The focal factor's share and its correlation without what the same people gave, on each reading of what is not stated. */
export function sourceBoundScene({ bound, factor, isFocal, width }: SourceBoundFigure): Scene {
  const title = boundTitle(bound, factor.label);
  const { same, separate, notStated } = bound.claims;
  if (same + separate + notStated === 0 && !bound.size.identified) {
    const reason = `No claim that is left names ${lowerFirst(factor.label)}, and no correlation of it can be pooled.`;
    return emptyScene('source-bound', title, reason, width);
  }
  const claims = `${count(same + separate + notStated, 'claim')} on ${lowerFirst(factor.label)}: ${grouped(same)} with the same people for cause and outcome, ${grouped(separate)} with separate sources, ${grouped(notStated)} not stated`;
  const shares = shareRows(bound);
  const sizes = sizeRows(bound);
  const drawing: Drawing = { factor, isFocal, width };
  const upper = drawPanel(shares, shareScale(shares), 0, 'Share of what is said', drawing);
  const lower =
    sizes.length === 0
      ? { marks: [], bottom: upper.bottom }
      : drawPanel(sizes, null, upper.bottom + 28, 'Correlation with outcomes', drawing);
  return {
    name: 'source-bound',
    title,
    subtitle: `${claims}.`,
    summary: `${title}. ${claims}. ${[...shares, ...sizes].map(({ name, words }) => `${name}: ${words}`).join('. ')}.`,
    caption: boundCaption(bound),
    width,
    height: lower.bottom + 8,
    marks: [...upper.marks, ...lower.marks],
    table: tabulate(shares, sizes),
  };
}

function shareRows({ shown, asSeparate, asSame, range }: SourceBound): Row[] {
  const row = (key: string, name: string, { share, k, studies: all }: SourceReading): Row => ({
    key,
    name,
    words: share === null ? 'no study here' : `${percent(share)} · ${grouped(k)} of ${studies(all)}`,
    dot: share,
    interval: null,
    bar: null,
  });
  return [
    row('shown', 'All claims', shown),
    row('as-separate', 'Without the same people; not stated stays', asSeparate),
    row('as-same', 'Stated separate sources only', asSame),
    ...(range
      ? [
          {
            key: 'range',
            name: 'Whatever those that do not say rest on',
            words: percent(range[0]) === percent(range[1]) ? percent(range[0]) : percentRange(range),
            dot: null,
            interval: null,
            bar: range,
          },
        ]
      : []),
  ];
}

function sizeRows({ size: found }: SourceBound): Row[] {
  if (!found.identified) return [];
  const row = (key: string, name: string, { r, interval, k }: OneSize): Row => ({
    key,
    name,
    words: `${decimals(r)} [${rRange(interval)}] · ${studies(k)}`,
    dot: r,
    interval,
    bar: null,
  });
  const part = decimals(found.methodShare);
  return [
    row('observed', 'As reported', found.observed),
    ...(found.same > 0
      ? [row('less-same', `Less ${part} where the same people gave both`, found.lessSame)]
      : []),
    ...(found.notStated > 0
      ? [row('less-all', `Less ${part} also where it is not stated`, found.lessAll)]
      : []),
  ];
}

interface Drawing {
  factor: Concept;
  isFocal: boolean;
  width: number;
}

function shareScale(rows: readonly Row[]) {
  const most = Math.max(0.1, ...rows.flatMap(({ dot, bar }) => [dot ?? 0, bar?.[1] ?? 0]));
  return scaleLinear()
    .domain([0, Math.min(1, most)])
    .nice(4);
}

function drawPanel(
  rows: readonly Row[],
  shares: ReturnType<typeof shareScale> | null,
  top: number,
  heading: string,
  { factor, isFocal, width }: Drawing,
): { marks: Mark[]; bottom: number } {
  const isWide = width >= narrowest;
  const nameRoom = isWide ? Math.min(300, width * 0.3) : width;
  const wordsRoom = isWide ? 210 : 0;
  const plot: [number, number] = [isWide ? nameRoom + 24 : 12, width - wordsRoom - 14];
  const key = shares ? 'share' : 'size';
  const values = rows.flatMap(({ dot, interval }) => [...(dot === null ? [] : [dot]), ...(interval ?? [])]);
  const scale = shares ? shares.range(plot) : correlationScale(values, plot);
  let y = top + 52;
  const placed = rows.map((row) => {
    const lines = wrapText(isWide ? row.name : `${row.name}: ${row.words}`, nameRoom, size);
    const height = isWide ? Math.max(30, lines.length * leading + 12) : lines.length * leading + 28;
    y += height;
    return { row, lines, height, y: y - height };
  });
  const ticks = scale.ticks(4);
  const axis: Mark[] = shares
    ? [
        ...ticks.map((tick): Mark => ({
          key: `${key}-grid-${tick}`,
          kind: 'line',
          x1: scale(tick),
          x2: scale(tick),
          y1: top + 46,
          y2: y,
          tone: 'hairline',
        })),
        ...numberTicks(
          ticks.map((tick) => ({ at: scale(tick), text: percent(tick) })),
          { key: `${key}-tick`, y: top + 40, size: 10.5, within: [plot[0] - 10, width] },
        ),
      ]
    : drawCorrelationScale(scale, { key, top: top + 46, bottom: y, within: [plot[0] - 10, plot[1] + 10] });
  const marks = placed.flatMap(({ row, lines, height, y: at }): Mark[] => {
    const middle = isWide ? at + height / 2 : at + height - 14;
    const first = isWide ? middle + 4 - ((lines.length - 1) * leading) / 2 : at + 12;
    const tone = isFocal ? 'focal' : 'ink';
    return [
      ...lines.map((text, line): Mark => ({
        key: `name-${row.key}-${line}`,
        kind: 'text',
        x: 0,
        y: first + line * leading,
        text,
        tone: 'ink',
        size,
        halo: true,
      })),
      ...(row.bar
        ? [
            {
              key: `bar-${row.key}`,
              kind: 'rect',
              x: scale(row.bar[0]),
              y: middle - 5,
              width: Math.max(2, scale(row.bar[1]) - scale(row.bar[0])),
              height: 10,
              radius: 2,
              tone: isFocal ? 'focal-band' : 'band',
            } as const,
          ]
        : []),
      ...intervalMark({
        key: `interval-${row.key}`,
        interval: row.interval,
        scale,
        y: middle,
        isFocal,
        series: row.key,
      }),
      ...(row.dot === null
        ? []
        : [{ key: `dot-${row.key}`, kind: 'dot', x: scale(row.dot), y: middle, radius: 4.5, tone } as const]),
      ...(isWide
        ? [
            {
              key: `words-${row.key}`,
              kind: 'text',
              x: width,
              y: middle + 4,
              text: row.words,
              tone: row.dot === null && !row.bar ? 'quiet' : 'ink',
              size: 11.5,
              anchor: 'end',
            } as const,
          ]
        : []),
    ];
  });
  const targets = placed.map(({ row, height, y: at }): Mark => ({
    key: `target-${row.key}`,
    kind: 'target',
    x: 0,
    y: at + 1,
    width,
    height: height - 2,
    opens: writeTarget({ factor: factor.key }),
    name: `${factor.label}. ${row.name}: ${row.words}`,
  }));
  const head: Mark = {
    key: `head-${key}`,
    kind: 'text',
    x: 0,
    y: top + 16,
    text: heading,
    tone: 'ink',
    size: 13,
    weight: 600,
  };
  return { marks: [head, ...axis, ...marks, ...targets], bottom: y };
}

function tabulate(shares: readonly Row[], sizes: readonly Row[]): SceneTable {
  const labels = ['Quantity', 'Reading', 'Value', 'From', 'To', 'In words'];
  const rowsOf = (quantity: string, rows: readonly Row[]) =>
    rows.map(({ name, dot, interval, bar, words }) => {
      const [from, to] = interval ?? bar ?? [null, null];
      return [quantity, name, dot, from, to, words];
    });
  return {
    columns: labels.map((label, at) => ({ label, isNumber: at > 1 && at < 5 })),
    rows: [...rowsOf('Share of what is said', shares), ...rowsOf('Correlation', sizes)],
  };
}
