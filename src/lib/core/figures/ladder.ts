import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { Ladder, LadderPoint, LadderRung } from '../lenses/ladder.ts';
import { bandSentence, ladderTitle } from '../lenses/verdict.ts';
import { count, list, lowerFirst, percent, percentRange, studies } from '../words.ts';
import { directionBar, directionWords } from './direction-bar.ts';
import { emptyScene } from './empty-scene.ts';
import { layOutLadder, type LadderLayout } from './ladder-layout.ts';
import type { Mark, Scene, SceneTable, Tone } from './scene.ts';
import { spreadLabels } from './spread-labels.ts';
import { fitText, textWidth } from './text-width.ts';
import { tickLabels } from './tick-labels.ts';

export interface LadderFigure {
  ladder: Ladder;
  /** Top-level factors, for their labels and roles. */
  factors: readonly Concept[];
  /** What is drawn beside the numbers: filters, and what a reader must know of the review. */
  note: string;
  width: number;
  /** A share that the scale must reach: two Ladders beside each other have the same scale. */
  reach?: number;
}

/**
 * The Ladder: one line a factor over the rungs of evidence, the focal factor in the accent colour. Wide, the rungs stand
 * side by side; narrow, they stand below each other.
 */
export function ladderScene({ ladder, factors, note, width, reach }: LadderFigure): Scene {
  const [first] = ladder.rungs;
  if (first.studies === 0) {
    const focalLabel = factors.find(({ key }) => key === ladder.focal)?.label ?? ladder.focal;
    const reason = 'Take a filter or a switch back to see studies.';
    return emptyScene('ladder', ladderTitle(ladder, focalLabel), reason, width);
  }
  const layout = layOutLadder(ladder, width, reach);
  const focal = factors.find(({ key }) => key === ladder.focal)!;
  const named = factors.filter(({ key }) => ladder.rungs.some((rung) => pointOf(rung, key).k > 0));
  // The focal factor last: it lies on top.
  const drawn = [...named.filter(({ key }) => key !== focal.key), focal];
  const marks = [
    ...drawGrid(layout),
    ...drawBand(ladder, layout),
    ...drawRungLines(ladder, layout),
    ...drawn.flatMap((factor) => drawFactor(ladder, factor, layout)),
    ...drawRungTexts(ladder, layout),
    ...drawEndLabels(ladder, drawn, layout),
    ...drawn.flatMap((factor) => drawTargets(ladder, factor, layout)),
  ];
  return {
    name: 'ladder',
    title: ladderTitle(ladder, focal.label),
    subtitle: `Share of naming, as weaker evidence is left out step by step. ${studies(first.studies)}, ${count(first.claims, 'claim')}.${note ? ` ${note}` : ''}`,
    summary: summarise(ladder, focal),
    caption: explain(ladder, factors, focal),
    width: layout.width,
    height: layout.height,
    marks,
    table: tabulate(ladder, factors),
  };
}

export function pointOf(rung: LadderRung, factor: string): LadderPoint {
  const point = rung.points.find((candidate) => candidate.factor === factor);
  if (!point) throw new RangeError(`pointOf: "${factor}" is not on the Ladder`);
  return point;
}

function drawGrid({ ticks, isWide, share, start, end, left }: LadderLayout): Mark[] {
  const lines = ticks.map((tick): Mark => {
    const at = share(tick);
    const line = { key: `grid-${tick}`, kind: 'line', tone: 'hairline', width: 1 } as const;
    return isWide
      ? { ...line, x1: start, y1: at, x2: end, y2: at }
      : { ...line, x1: at, y1: start, x2: at, y2: end };
  });
  const labels = isWide
    ? ticks.map((tick): Mark => ({
        key: `tick-${tick}`,
        kind: 'text',
        x: left - 10,
        y: share(tick) + 4,
        text: percent(tick),
        tone: 'quiet',
        size: 11,
        anchor: 'end',
      }))
    : tickLabels(ticks, share, { key: 'tick', y: start - 8, size: 11 });
  return [...lines, ...labels];
}

/** Where any one of equals would fall by chance. */
function drawBand({ rungs }: Ladder, layout: LadderLayout): Mark[] {
  const banded = rungs.flatMap(({ band }, at) => (band ? [{ band, at }] : []));
  if (banded.length === 0) return [];
  const edge = (side: 0 | 1) => banded.map(({ band, at }) => layout.place(at, band[side]));
  const outline = [...edge(0), ...edge(1).reverse()];
  const d = `M${outline.map(([x, y]) => `${round(x)},${round(y)}`).join('L')}Z`;
  return [{ key: 'band', kind: 'path', d, tone: 'band', fill: true, isUncertainty: true }];
}

function drawRungLines({ rungs }: Ladder, layout: LadderLayout): Mark[] {
  return rungs.map(({ rung }, at) => ({
    key: `rung-${rung.key}`,
    kind: 'line',
    tone: 'hairline',
    ...layout.rungLine(at),
  }));
}

function drawRungTexts({ rungs }: Ladder, layout: LadderLayout): Mark[] {
  return rungs.flatMap((rung, at): Mark[] => {
    const { top, labelLines, countsY, lostLines, lostY, x, anchor } = layout.rung(at);
    const { key } = rung.rung;
    const counts = lostY === null ? [studies(rung.studies), ...lostLines].join(' · ') : studies(rung.studies);
    const labels = labelLines.map((text, line): Mark => ({
      key: `rung-label-${key}-${line}`,
      kind: 'text',
      x,
      y: top + line * 15,
      text,
      tone: 'ink',
      size: 12,
      weight: layout.isWide ? 400 : 600,
      anchor,
      halo: !layout.isWide,
    }));
    const lost = (lostY === null ? [] : lostLines).map((text, line): Mark => ({
      key: `rung-lost-${key}-${line}`,
      kind: 'text',
      x,
      y: lostY! + line * 14,
      text,
      tone: 'quiet',
      size: 11,
      italic: true,
      anchor,
    }));
    const small = { kind: 'text', tone: 'quiet', size: 11, anchor, halo: !layout.isWide } as const;
    return [{ key: `rung-count-${key}`, ...small, x, y: countsY, text: counts }, ...labels, ...lost];
  });
}

/**
 * The line of a factor, its points and what is shown of them when it is looked at; of the focal factor everything always
 * is. Narrow, other factors are points without lines: there is no room for both.
 */
function drawFactor(ladder: Ladder, factor: Concept, layout: LadderLayout): Mark[] {
  const isFocal = factor.key === ladder.focal;
  const rungs = ladder.rungs.slice(0, layout.lastAt + 1);
  const points = rungs.map((rung) => pointOf(rung, factor.key));
  const at = points.map(({ share }, rung) => layout.place(rung, share ?? 0));
  const tone = isFocal ? 'focal' : 'faint';
  const series = factor.key;
  const lines = points.slice(1).flatMap((point, before): Mark[] => {
    const leadsNowhere = points[before].k === 0 || point.k === 0;
    if (points[before].k === 0 && point.k === 0) return [];
    const [[x1, y1], [x2, y2]] = [at[before], at[before + 1]];
    const dash = leadsNowhere ? '1 5' : factor.role === 'factor' ? undefined : '5 4';
    const onlyActive = !isFocal && (leadsNowhere || !layout.isWide);
    const width = isFocal ? 3 : 1.25;
    return [
      {
        key: `line-${series}-${before}`,
        kind: 'line',
        x1,
        y1,
        x2,
        y2,
        tone,
        width,
        dash,
        series,
        onlyActive,
      },
    ];
  });
  const dots = points.map(({ k }, rung): Mark => {
    const open = isFocal || k === 0;
    const onlyActive = !isFocal && k === 0;
    const radius = isFocal ? 5 : 2.5;
    return {
      key: `dot-${series}-${rung}`,
      kind: 'dot',
      x: at[rung][0],
      y: at[rung][1],
      radius,
      tone,
      open,
      series,
      onlyActive,
    };
  });
  return [
    ...points.flatMap((point, rung) => drawInterval(point, rung, isFocal, layout)),
    ...lines,
    ...dots,
    ...points.flatMap((_, rung) => drawPointLabel(ladder, factor, rung, isFocal, layout)),
  ];
}

/** The interval of a point; one that nobody named is dotted up to its limit. */
function drawInterval(
  { factor, interval, k }: LadderPoint,
  at: number,
  isFocal: boolean,
  layout: LadderLayout,
): Mark[] {
  if (!interval) return [];
  const [x1, y1] = layout.place(at, interval[0]);
  const [x2, y2] = layout.place(at, Math.min(interval[1], layout.most));
  const width = isFocal ? 7 : 3;
  const dash = k === 0 ? '0 11' : undefined;
  const tone = isFocal ? 'focal-band' : 'quiet';
  return [
    {
      key: `interval-${factor}-${at}`,
      kind: 'line',
      x1,
      y1,
      x2,
      y2,
      tone,
      width,
      dash,
      series: factor,
      onlyActive: !isFocal,
      isUncertainty: true,
    },
  ];
}

/** "34 %" and "49 of 91" beside a point, on the side that its line leaves free, and which way those studies point. */
function drawPointLabel(
  ladder: Ladder,
  factor: Concept,
  at: number,
  isFocal: boolean,
  layout: LadderLayout,
): Mark[] {
  const rung = ladder.rungs[at];
  const point = pointOf(rung, factor.key);
  // At the right end the name says it; where empty rungs follow, there is room for both.
  const isEnd = at === layout.lastAt && at === ladder.rungs.length - 1;
  if (layout.isWide && isEnd && isFocal) return [];
  const next = ladder.rungs[at + 1];
  const falls = !next || (pointOf(next, factor.key).share ?? 0) <= (point.share ?? 0);
  const [x, y] = layout.place(at, point.share ?? 0);
  const { labelX, labelY, anchor } = layout.pointLabel(x, y, falls);
  const tone = isFocal ? 'focal' : 'ink';
  const series = factor.key;
  const onlyActive = !isFocal;
  const label = { kind: 'text', x: labelX, tone, anchor, halo: true, series, onlyActive } as const;
  const key = `${factor.key}-${at}`;
  if (point.k === 0) {
    const fits = textWidth('no study here', 11, 600) <= layout.pointRoom;
    const text = fits ? 'no study here' : 'no study';
    return [{ ...label, key: `none-${key}`, y: labelY, text, size: 11, weight: 600 }];
  }
  const barX = anchor === 'end' ? labelX - barWidth : labelX;
  return [
    { ...label, key: `share-${key}`, y: labelY, text: percent(point.share!), size: 14, weight: 600 },
    { ...label, key: `k-${key}`, y: labelY + 14, text: `${point.k} of ${rung.studies}`, size: 11 },
    ...directionBar(point.directions, {
      key: `directions-${key}`,
      x: barX,
      y: labelY + 19,
      width: barWidth,
      height: 4,
    }).map((mark) => ({ ...mark, series, onlyActive })),
  ];
}

const barWidth = 44;

interface EndLabel {
  key: string;
  text: string;
  /** Where its line ends. */
  y: number;
  tone: Tone;
  weight: 400 | 600;
  italic?: boolean;
  series?: string;
}

/** Names at the right end, moved apart where they would overlap. Wide figures only: narrow ones have no room. */
function drawEndLabels(ladder: Ladder, factors: readonly Concept[], layout: LadderLayout): Mark[] {
  if (!layout.isWide || layout.lastAt < 0) return [];
  const labels = listEndLabels(ladder, factors, layout);
  const [lowest, highest] = layout.labelBounds;
  const placed = spreadLabels(
    labels.map(({ y }) => y),
    16,
    lowest,
    highest,
  );
  const [x0] = layout.place(layout.lastAt, 0);
  const x = layout.end + 34;
  return labels.flatMap(({ key, text, y, tone, weight, italic, series }, at): Mark[] => {
    const path = [
      [x0 + 7, y],
      [x0 + 14, y],
      [x - 12, placed[at]],
      [x - 5, placed[at]],
    ];
    const d = `M${path.map(([px, py]) => `${round(px)},${round(py)}`).join('L')}`;
    return [
      {
        key: `leader-${key}`,
        kind: 'path',
        d,
        tone: tone === 'focal' ? 'focal-band' : 'hairline',
        width: 1,
        series,
      },
      { key: `end-${key}`, kind: 'text', x, y: placed[at] + 4, text, tone, size: 12, weight, italic, series },
    ];
  });
}

/** Factors that are named at the last rung, the focal factor in any case, and what chance would give; from the top down. */
function listEndLabels(ladder: Ladder, factors: readonly Concept[], layout: LadderLayout): EndLabel[] {
  const rung = ladder.rungs[layout.lastAt];
  const height = (share: number) => layout.place(layout.lastAt, share)[1];
  const room = layout.width - layout.end - 36;
  const isEnd = layout.lastAt === ladder.rungs.length - 1;
  const named = factors
    .map((factor) => ({ factor, point: pointOf(rung, factor.key) }))
    .filter(({ factor, point }) => factor.key === ladder.focal || point.k > 0)
    .map(({ factor, point }): EndLabel => {
      const isFocal = factor.key === ladder.focal;
      const weight = isFocal ? 600 : 400;
      const ofStudies = isFocal && isEnd ? `, ${point.k} of ${rung.studies}` : '';
      const value = point.k === 0 ? ': no study here' : ` ${percent(point.share!)}${ofStudies}`;
      const text = fitText(factor.label, room - textWidth(value, 12, weight), 12, weight) + value;
      return {
        key: factor.key,
        text,
        y: height(point.share ?? 0),
        tone: isFocal ? 'focal' : 'quiet',
        weight,
        series: factor.key,
      };
    });
  const chance: EndLabel[] = rung.band
    ? [
        {
          key: 'chance',
          text: `by chance: ${percentRange(rung.band)}`,
          y: height((rung.band[0] + rung.band[1]) / 2),
          tone: 'quiet',
          weight: 400,
          italic: true,
        },
      ]
    : [];
  return [...named, ...chance].sort(
    (a, b) => a.y - b.y || Number(a.tone === 'focal') - Number(b.tone === 'focal'),
  );
}

/** Everything that can be asked of a point. */
function drawTargets(ladder: Ladder, factor: Concept, layout: LadderLayout): Mark[] {
  return ladder.rungs.flatMap((rung, at): Mark[] => {
    const point = pointOf(rung, factor.key);
    if (rung.studies === 0 || (point.k === 0 && factor.key !== ladder.focal)) return [];
    const [x, y] = layout.place(at, point.share ?? 0);
    const size = factor.key === ladder.focal ? 24 : 14;
    return [
      {
        key: `target-${factor.key}-${at}`,
        kind: 'target',
        x: x - size / 2,
        y: y - size / 2,
        width: size,
        height: size,
        opens: writeTarget({ factor: factor.key, rung: rung.rung.key }),
        name: describePoint(factor, rung, point),
        series: factor.key,
      },
    ];
  });
}

function describePoint({ label }: Concept, { rung, studies: all }: LadderRung, point: LadderPoint): string {
  if (point.k === 0) return `${label}, ${lowerFirst(rung.label)}: named by no study of ${all}`;
  const range = point.interval ? `, 95\u202f% interval ${percentRange(point.interval)}` : '';
  return `${label}, ${lowerFirst(rung.label)}: ${percent(point.share!)}, named in ${point.k} of ${studies(all)}${range}; ${directionWords(point.directions)}`;
}

function summarise(ladder: Ladder, focal: Concept): string {
  const steps = ladder.rungs
    .filter((rung) => rung.studies > 0)
    .map((rung) => {
      const { k, share } = pointOf(rung, focal.key);
      const value = k === 0 ? 'no study' : `${percent(share!)} (${k} of ${rung.studies})`;
      return `${lowerFirst(rung.rung.label)} ${value}`;
    });
  return `${focal.label}, share of naming from the weakest to the strictest rung: ${steps.join('; ') || 'no study'}.`;
}

function explain(ladder: Ladder, factors: readonly Concept[], focal: Concept): string[] {
  const hasBand = ladder.rungs.some(({ band }) => band !== null);
  const others = factors.filter(
    ({ role, key }) => role !== 'factor' && ladder.rungs.some((rung) => pointOf(rung, key).k > 0),
  );
  const standing = bandSentence(ladder, focal.label);
  const silent = ladder.rungs.filter(({ notStated }) => notStated > 0);
  return [
    hasBand
      ? `Shaded: where one of ${ladder.factorCount} equally likely factors would fall by chance with this many studies.${standing ? ` ${standing}` : ''}`
      : 'No band of chance is drawn: it is defined only where a study’s weight is divided equally.',
    'Thick bars: 95\u202f% intervals, from resampling the studies. Small bars: which way those studies point.',
    ...(others.length > 0
      ? [`Dashed: ${list(others.map(({ label }) => label))}, no rivals of the other factors.`]
      : []),
    ...silent.map(
      ({ rung, notStated }) =>
        `“${rung.label}”: ${count(notStated, 'claim')} ${notStated === 1 ? 'does' : 'do'} not state it and ${notStated === 1 ? 'is' : 'are'} ${ladder.keepsNotStated ? 'kept' : 'left out'}.`,
    ),
    'A share of naming says who is credited or studied, null results included; it is not a size of effect.',
  ];
}

function tabulate({ rungs }: Ladder, factors: readonly Concept[]): SceneTable {
  const names = [
    'Rung',
    'Studies',
    'Claims',
    'Claims that fail',
    'Claims that do not say',
    'Factor',
    'k',
    'Share',
    'Interval from',
    'Interval to',
    'Chance from',
    'Chance to',
    'Favours',
    'Hinders',
    'No link',
    'Mixed',
    'Sign not stated',
  ];
  const rows = rungs.flatMap((rung) =>
    factors.map(({ key, label }) => {
      const { k, share, interval, directions } = pointOf(rung, key);
      const { positive, negative, null: none, mixed, not_stated } = directions;
      return [
        rung.rung.label,
        rung.studies,
        rung.claims,
        rung.failed,
        rung.notStated,
        label,
        k,
        k === 0 ? null : share,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
        rung.band?.[0] ?? null,
        rung.band?.[1] ?? null,
        positive,
        negative,
        none,
        mixed,
        not_stated,
      ];
    }),
  );
  return {
    columns: names.map((label) => ({ label, isNumber: label !== 'Rung' && label !== 'Factor' })),
    rows,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
