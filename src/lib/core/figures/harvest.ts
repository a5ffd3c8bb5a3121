import { scaleLinear } from 'd3-scale';
import { isReviewTier } from '../coding/study.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { Harvest, HarvestOutcome, HarvestResult } from '../lenses/harvest.ts';
import type { Interval } from '../stats/proportion-intervals.ts';
import { count, grouped, lowerFirst, percent, percentRange, studies } from '../words.ts';
import { directionWords } from './direction-bar.ts';
import { emptyScene } from './empty-scene.ts';
import {
  barHeight,
  barLine,
  directionLooks,
  directionSymbol,
  drawBars,
  linesOf,
  shadeOf,
} from './harvest-bars.ts';
import { harvestDirections, layOutHarvest, type HarvestLayout } from './harvest-layout.ts';
import { harvestGround, harvestSums, harvestTitle } from './harvest-words.ts';
import { intervalMark } from './interval-mark.ts';
import { drawRowName } from './row-name.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { fitText, textWidth, wrapText } from './text-width.ts';

export interface HarvestFigure {
  harvest: HarvestResult;
  /** What the factor is called where nothing can be drawn. */
  factor: { label: string };
  isFocal: boolean;
  /** Values of design tiers, for the key. */
  tiers: Record<string, number>;
  width: number;
}

const narrowest = 680;
const headHeight = 30;
const countHeight = 20;
const nameLine = 24;
const small = 11;

/**
 * Study × outcome: a bar for every study, in the column of its direction; its height is its design, its shade the
 * strength of its evidence. At the foot the sums over all outcomes, one vote a study.
 */
export function harvestScene({ harvest, factor, isFocal, tiers, width }: HarvestFigure): Scene {
  if (!harvest.identified) {
    return emptyScene(
      'directions',
      `Which way the studies point on ${lowerFirst(factor.label)} can’t be shown here`,
      harvest.reason,
      width,
    );
  }
  const { total, outcomes } = harvest;
  const place = placeParts(harvest, width);
  const rows = drawRows(harvest, place, isFocal);
  const sums = drawSums(harvest, place, rows.bottom + 14, isFocal);
  const key = drawKey(harvest, tiers, { y: sums.bottom + 22, width });
  const pairs = outcomes.reduce((sum, { studies }) => sum + studies.length, 0);
  const title = harvestTitle(harvest);
  return {
    name: 'directions',
    title,
    subtitle: `Which way each study points, outcome by outcome. ${studies(total.k)}, ${count(outcomes.length, 'outcome')}, ${count(pairs, 'pair')} of study and outcome.`,
    summary: `${title}. ${harvestSums(total)} ${harvestGround(total)}`,
    caption: explain(harvest, place.layout),
    width,
    height: key.bottom + 4,
    marks: [...drawHeads(place), ...rows.marks, ...sums.marks, ...key.marks],
    table: tabulate(harvest),
  };
}

interface Place {
  width: number;
  isWide: boolean;
  nameWidth: number;
  layout: HarvestLayout;
  /** Where parts of the clear directions are shown beside the rows; null on narrow pages. */
  parts: { x: number; width: number } | null;
}

function placeParts(harvest: Harvest, width: number): Place {
  const isWide = width >= narrowest;
  const nameWidth = isWide ? Math.min(190, width * 0.2) : 0;
  const partsWidth = 128;
  const x = isWide ? nameWidth + 20 : 0;
  const room = isWide ? width - x - partsWidth - 40 : width;
  const least = harvestDirections.map((direction) => 20 + textWidth(headWord(direction, isWide), small));
  const layout = layOutHarvest(harvest, {
    x,
    width: room,
    gap: isWide ? 16 : 8,
    pitches: isWide ? [18, 16, 14, 12, 10] : [14, 12, 10],
    least,
  });
  return {
    width,
    isWide,
    nameWidth,
    layout,
    parts: isWide ? { x: width - partsWidth, width: partsWidth - 6 } : null,
  };
}

const headWord = (direction: keyof typeof directionLooks, isWide: boolean) =>
  isWide ? directionLooks[direction].word : directionLooks[direction].short;

function drawHeads({ layout, parts, isWide }: Place): Mark[] {
  const heads = layout.columns.flatMap(({ direction, x }): Mark[] => [
    directionSymbol(direction, { key: `head-sign-${direction}`, x: x + 4, y: 10, size: 8 }),
    {
      key: `head-${direction}`,
      kind: 'text',
      x: x + 13,
      y: 14,
      text: headWord(direction, isWide),
      tone: 'ink',
      size: small,
      weight: 600,
    },
  ]);
  if (!parts) return heads;
  return [
    ...heads,
    {
      key: 'head-parts',
      kind: 'text',
      x: parts.x,
      y: 14,
      text: 'For, of clear ones',
      tone: 'ink',
      size: small,
      weight: 600,
    },
    ...drawPartTicks('parts', parts, headHeight - 2),
  ];
}

const partScale = ({ x, width }: { x: number; width: number }) =>
  scaleLinear()
    .domain([0, 1])
    .range([x, x + width]);

function drawPartTicks(key: string, panel: { x: number; width: number }, y: number): Mark[] {
  const scale = partScale(panel);
  return ([0, 0.5, 1] as const).map((tick, at): Mark => ({
    key: `${key}-tick-${tick}`,
    kind: 'text',
    x: scale(tick),
    y,
    text: percent(tick),
    tone: 'quiet',
    size: 10,
    anchor: at === 0 ? 'start' : at === 1 ? 'middle' : 'end',
  }));
}

interface Drawn {
  marks: Mark[];
  bottom: number;
}

function drawRows({ factor, outcomes }: Harvest, place: Place, isFocal: boolean): Drawn {
  const { layout, isWide, nameWidth, width, parts } = place;
  let y = headHeight + 4;
  const marks = outcomes.flatMap((row): Mark[] => {
    const { outcome, studies: all, counts } = row;
    const key = outcome?.key ?? 'another-factor';
    const label = outcome?.label ?? 'Another factor';
    const top = isWide ? y + 8 : y + nameLine;
    const lines = Math.max(1, ...layout.columns.map((column) => linesOf(counts[column.direction], column)));
    const base = top + lines * barLine;
    const bottom = base + countHeight;
    const opens = writeTarget(
      outcome ? { factor: factor.key, outcome: outcome.key } : { factor: factor.key },
    );
    const rule: Mark = { key: `rule-${key}`, kind: 'line', x1: 0, x2: width, y1: y, y2: y, tone: 'hairline' };
    const name: Mark[] = isWide
      ? drawRowName({
          key: `name-${key}`,
          label,
          isFocal: false,
          isQuiet: outcome === null,
          width: nameWidth,
          y: (top + base) / 2,
          series: key,
        })
      : [
          {
            key: `name-${key}`,
            kind: 'text',
            x: 0,
            y: y + 16,
            text: fitText(label, width, 12.5, 500),
            tone: 'ink',
            size: 12.5,
            weight: 500,
          },
        ];
    const cells = layout.columns.flatMap((column): Mark[] => {
      const { direction } = column;
      const number = counts[direction];
      const own = all.filter((one) => one.direction === direction);
      const cell = { key: `${key}-${direction}`, studies: own, column, layout, y: top, opens, label };
      const total: Mark = {
        key: `${key}-${direction}-count`,
        kind: 'text',
        x: column.x,
        y: base + 11,
        text: grouped(number),
        tone: 'quiet',
        size: small,
      };
      return [...drawBars(cell), ...(number > 0 ? [total] : [])];
    });
    y = bottom;
    return [rule, ...name, ...cells, ...(parts ? drawPart(key, row, parts, top + barLine / 2, isFocal) : [])];
  });
  return { marks, bottom: y };
}

/** Which part of the clear directions is positive, with its interval and a line at one half. */
function drawPart(
  key: string,
  {
    positiveShare,
    wilson,
    clear,
    counts: { positive },
  }: Pick<HarvestOutcome, 'positiveShare' | 'wilson' | 'clear' | 'counts'>,
  panel: { x: number; width: number },
  y: number,
  isFocal: boolean,
  exact: Interval | null = null,
): Mark[] {
  if (positiveShare === null) {
    const none = {
      key: `${key}-part-none`,
      kind: 'text',
      x: panel.x,
      y: y + 4,
      text: 'none is clear',
    } as const;
    return [{ ...none, tone: 'quiet', size: 10.5, italic: true }];
  }
  const scale = partScale(panel);
  const thin: Mark[] = exact
    ? [
        {
          key: `${key}-part-exact`,
          kind: 'line',
          x1: scale(exact[0]),
          x2: scale(exact[1]),
          y1: y,
          y2: y,
          tone: 'quiet',
          width: 1,
          isUncertainty: true,
        },
      ]
    : [];
  return [
    {
      key: `${key}-half`,
      kind: 'line',
      x1: scale(0.5),
      x2: scale(0.5),
      y1: y - 10,
      y2: y + 10,
      tone: 'hairline',
    },
    ...thin,
    ...intervalMark({ key: `${key}-part-interval`, interval: wilson, scale, y, isFocal, series: key }),
    {
      key: `${key}-part`,
      kind: 'dot',
      x: scale(positiveShare),
      y,
      radius: 3.5,
      tone: isFocal ? 'focal' : 'ink',
      series: key,
    },
    {
      key: `${key}-part-words`,
      kind: 'text',
      x: panel.x,
      y: y + 20,
      text: fitText(`${positive} of ${clear}, ${percentRange(wilson!)}`, panel.width, 10.5),
      tone: 'quiet',
      size: 10.5,
      series: key,
    },
  ];
}

/** The sums over all outcomes: counts under each column, the part that is positive, test and intervals in words. */
function drawSums({ total, factor }: Harvest, place: Place, top: number, isFocal: boolean): Drawn {
  const { layout, isWide, nameWidth, width, parts } = place;
  const head = 'All outcomes, one vote a study';
  const heads: Mark[] = isWide
    ? wrapText(head, nameWidth, 12, 600).map((text, at) => ({
        key: `sum-head-${at}`,
        kind: 'text',
        x: nameWidth,
        y: top + 18 + at * 14,
        text,
        tone: 'ink',
        size: 12,
        weight: 600,
        anchor: 'end',
      }))
    : [{ key: 'sum-head', kind: 'text', x: 0, y: top + 16, text: head, tone: 'ink', size: 12, weight: 600 }];
  const countY = isWide ? top + 22 : top + 42;
  const counts = layout.columns.flatMap(({ direction, x }): Mark[] => [
    directionSymbol(direction, { key: `sum-sign-${direction}`, x: x + 4, y: countY - 5, size: 8 }),
    {
      key: `sum-${direction}`,
      kind: 'text',
      x: x + 13,
      y: countY,
      text: grouped(total.counts[direction]),
      tone: 'ink',
      size: 14,
      weight: 600,
    },
  ]);
  const panel = parts ?? { x: 8, width: width - 16 };
  const partY = isWide ? top + 16 : countY + 38;
  const tickMarks = isWide ? [] : drawPartTicks('sum', panel, partY - 16);
  const part = drawPart('sum', total, panel, partY, isFocal, total.exact);
  const wordsTop = isWide ? top + 58 : partY + 44;
  const room = isWide ? width - nameWidth - 20 : width;
  const text = `${harvestSums(total)} ${harvestGround(total)}`;
  const lines = wrapText(text, room, 11.5).map((line, at): Mark => ({
    key: `sum-words-${at}`,
    kind: 'text',
    x: width - room,
    y: wordsTop + at * 16,
    text: line,
    tone: 'quiet',
    size: 11.5,
  }));
  const bottom = wordsTop + (lines.length - 1) * 16 + 4;
  const target: Mark = {
    key: 'sum-target',
    kind: 'target',
    x: 0,
    y: top + 2,
    width,
    height: bottom - top,
    opens: writeTarget({ factor: factor.key }),
    name: `All outcomes: ${directionWords(total.counts)}. ${text}`,
    series: 'sum',
  };
  return {
    marks: [
      { key: 'sum-rule', kind: 'line', x1: 0, x2: width, y1: top, y2: top, tone: 'faint' },
      ...heads,
      ...counts,
      ...tickMarks,
      ...part,
      ...lines,
      target,
    ],
    bottom,
  };
}

/** What height and shade mean, in as many lines as are needed. */
function drawKey(
  { outcomes }: Harvest,
  tiers: Record<string, number>,
  { y: top, width }: { y: number; width: number },
): Drawn {
  const used = new Set(outcomes.flatMap(({ studies }) => studies.map(({ study }) => study.tier)));
  const values = Object.entries(tiers).filter(([tier]) => used.has(tier));
  const steps = [...Map.groupBy(values, ([, value]) => value)].sort(([a], [b]) => b - a);
  const bars = [
    ...steps.map(([value, group]) => ({ value, words: group.map(([tier]) => tier).join(', ') })),
    ...(used.has(null) || [...used].some((tier) => tier !== null && !(tier in tiers))
      ? [{ value: null, words: 'not stated' }]
      : []),
  ];
  let x = 0;
  let y = top + 26;
  const marks: Mark[] = [];
  const put = (needed: number, make: (x: number, y: number) => Mark[]) => {
    if (x > 0 && x + needed > width) [x, y] = [0, y + 36];
    marks.push(...make(x, y));
    x += needed + 12;
  };
  const words =
    (key: string, text: string, tone: 'ink' | 'quiet' = 'quiet') =>
    (at: number, line: number) => [{ key, kind: 'text', x: at, y: line, text, tone, size: small } as const];
  put(textWidth('Height: design tier', small), words('key-height', 'Height: design tier', 'ink'));
  for (const [at, { value, words: tier }] of bars.entries()) {
    put(12 + textWidth(tier, small), (left, line) => [
      {
        key: `key-bar-${at}`,
        kind: 'rect',
        x: left,
        y: line - barHeight(value),
        width: 8,
        height: barHeight(value),
        tone: 'shade-2',
        hatched: value === null,
      },
      ...words(`key-bar-words-${at}`, tier)(left + 12, line),
    ]);
  }
  const shades = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const from = 'Shade: evidence, weak';
  const needed = textWidth(`${from} strong`, small) + shades.length * 11 + 8;
  put(needed, (left, line) => {
    const start = left + textWidth(from, small) + 5;
    return [
      ...words('key-shade', from, 'ink')(left, line),
      ...shades.map((strength, at): Mark => ({
        key: `key-shade-${at}`,
        kind: 'rect',
        x: start + at * 11,
        y: line - 9,
        width: 10,
        height: 10,
        tone: shadeOf(strength),
      })),
      ...words('key-shade-strong', 'strong', 'ink')(start + shades.length * 11 + 4, line),
    ];
  });
  return { marks, bottom: y + 4 };
}

function explain({ outcomes }: Harvest, { isMerged }: HarvestLayout): string[] {
  const reviews = new Set(
    outcomes.flatMap((row) =>
      row.studies.filter(({ study: { tier } }) => isReviewTier(tier)).map(({ study }) => study.key),
    ),
  ).size;
  const twice =
    reviews === 0
      ? ''
      : ` ${count(reviews, 'review of other studies', 'reviews of other studies')} (tiers S) may count some of them again.`;
  const repeated =
    outcomes.length > 1
      ? ' A study with several outcomes stands in several rows, and counts once in the sums.'
      : '';
  return [
    `${isMerged ? 'Bars of studies with one design and one shade are joined: their width is their number.' : 'One bar a study; choose one to read its claims.'}${repeated}`,
    `Directions say nothing about size, and counting them takes a small study for as much as a large one.${twice}`,
    'Strength of evidence is a judgement, made of values that each review can change.',
  ];
}

function tabulate({ outcomes }: Harvest): SceneTable {
  return {
    columns: [
      { label: 'Outcome', isNumber: false },
      { label: 'Study', isNumber: false },
      { label: 'Direction', isNumber: false },
      { label: 'Design tier', isNumber: false },
      { label: 'Evidence strength', isNumber: true },
      { label: 'Reported number', isNumber: false },
    ],
    rows: outcomes.flatMap(({ outcome, studies }) =>
      studies.map(({ study, direction, strength, hasEstimate }) => [
        outcome?.label ?? 'Another factor',
        study.label,
        directionLooks[direction].word,
        study.tier,
        strength,
        hasEstimate ? 'yes' : 'no',
      ]),
    ),
  };
}
