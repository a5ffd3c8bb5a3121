import { scaleLinear } from 'd3-scale';
import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { FocalMultiverse, NamedFork } from '../lenses/multiverse/run-focal-multiverse.ts';
import type { ForkEffect } from '../stats/resampling/multiverse-summary.ts';
import { agree, count, decimals, grouped, lowerFirst, percent, percentRange } from '../words.ts';
import { emptyScene } from './empty-scene.ts';
import type { Mark, Scene, SceneTable, TextMark } from './scene.ts';
import { fitText, wrapText } from './text-width.ts';

/** What the choices are judged by: the number itself, or the rank that it gives. */
export type MultiverseTarget = 'value' | 'rank';

export interface MultiverseFigure {
  multiverse: FocalMultiverse;
  focal: Concept;
  by?: MultiverseTarget;
  width: number;
}

interface Panel {
  x: number;
  y: number;
  width: number;
}

/** A fork with what it does. */
interface Row extends NamedFork {
  effect: ForkEffect;
}

const narrowest = 680;
const headHeight = 34;
const plotHeight = 210;
/** Points of the curve that are drawn: more than a screen can tell apart would only make the file larger. */
const mostPoints = 240;
/** Ranks with a bar of their own; later ones share the last. */
const mostRanks = 10;
const ofWhat = {
  said: 'Share of what is said',
  supported: 'Share of what the evidence supports',
  size: 'Pooled correlation with outcomes',
} as const;

/** How a measure's numbers are named and written. */
interface Words {
  /** "its share" */
  number: string;
  show: (value: number) => string;
  range: (values: readonly [number, number]) => string;
}

const shareWords: Words = { number: 'share', show: percent, range: percentRange };
const sizeWords: Words = {
  number: 'correlation',
  show: (value) => decimals(value),
  range: (values) => values.map((value) => decimals(value)).join(' to '),
};
const rankWords: Words = {
  number: 'rank',
  show: (value) => decimals(value, 1),
  range: (values) => values.map((value) => decimals(value, 1)).join(' to '),
};

const wordsOf = ({ measure }: FocalMultiverse): Words => (measure === 'size' ? sizeWords : shareWords);

/**
 * The specification curve of the focal factor's share, how often it takes each rank, and what each choice does on its own.
 * Simonsohn, Simmons and Nelson (2020, Nature Human Behaviour 4, 1208–1214).
 */
export function multiverseScene({ multiverse, focal, by = 'value', width }: MultiverseFigure): Scene {
  const { summary, measure } = multiverse;
  const effects = by === 'rank' ? multiverse.rankForks : null;
  const words = effects ? rankWords : wordsOf(multiverse);
  if (summary.identified === 0) {
    const reasons = summary.notIdentified.map(({ reason }) => reason).join(' ');
    return emptyScene(
      'multiverse',
      `No way of counting gives ${lowerFirst(focal.label)} a ${wordsOf(multiverse).number}`,
      reasons,
      width,
    );
  }
  const rows = multiverse.forks
    .map((fork, at): Row => ({ ...fork, effect: (effects ?? summary.forks)[at] }))
    .sort((a, b) => (b.effect.share ?? 0) - (a.effect.share ?? 0));
  const isWide = width >= narrowest;
  const hasRanks = multiverse.rankForks !== null;
  const curve = { x: 0, y: 0, width: isWide && hasRanks ? width * 0.6 : width };
  const ranksTop = isWide || !hasRanks ? 0 : headHeight + plotHeight + 40;
  const ranks = { x: isWide ? width * 0.6 + 40 : 0, y: ranksTop, width: isWide ? width * 0.4 - 40 : width };
  const forksTop = ranksTop + headHeight + plotHeight + 48;
  const forks = drawForks(rows, words, { x: 0, y: forksTop, width }, isWide);
  return {
    name: 'multiverse',
    title: titleOf(multiverse, focal),
    subtitle: `${ofWhat[measure]}, counted in ${ways(summary.count)}${summary.sampled ? ` drawn at random from ${grouped(summary.crossed)}` : ''}: ${count(rows.length, 'choice')} that can be made one way or another, crossed. All ${measure === 'size' ? 'numbers' : 'claims'} of the review, whatever is filtered above.`,
    summary: summarise(multiverse, focal),
    caption: explain(multiverse, rows, focal, words),
    width,
    height: forks.bottom,
    marks: [
      ...drawCurve(multiverse, focal, curve),
      ...(hasRanks ? drawRanks(multiverse, focal, ranks) : []),
      ...forks.marks,
      ...forks.targets(focal),
    ],
    table: tabulate(multiverse, rows, words),
  };
}

const ways = (number: number) => count(number, 'way', 'ways');

function titleOf(multiverse: FocalMultiverse, { label }: Concept): string {
  const { summary, ranks, values, measure } = multiverse;
  const { show } = wordsOf(multiverse);
  const [low, high] = [values[0], values[values.length - 1]].map((value) => show(value));
  if (measure === 'size') {
    const signs = new Set(Array.from(values, Math.sign));
    const sides =
      signs.size > 1 && signs.has(1) && signs.has(-1)
        ? ', on both sides of 0'
        : signs.has(0)
          ? ''
          : signs.has(1)
            ? ', above 0 in every one'
            : ', below 0 in every one';
    const spread = low === high ? `stays at ${low}` : `runs from ${low} to ${high}${sides}`;
    return `The pooled correlation of ${lowerFirst(label)} ${spread}, as it is counted`;
  }
  const first = ranks.filter((rank) => rank === 1).length / summary.identified;
  const [its, comes] = [agree(label, 'its', 'their'), agree(label, 'comes', 'come')];
  const spread =
    low === high ? `; ${its} share stays at ${low}` : `; ${its} share runs from ${low} to ${high}`;
  if (first === 1) return `${label} ${comes} first in every way of counting that was tried${spread}`;
  if (first === 0) return `${label} ${comes} first in no way of counting that was tried${spread}`;
  const part = first > 0.995 ? 'almost all' : percent(first);
  return `${label} ${comes} first in ${part} of the ways of counting that were tried${spread}`;
}

function head(key: string, text: string, { x, y, width }: Panel): TextMark {
  return {
    key: `head-${key}`,
    kind: 'text',
    x,
    y: y + 14,
    text: fitText(text, width, 13, 600),
    tone: 'ink',
    size: 13,
    weight: 600,
  };
}

/** Values in ascending order, with the middle of them and what pages show by default. */
function drawCurve(multiverse: FocalMultiverse, focal: Concept, panel: Panel): Mark[] {
  const { values, summary, byDefault, measure } = multiverse;
  const { number, show, range } = wordsOf(multiverse);
  const left = panel.x + 46;
  const right = panel.x + panel.width - 12;
  const top = panel.y + headHeight;
  const share = scaleLinear()
    .domain([
      measure === 'size' ? Math.min(0, values[0]) : 0,
      Math.max(0.05, values[values.length - 1], byDefault?.value ?? 0),
    ])
    .range([top + plotHeight, top])
    .nice(4);
  const place = scaleLinear()
    .domain([0, Math.max(1, values.length - 1)])
    .range([left, right]);
  const steps = Math.min(values.length, mostPoints);
  const points = Array.from({ length: steps }, (_, at) => {
    const index = steps === 1 ? 0 : Math.round((at * (values.length - 1)) / (steps - 1));
    return `${round(place(index))},${round(share(values[index]))}`;
  });
  const quantileAt = (probability: number) =>
    summary.quantiles.find((one) => one.probability === probability)!.value;
  const median = quantileAt(0.5);
  const ticks = share.ticks(4);
  const label = byDefault ? `by default ${show(byDefault.value)}` : '';
  return [
    head('curve', `Its ${number}, one point a way of counting`, panel),
    {
      key: 'half',
      kind: 'rect',
      x: left,
      y: share(quantileAt(0.75)),
      width: right - left,
      height: share(quantileAt(0.25)) - share(quantileAt(0.75)),
      tone: 'band',
    },
    ...ticks.flatMap((tick): Mark[] => [
      {
        key: `grid-${tick}`,
        kind: 'line',
        x1: left,
        x2: right,
        y1: share(tick),
        y2: share(tick),
        tone: 'hairline',
      },
      {
        key: `tick-${tick}`,
        kind: 'text',
        x: left - 8,
        y: share(tick) + 4,
        text: measure === 'size' ? decimals(tick, 1) : percent(tick),
        tone: 'quiet',
        size: 11,
        anchor: 'end',
      },
    ]),
    points.length === 1
      ? { key: 'curve', kind: 'dot', x: left, y: share(values[0]), radius: 4, tone: 'focal' }
      : { key: 'curve', kind: 'path', d: `M${points.join('L')}`, tone: 'focal', width: 3 },
    ...(byDefault
      ? ([
          {
            key: 'default',
            kind: 'line',
            x1: left,
            x2: right,
            y1: share(byDefault.value),
            y2: share(byDefault.value),
            tone: 'ink',
            width: 1.25,
            dash: '4 4',
          },
          {
            key: 'default-label',
            kind: 'text',
            x: left + 6,
            // Below its line where the middle half lies right above it.
            y: share(byDefault.value) - 6,
            text: label,
            tone: 'ink',
            size: 12,
            weight: 600,
            halo: true,
          },
        ] satisfies Mark[])
      : []),
    {
      key: 'curve-words',
      kind: 'text',
      x: left,
      y: top + plotHeight + 20,
      text: fitText(`Shaded: the middle half. In the middle: ${show(median)}.`, right - left, 11),
      tone: 'quiet',
      size: 11,
    },
    {
      key: 'target-curve',
      kind: 'target',
      x: left,
      y: top,
      width: right - left,
      height: plotHeight,
      opens: writeTarget({ factor: focal.key }),
      name: `${focal.label}: ${range([values[0], values[values.length - 1]])} over ${ways(summary.identified)} of counting, ${show(median)} in the middle${byDefault ? `, ${show(byDefault.value)} by default` : ''}`,
    },
  ];
}

interface RankBar {
  label: string;
  ways: number;
}

function rankBars({ summary }: FocalMultiverse): RankBar[] {
  const last = Math.max(...summary.ranks.map(({ rank }) => rank));
  const bars = Array.from({ length: Math.min(last, mostRanks) }, (_, at) => ({
    label: at + 1 === mostRanks && last > mostRanks ? `${mostRanks}+` : String(at + 1),
    ways: 0,
  }));
  for (const { rank, count: found } of summary.ranks) bars[Math.min(rank, mostRanks) - 1].ways += found;
  return bars;
}

function drawRanks(multiverse: FocalMultiverse, focal: Concept, panel: Panel): Mark[] {
  const { identified } = multiverse.summary;
  const bars = rankBars(multiverse);
  const top = panel.y + headHeight;
  const height = plotHeight / Math.max(6, bars.length);
  const most = Math.max(...bars.map(({ ways: number }) => number));
  const left = panel.x + 34;
  const room = panel.width - 34 - 52;
  return [
    head('ranks', 'Its rank among all factors', panel),
    ...bars.flatMap(({ label, ways: number }, at): Mark[] => {
      const y = top + at * height;
      const length = (number / most) * room;
      const isFirst = at === 0;
      const part = number / identified;
      return [
        {
          key: `rank-${label}`,
          kind: 'text',
          x: left - 10,
          y: y + height / 2 + 4,
          text: label,
          tone: isFirst ? 'focal' : 'ink',
          size: 12,
          weight: isFirst ? 600 : 400,
          anchor: 'end',
        },
        {
          key: `rank-bar-${label}`,
          kind: 'rect',
          x: left,
          y: y + 3,
          width: length,
          height: height - 6,
          tone: isFirst ? 'focal' : 'faint',
          radius: 1,
        },
        {
          key: `rank-part-${label}`,
          kind: 'text',
          x: left + length + 8,
          y: y + height / 2 + 4,
          text: number === 0 ? 'none' : percent(part),
          tone: number === 0 ? 'quiet' : 'ink',
          size: 12,
        },
        {
          key: `target-rank-${label}`,
          kind: 'target',
          x: panel.x,
          y: y + 1,
          width: panel.width,
          height: height - 2,
          opens: writeTarget({ factor: focal.key }),
          name: `Rank ${label}: ${grouped(number)} of ${ways(identified)} of counting`,
        },
      ];
    }),
  ];
}

/** "counted 20 %, left out 21 %" */
function optionWords({ options, effect }: Row, { show }: Words): string {
  return options
    .map(({ label }, at) => {
      const { mean } = effect.options[at];
      return `${label} ${mean === null ? '–' : show(mean)}`;
    })
    .join(', ');
}

/** A row a fork: its name, how much of the variance it explains alone, and the mean share with each option. */
function drawForks(rows: readonly Row[], words: Words, panel: Panel, isWide: boolean) {
  const nameWidth = isWide ? Math.min(320, panel.width * 0.32) : panel.width;
  const barX = isWide ? panel.x + nameWidth + 16 : panel.x;
  const barRoom = isWide ? panel.width * 0.2 : panel.width - 60;
  const wordsX = isWide ? barX + barRoom + 64 : panel.x;
  const wordsRoom = panel.x + panel.width - wordsX;
  const most = Math.max(1e-9, ...rows.map(({ effect }) => effect.share ?? 0));
  const marks: Mark[] = [
    head(
      'forks',
      words === rankWords
        ? 'Part of the rank’s variance, by choice'
        : 'Part of the variance, choice by choice',
      panel,
    ),
  ];
  if (isWide) {
    marks.push({
      ...head('means', `Mean ${words.number} with each option`, { x: wordsX, y: panel.y, width: wordsRoom }),
    });
  }
  const places: { row: Row; y: number; height: number }[] = [];
  let y = panel.y + 28;
  for (const [place, row] of rows.entries()) {
    const { key, label, effect } = row;
    const leads = place === 0 && (effect.share ?? 0) > 0;
    const nameLines = wrapText(label, nameWidth, 12.5, leads ? 600 : 400);
    const wordLines = wrapText(optionWords(row, words), wordsRoom, 12).map((line) =>
      fitText(line, wordsRoom, 12),
    );
    const nameHeight = nameLines.length * 15;
    const height = isWide
      ? Math.max(nameHeight, wordLines.length * 15) + 12
      : nameHeight + 20 + wordLines.length * 15 + 10;
    const barY = isWide ? y + 5 : y + nameHeight + 6;
    const wordsY = isWide ? y + 12 : barY + 26;
    const length = ((effect.share ?? 0) / most) * barRoom;
    const text = { kind: 'text', size: 12, tone: 'ink' } as const;
    marks.push(
      ...nameLines.map((line, at): Mark => ({
        ...text,
        key: `name-${key}-${at}`,
        x: isWide ? panel.x + nameWidth : panel.x,
        y: y + 12 + at * 15,
        text: fitText(line, nameWidth, 12.5, leads ? 600 : 400),
        size: 12.5,
        weight: leads ? 600 : 400,
        anchor: isWide ? 'end' : 'start',
      })),
      {
        key: `bar-${key}`,
        kind: 'rect',
        x: barX,
        y: barY,
        width: length,
        height: 8,
        tone: leads ? 'ink' : 'faint',
        radius: 1,
      },
      {
        ...text,
        key: `part-${key}`,
        x: barX + length + 8,
        y: barY + 8,
        text: effect.share === null ? 'nothing' : percent(effect.share),
        weight: leads ? 600 : 400,
      },
      ...wordLines.map((line, at): Mark => ({
        ...text,
        key: `means-${key}-${at}`,
        x: wordsX,
        y: wordsY + at * 15,
        text: line,
        tone: 'quiet',
      })),
    );
    places.push({ row, y: y - 4, height });
    y += height;
  }
  const targets = (focal: Concept) =>
    places.map(({ row, y: top, height }): Mark => ({
      key: `target-${row.key}`,
      kind: 'target',
      x: panel.x,
      y: top,
      width: panel.width,
      height,
      opens: writeTarget({ factor: focal.key }),
      name: `${row.label}: ${row.effect.share === null ? 'nothing' : percent(row.effect.share)} of the variance; mean ${words.number} ${optionWords(row, words)}`,
    }));
  return { marks, targets, bottom: y };
}

function nameOf(rows: readonly Row[], key: string | null): string | null {
  const row = rows.find((one) => one.key === key);
  return row ? lowerFirst(row.label) : null;
}

function summarise(multiverse: FocalMultiverse, { label }: Concept): string {
  const { values, summary, forks, rankForks } = multiverse;
  const first = summary.ranks.find(({ rank }) => rank === 1)?.count ?? 0;
  const most = forks.find(({ key }) => key === summary.movesMost);
  const ranked = rankForks ? `; first in ${grouped(first)} of them` : '';
  return `${label} over ${ways(summary.identified)} of counting: ${wordsOf(multiverse).range([values[0], values[values.length - 1]])}${ranked}.${most ? ` The choice that moves it most: ${lowerFirst(most.label)}.` : ''}`;
}

function explain(multiverse: FocalMultiverse, rows: readonly Row[], focal: Concept, words: Words): string[] {
  const { summary, movesRankMost, rankForks, measure } = multiverse;
  const missing = summary.notIdentified.map(({ reason, count: number }) => `${grouped(number)}: ${reason}`);
  const [most] = rows;
  const rank = nameOf(rows, movesRankMost);
  const away = summary.count - summary.identified;
  const combined =
    summary.interactions === null
      ? 'Some combinations are missing, so that parts may overlap.'
      : `Choices in combination: ${percent(summary.interactions)}.`;
  const onRank =
    !rankForks || words === rankWords
      ? ''
      : rank
        ? `The rank moves most with “${rank}”. `
        : 'No choice moves the rank. ';
  return [
    'This shows how fragile the answer is; it is no better estimate. The ways of counting are not equally good, and how many there are of a kind says nothing about which is right.',
    ...(most && (most.effect.share ?? 0) > 0
      ? [
          `The ${words.number} moves most with “${lowerFirst(most.label)}”: ${percent(most.effect.share!)} of the variance between ways of counting. ${onRank}${words === rankWords ? '' : combined}`.trim(),
        ]
      : [`No choice moves the ${words.number} of ${lowerFirst(focal.label)}.`]),
    ...(away > 0 ? [`No number in ${grouped(away)} of ${ways(summary.count)}. ${missing.join(' ')}`] : []),
    ...(summary.sampled ? ['Which ways were drawn depends on the review’s seed alone.'] : []),
    measure === 'size'
      ? 'By default: every plain correlation that can be pooled, by random effects (REML). Partial correlations, and what can’t be pooled in any way of counting, are left out throughout.'
      : 'By default: every claim counts, by study, with the review’s own rule of evidence strength. Level with another factor, a rank is the better one.',
  ];
}

function tabulate(multiverse: FocalMultiverse, rows: readonly Row[], words: Words): SceneTable {
  const { summary } = multiverse;
  const labels = [
    'Choice',
    'Option',
    'Ways with a number',
    'Ways without',
    `Mean ${words.number}`,
    `Median ${words.number}`,
    'Part of the variance',
  ];
  return {
    columns: labels.map((label, at) => ({ label, isNumber: at > 1 })),
    rows: [
      ...rows.flatMap(({ label, options, effect }) =>
        options.map((option, at) => {
          const { identified, notIdentified, mean, median } = effect.options[at];
          return [label, option.label, identified, notIdentified, mean, median, effect.share];
        }),
      ),
      ...summary.ranks.map(({ rank, count: number }) => [
        'Rank',
        String(rank),
        number,
        null,
        null,
        null,
        null,
      ]),
      ...summary.quantiles.map(({ probability, value }) => [
        `${multiverse.measure === 'size' ? 'Correlation' : 'Share'}, quantile`,
        percent(probability),
        null,
        null,
        value,
        null,
        null,
      ]),
    ],
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
