import type { CodebookIndex } from '../codebook/codebook.ts';
import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { FactorSize } from '../lenses/size.ts';
import { decimals, grouped, lowerFirst, percent } from '../words.ts';
import { correlationScale, drawCorrelationScale } from './correlation-scale.ts';
import { doubtLetters, doubtWords } from './doubt-marks.ts';
import { emptyScene } from './empty-scene.ts';
import { countBody, listForestRows, type ForestRow } from './forest-rows.ts';
import { explainForest, tabulateForest } from './forest-words.ts';
import type { Mark, Scene, TextMark } from './scene.ts';
import { forestTitle, rRange, rWords } from './size-words.ts';
import { fitText, textWidth, wrapText } from './text-width.ts';

export interface ForestFigure {
  size: FactorSize;
  factor: Concept;
  isFocal: boolean;
  codebook: CodebookIndex;
  width: number;
}

const narrowest = 680;
const headHeight = 44;
const size = 12;
const small = 11.5;

/** Where things stand in a row; narrow, a row has two lines. */
interface Layout {
  isWide: boolean;
  width: number;
  nameRoom: number;
  nX: number;
  doubtsX: number;
  plot: [number, number];
  valueX: number;
  /** From the top of a row to the middle of what is plotted. */
  plotY: number;
}

/**
 * The forest plot, as journals print it: a study a row with its n, correlation, interval and weight, by outcome; the pooled
 * diamond, the prediction interval, partial correlations apart, and what is shown but never pooled, with the reason.
 */
export function forestScene({ size: factorSize, factor, isFocal, codebook, width }: ForestFigure): Scene {
  const title = forestTitle(factorSize, factor.label);
  if (factorSize.effects.length === 0) {
    const [first, ...rest] = factorSize.row.reason ?? '';
    const reason = first ? `${first.toUpperCase()}${rest.join('')}.` : '';
    return emptyScene('forest', title, `${reason} Words can’t be pooled.`, width);
  }
  const layout = layOut(width);
  const rows = listForestRows(factorSize, codebook);
  const isPlotted = ({ kind }: ForestRow) => kind !== 'shown' && kind !== 'heading';
  const top = rows.some(isPlotted) ? headHeight : 4;
  let y = top;
  const placed = rows.map((row) => {
    const lines = row.kind === 'shown' ? wrapText(row.text, shownRoom(layout), small) : [];
    const height = heightOf(row, lines.length, layout);
    y += height;
    return { row, y: y - height, height, lines };
  });
  const values = rows.flatMap((row) => valuesOf(row));
  const scale = correlationScale(values, layout.plot);
  const last = placed.findLast(({ row }) => isPlotted(row));
  const bottom = last ? last.y + last.height : 0;
  const most = Math.max(0, ...rows.map((row) => (row.kind === 'study' ? (row.weight ?? 0) : 0)));
  const drawing: Drawing = { layout, scale, isFocal, mostWeight: most };
  return {
    name: 'forest',
    title,
    subtitle: `Forest plot: correlations of ${lowerFirst(factor.label)} with its outcomes. ${countBody(factorSize)}.`,
    summary: `${title}. ${countBody(factorSize)}.`,
    caption: explainForest(factorSize),
    width,
    height: y + 8,
    marks: [
      ...(last ? drawHead(drawing, bottom) : []),
      ...placed.flatMap(({ row, y: at, lines }) => drawRow(row, at, lines, drawing)),
      ...placed.flatMap(({ row, y: at, height }) => drawTarget(row, at, height, width, codebook)),
    ],
    table: tabulateForest(factorSize, codebook),
  };
}

interface Drawing {
  layout: Layout;
  scale: (value: number) => number;
  isFocal: boolean;
  mostWeight: number;
}

function layOut(width: number): Layout {
  if (width < narrowest) {
    return {
      isWide: false,
      width,
      nameRoom: width - 132,
      nX: 0,
      doubtsX: 0,
      plot: [96, width - 10],
      valueX: width,
      plotY: 27,
    };
  }
  const nameRoom = Math.min(280, width * 0.25);
  return {
    isWide: true,
    width,
    nameRoom,
    nX: nameRoom + 58,
    doubtsX: nameRoom + 72,
    plot: [nameRoom + 136, width - 216],
    valueX: width - 56,
    plotY: 14,
  };
}

const shownRoom = ({ isWide, doubtsX, width }: Layout) => (isWide ? width - doubtsX : width - 12);

function heightOf({ kind }: ForestRow, lines: number, { isWide }: Layout): number {
  if (kind === 'heading') return 34;
  if (kind === 'shown') return isWide ? Math.max(1, lines) * 15 + 11 : Math.max(1, lines) * 15 + 26;
  if (kind === 'prediction') return 28;
  return isWide ? 28 : 42;
}

function valuesOf(row: ForestRow): number[] {
  if (row.kind === 'study') return [...row.effect.interval];
  if (row.kind === 'summary') return [...row.pooled.interval];
  return row.kind === 'prediction' ? [...row.interval] : [];
}

function drawHead({ layout, scale }: Drawing, bottom: number): Mark[] {
  const { isWide, nX, doubtsX, plot, valueX, width } = layout;
  const head = (key: string, x: number, text: string, anchor: TextMark['anchor'] = 'start'): Mark => ({
    key: `head-${key}`,
    kind: 'text',
    x,
    y: 14,
    text,
    tone: 'quiet',
    size: small,
    anchor,
  });
  const heads = isWide
    ? [
        head('study', 0, 'Study'),
        head('n', nX, 'n', 'end'),
        head('doubts', doubtsX, 'Doubts'),
        head('plot', plot[0], 'Correlation'),
        head('value', valueX, 'r [95\u202f% interval]', 'end'),
        head('weight', width, 'Weight', 'end'),
      ]
    : [head('study', 0, 'Study, n, doubts'), head('value', valueX, 'r [95\u202f% interval]', 'end')];
  const within: [number, number] = [plot[0] - 10, plot[1] + 10];
  return [
    ...heads,
    ...drawCorrelationScale(scale as Parameters<typeof drawCorrelationScale>[0], {
      key: 'forest',
      top: headHeight - 4,
      bottom,
      within,
    }),
  ];
}

function drawRow(row: ForestRow, y: number, lines: readonly string[], drawing: Drawing): Mark[] {
  switch (row.kind) {
    case 'heading':
      return drawHeading(row, y, drawing);
    case 'study':
      return drawStudy(row, y, drawing);
    case 'summary':
      return drawSummary(row, y, drawing);
    case 'prediction':
      return drawPrediction(row, y, drawing);
    case 'shown':
      return drawShown(row, y, lines, drawing);
  }
}

type RowOf<Kind extends ForestRow['kind']> = Extract<ForestRow, { kind: Kind }>;

function drawHeading({ key, text }: RowOf<'heading'>, y: number, { layout }: Drawing): Mark[] {
  return [
    {
      key: `heading-${key}`,
      kind: 'text',
      x: 0,
      y: y + 23,
      text: fitText(text, layout.width, 12.5, 600),
      tone: key === 'shown' ? 'quiet' : 'ink',
      size: 12.5,
      weight: 600,
      halo: true,
    },
  ];
}

function drawStudy({ key, effect, name, weight }: RowOf<'study'>, y: number, drawing: Drawing): Mark[] {
  const { layout, scale, mostWeight } = drawing;
  const { isWide, nameRoom, nX, doubtsX, valueX, width, plotY } = layout;
  const middle = y + plotY;
  const series = effect.study.key;
  const share = weight === null || mostWeight === 0 ? 0.5 : weight / mostWeight;
  const side = 4 + 9 * Math.sqrt(share);
  const n = grouped(Math.round(effect.n));
  const letters = doubtLetters(effect.doubts);
  const text = (part: string, facts: Pick<TextMark, 'x' | 'y' | 'text'> & Partial<TextMark>): TextMark => ({
    key: `${part}-${key}`,
    kind: 'text',
    tone: 'ink',
    size,
    series,
    ...facts,
  });
  const words = isWide
    ? [
        text('n', { x: nX, y: middle + 4, text: n, anchor: 'end' }),
        text('doubts', {
          x: doubtsX,
          y: middle + 4,
          text: fitText(letters, 58, 11),
          size: 11,
          tone: 'quiet',
        }),
        ...(weight === null
          ? []
          : [
              text('weight', {
                x: width,
                y: middle + 4,
                text: percent(weight),
                anchor: 'end',
                tone: 'quiet',
              }),
            ]),
      ]
    : [
        text('n', {
          x: 0,
          y: middle + 4,
          text: fitText([n, letters].filter(Boolean).join(' · '), 84, 11),
          size: 11,
          tone: 'quiet',
        }),
      ];
  const lineY = isWide ? middle + 4 : y + 12;
  return [
    text('name', { x: 0, y: lineY, text: fitText(name, nameRoom, size), halo: !isWide }),
    ...words,
    {
      key: `interval-${key}`,
      kind: 'line',
      x1: scale(effect.interval[0]),
      x2: scale(effect.interval[1]),
      y1: middle,
      y2: middle,
      tone: 'quiet',
      width: 1.5,
      series,
    },
    {
      key: `square-${key}`,
      kind: 'rect',
      x: scale(effect.r) - side / 2,
      y: middle - side / 2,
      width: side,
      height: side,
      tone: 'ink',
      series,
    },
    text('value', {
      x: valueX,
      y: lineY,
      text: `${decimals(effect.r)} [${rRange(effect.interval)}]`,
      anchor: 'end',
      size: small,
      halo: !isWide,
    }),
  ];
}

function drawSummary(row: RowOf<'summary'>, y: number, { layout, scale, isFocal }: Drawing): Mark[] {
  const { isWide, nameRoom, plot, valueX, plotY } = layout;
  const { key, label, detail, pooled, isOverall } = row;
  const middle = y + plotY;
  const half = isOverall ? 7 : 5.5;
  const [low, high] = pooled.interval.map(scale);
  const at = scale(pooled.r);
  const tone = isOverall && isFocal ? 'focal' : 'ink';
  const weight = isOverall ? 600 : 500;
  const lineY = isWide ? middle + 4 : y + 12;
  const value = `${decimals(pooled.r)} [${rRange(pooled.interval)}]`;
  const full = `${label}: ${detail}`;
  const room = isWide ? plot[0] - 20 : layout.width - textWidth(value, small, 600) - 12;
  const name = textWidth(full, size, 600) <= room ? full : fitText(label, Math.max(nameRoom, 60), size, 600);
  return [
    { key: `name-${key}`, kind: 'text', x: 0, y: lineY, text: name, tone, size, weight, halo: !isWide },
    {
      key: `diamond-${key}`,
      kind: 'path',
      d: `M${round(low)},${middle}L${round(at)},${middle - half}L${round(high)},${middle}L${round(at)},${middle + half}Z`,
      tone,
      fill: true,
    },
    {
      key: `value-${key}`,
      kind: 'text',
      x: valueX,
      y: lineY,
      text: value,
      tone,
      size: small,
      weight: 600,
      anchor: 'end',
      halo: !isWide,
    },
  ];
}

function drawPrediction({ key, interval }: RowOf<'prediction'>, y: number, drawing: Drawing): Mark[] {
  const { layout, scale, isFocal } = drawing;
  const { isWide, valueX } = layout;
  const [low, high] = interval.map(scale);
  const label = isWide ? 'A new study would find (95\u202f%)' : 'A new study';
  const words = { kind: 'text', tone: 'quiet', size: small } as const;
  return [
    { ...words, key: `name-${key}`, x: 0, y: y + 18, text: label },
    {
      key: `bar-${key}`,
      kind: 'rect',
      x: low,
      y: y + 10,
      width: high - low,
      height: 8,
      radius: 2,
      tone: isFocal ? 'focal-band' : 'faint',
    },
    ...(isWide
      ? [
          {
            ...words,
            key: `value-${key}`,
            x: valueX,
            y: y + 18,
            text: rRange(interval),
            anchor: 'end',
          } as const,
        ]
      : []),
  ];
}

function drawShown(
  { key, effect, name }: RowOf<'shown'>,
  y: number,
  lines: readonly string[],
  { layout }: Drawing,
): Mark[] {
  const { isWide, doubtsX, width } = layout;
  const series = effect.study.key;
  const common = { kind: 'text', tone: 'quiet', series } as const;
  const [x, first] = isWide ? [doubtsX, y + 16] : [12, y + 29];
  return [
    {
      ...common,
      key: `shown-name-${key}`,
      x: 0,
      y: isWide ? y + 16 : y + 14,
      text: fitText(name, isWide ? doubtsX - 12 : width, size),
      size,
    },
    ...lines.map((text, at) => ({
      ...common,
      key: `shown-text-${key}-${at}`,
      x,
      y: first + at * 15,
      text: fitText(text, width - x, small),
      size: small,
      italic: true,
    })),
  ];
}

function drawTarget(
  row: ForestRow,
  y: number,
  height: number,
  width: number,
  codebook: CodebookIndex,
): Mark[] {
  const target = { kind: 'target', x: 0, y: y + 1, width, height: height - 2 } as const;
  if (row.kind === 'study' || row.kind === 'shown') {
    const { effect, name, key } = row;
    const outcome = codebook.concept('outcome', effect.outcome)?.label ?? effect.outcome;
    const doubts = effect.doubts.length > 0 ? `. Doubts: ${doubtWords(effect.doubts)}` : '';
    const words =
      row.kind === 'study'
        ? `${rWords(row.effect.r, row.effect.interval)}, n = ${Math.round(row.effect.n)}`
        : `not pooled, ${row.text}`;
    return [
      {
        ...target,
        key: `target-${key}`,
        opens: writeTarget({ study: effect.study.key }),
        name: `${name} with ${lowerFirst(outcome)}: ${words}${doubts}`,
        series: effect.study.key,
      },
    ];
  }
  if (row.kind !== 'summary') return [];
  const { label, detail, pooled, opens, key } = row;
  const name = `${label}: ${rWords(pooled.r, pooled.interval)}, ${detail}`;
  return [{ ...target, key: `target-${key}`, opens, name }];
}

const round = (value: number) => Math.round(value * 100) / 100;
