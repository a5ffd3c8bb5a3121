import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { SizeRow } from '../lenses/size.ts';
import { count, decimals, list, lowerFirst, studies } from '../words.ts';
import { correlationScale, drawCorrelationScale } from './correlation-scale.ts';
import { emptyScene } from './empty-scene.ts';
import { intervalMark } from './interval-mark.ts';
import { drawRowName } from './row-name.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { rRange, rWords, sizesTitle } from './size-words.ts';
import { textWidth, wrapText } from './text-width.ts';

export interface SizesFigure {
  rows: readonly SizeRow[];
  focal: Concept;
  /** Top-level factors, for their labels. */
  factors: readonly Concept[];
  width: number;
}

interface Placed {
  row: SizeRow;
  factor: Concept;
  isFocal: boolean;
  y: number;
  height: number;
  /** Why there is no pooled correlation, in lines. */
  lines: string[];
}

const headHeight = 40;
const narrowest = 680;
const small = 11.5;
const leading = 15;

/** The size of every factor that somebody put a number on: pooled r with its interval, or why there is none. */
export function sizesScene({ rows, focal, factors, width }: SizesFigure): Scene {
  const title = sizesTitle(rows, focal);
  const shown = rows
    .filter(({ numbers, factor }) => numbers > 0 || factor === focal.key)
    .sort((a, b) => Number(b.estimate !== null) - Number(a.estimate !== null) || b.k - a.k);
  if (rows.every(({ numbers }) => numbers === 0)) {
    const reason = 'No study here reports a number that joins a factor to an outcome. Words can’t be pooled.';
    return emptyScene('sizes', title, reason, width);
  }
  const isWide = width >= narrowest;
  const nameWidth = isWide ? Math.min(230, width * 0.24) : Math.min(120, width * 0.34);
  const left = nameWidth + (isWide ? 28 : 12);
  const valueWidth = isWide ? 190 : 0;
  const plot: [number, number] = [left, width - valueWidth - 8];
  const placed = placeRows(shown, factors, focal, width - left);
  const bottom = placed.reduce((sum, { height }) => sum + height, headHeight);
  const values = shown.flatMap(({ estimate, interval, prediction }) =>
    estimate === null ? [] : [estimate, ...(interval ?? []), ...(prediction ?? [])],
  );
  const scale = correlationScale(values, plot);
  const marks = [
    ...(values.length > 0
      ? drawCorrelationScale(scale, {
          key: 'sizes',
          top: headHeight - 6,
          // Reasons stand below, on plain paper.
          bottom: placed.findLast(({ row }) => row.estimate !== null)!.y + 30,
          within: [left, width],
        })
      : []),
    ...placed.flatMap((row) => drawRow(row, { scale, nameWidth, left, width, isWide })),
    ...placed.map(({ row, factor, y, height }): Mark => ({
      key: `target-${factor.key}`,
      kind: 'target',
      x: 0,
      y: y + 1,
      width,
      height: height - 2,
      opens: writeTarget({ factor: factor.key }),
      name: describe(row, factor),
      series: factor.key,
    })),
  ];
  return {
    name: 'sizes',
    title,
    subtitle: `Correlations of each factor with its outcomes (r: 0 is no link, 1 or −1 means that they move wholly together), pooled where at least two studies report one. ${count(shown.filter(({ numbers }) => numbers > 0).length, 'factor')} with a number.`,
    summary: `${title}. ${placed.map(({ row, factor }) => describe(row, factor)).join('. ')}.`,
    caption: explain(rows, factors),
    width,
    height: bottom + 8,
    marks,
    table: tabulate(rows, factors),
  };
}

/** Dots need one line, reasons as many as their words take. */
function placeRows(
  rows: readonly SizeRow[],
  factors: readonly Concept[],
  focal: Concept,
  room: number,
): Placed[] {
  let y = headHeight;
  return rows.map((row) => {
    const hasDot = row.estimate !== null;
    const lines = hasDot || row.reason === null ? [] : wrapText(row.reason, room, small);
    const height = Math.max(34, lines.length * leading + 16) + (hasDot && room < 400 ? 14 : 0);
    const factor = factors.find(({ key }) => key === row.factor)!;
    const placed = { row, factor, isFocal: row.factor === focal.key, y, height, lines };
    y += height;
    return placed;
  });
}

interface Layout {
  scale: (value: number) => number;
  nameWidth: number;
  left: number;
  width: number;
  isWide: boolean;
}

function drawRow({ row, factor, isFocal, y, height, lines }: Placed, layout: Layout): Mark[] {
  const { scale, nameWidth, left, width, isWide } = layout;
  const { key: series, label } = factor;
  const middle = y + (row.estimate !== null && !isWide ? 14 : height / 2);
  const name = drawRowName({ key: `name-${series}`, label, isFocal, width: nameWidth, y: middle, series });
  if (row.estimate === null) {
    const top = y + height / 2 - ((lines.length - 1) * leading) / 2 + 4;
    return [
      ...name,
      ...lines.map((text, at): Mark => ({
        key: `reason-${series}-${at}`,
        kind: 'text',
        x: left,
        y: top + at * leading,
        text,
        tone: 'quiet',
        size: small,
        italic: true,
        series,
      })),
    ];
  }
  const tone = isFocal ? 'focal' : 'ink';
  const text = valueWords(row);
  return [
    ...name,
    ...predictionMark(row, scale, middle, isFocal),
    ...intervalMark({ key: `interval-${series}`, interval: row.interval, scale, y: middle, isFocal, series }),
    {
      key: `dot-${series}`,
      kind: 'dot',
      x: scale(row.estimate),
      y: middle,
      radius: 4.5,
      tone,
      // One study alone is no summary.
      open: row.reason !== null,
      series,
    },
    {
      key: `value-${series}`,
      kind: 'text',
      x: isWide ? width : Math.min(left, width - textWidth(text, small)),
      y: isWide ? middle + 4 : y + 36,
      text,
      tone,
      size: small,
      weight: 400,
      anchor: isWide ? 'end' : 'start',
      halo: true,
      series,
    },
  ];
}

function predictionMark(
  { factor, prediction }: SizeRow,
  scale: (value: number) => number,
  y: number,
  isFocal: boolean,
): Mark[] {
  if (!prediction) return [];
  const [low, high] = prediction.map(scale);
  const tone = isFocal ? 'focal-band' : 'band';
  return [
    {
      key: `prediction-${factor}`,
      kind: 'rect',
      x: low,
      y: y - 5,
      width: high - low,
      height: 10,
      radius: 2,
      tone,
      series: factor,
    },
  ];
}

function valueWords({ estimate, interval, k }: SizeRow): string {
  return `${decimals(estimate!)} [${rRange(interval!)}], k = ${k}`;
}

function describe({ estimate, interval, k, prediction, reason }: SizeRow, { label }: Concept): string {
  if (estimate === null || interval === null) return `${label}: not identified, ${reason}`;
  const next = prediction ? `; a new study would find ${rRange(prediction)}` : '';
  return `${label}: ${rWords(estimate, interval)}, ${studies(k)}${next}${reason ? `; ${reason}` : ''}`;
}

function explain(rows: readonly SizeRow[], factors: readonly Concept[]): string[] {
  const silent = rows
    .filter(({ numbers }) => numbers === 0)
    .map(({ factor }) => lowerFirst(factors.find(({ key }) => key === factor)!.label));
  const lines = [];
  if (rows.some(({ estimate }) => estimate !== null)) {
    lines.push(
      'Line: 95\u202f% interval. Pale bar: where the correlation of a new study would lie, from three studies on. Ring: one study alone, not pooled.',
    );
  }
  lines.push('A correlation does not tell which of the two is the cause.');
  if (silent.length > 0) lines.push(`No number at all, which is not a size of 0: ${list(silent)}.`);
  return lines;
}

function tabulate(rows: readonly SizeRow[], factors: readonly Concept[]): SceneTable {
  const labels = ['Factor', 'Numbers', 'k', 'r', 'r from', 'r to', 'New study from', 'New study to', 'Note'];
  return {
    columns: labels.map((label, at) => ({ label, isNumber: at > 0 && at < labels.length - 1 })),
    rows: rows.map(({ factor, numbers, k, estimate, interval, prediction, reason }) => [
      factors.find(({ key }) => key === factor)!.label,
      numbers,
      k,
      estimate,
      interval?.[0] ?? null,
      interval?.[1] ?? null,
      prediction?.[0] ?? null,
      prediction?.[1] ?? null,
      reason ?? '',
    ]),
  };
}
