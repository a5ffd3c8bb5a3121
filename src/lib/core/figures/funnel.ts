import { scaleLinear } from 'd3-scale';
import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { NotIdentified } from '../lenses/lens.ts';
import type { FunnelStudy, SmallStudies } from '../lenses/small-studies.ts';
import { normalQuantile } from '../stats/distributions.ts';
import { fromFisherZ } from '../stats/effects/scales.ts';
import { count, decimals, lowerFirst, studies } from '../words.ts';
import { emptyScene } from './empty-scene.ts';
import { numberTicks } from './number-ticks.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { rRange } from './size-words.ts';
import { textWidth } from './text-width.ts';

export interface FunnelFigure {
  smallStudies: SmallStudies | NotIdentified;
  factor: Concept;
  isFocal: boolean;
  width: number;
}

/** Two-sided significance at the edges of the funnel, from the inside out. */
const contours = [0.1, 0.05, 0.01];
const top = 34;
const left = 46;

/**
 * Contour-enhanced funnel plot (Peters et al. 2008, Journal of Clinical Epidemiology 61, 991–996): correlations against
 * their standard error on Fisher's z, large studies at the top; the contours say where a correlation is significant by
 * itself. Studies that trim and fill would add are rings.
 */
export function funnelScene({ smallStudies: found, factor, isFocal, width }: FunnelFigure): Scene {
  const name = lowerFirst(factor.label);
  if (!found.identified) {
    return emptyScene('funnel', `No funnel plot for ${name}`, found.reason, width);
  }
  const height = width < 680 ? 380 : 440;
  const bottom = height - 46;
  const filled = 'missing' in found.fill ? found.fill.filled : [];
  const points = [...found.studies, ...filled];
  const widest = Math.max(...points.map(({ standardError }) => standardError)) * 1.05;
  const reach = Math.max(
    normalQuantile(0.995) * widest,
    ...points.map(({ z }) => Math.abs(z)),
    Math.abs(found.centre),
  );
  const x = scaleLinear()
    .domain([-reach * 1.04, reach * 1.04])
    .range([left, width - 12]);
  const y = scaleLinear().domain([0, widest]).range([top, bottom]);
  const tone = isFocal ? 'focal' : 'ink';
  const pooled = `pooled r = ${decimals(fromFisherZ(found.centre))}`;
  const half = textWidth(pooled, 11.5, 600) / 2;
  const marks: Mark[] = [
    ...drawContours(x, y, widest),
    ...drawAxes(x, y, { bottom, width }),
    {
      key: 'centre',
      kind: 'line',
      x1: x(found.centre),
      x2: x(found.centre),
      y1: top,
      y2: bottom,
      tone,
      width: 1.5,
    },
    {
      key: 'centre-label',
      kind: 'text',
      x: Math.min(width - half, Math.max(half, x(found.centre))),
      y: top - 14,
      text: pooled,
      tone,
      size: 11.5,
      weight: 600,
      anchor: 'middle',
    },
    ...filled.map(({ z, standardError }, at): Mark => ({
      key: `filled-${at}`,
      kind: 'dot',
      x: x(z),
      y: y(standardError),
      radius: 4,
      tone: 'quiet',
      open: true,
    })),
    ...found.studies.map(({ key, z, standardError }): Mark => ({
      key: `dot-${key}`,
      kind: 'dot',
      x: x(z),
      y: y(standardError),
      radius: 4,
      tone: 'ink',
      series: key,
    })),
    ...found.studies.map((study): Mark => ({
      key: `target-${study.key}`,
      kind: 'target',
      x: x(study.z) - 9,
      y: y(study.standardError) - 9,
      width: 18,
      height: 18,
      opens: writeTarget({ study: study.key }),
      name: `${study.label}: r = ${decimals(study.r)}, standard error ${decimals(study.standardError)}`,
      series: study.key,
    })),
  ];
  const title = funnelTitle(found, name);
  return {
    name: 'funnel',
    title,
    subtitle: `Funnel plot: correlations of ${name} against their standard error, large studies at the top. ${studies(found.studies.length)}.`,
    summary: `${title}. ${regressionWords(found)} ${fillWords(found)}`,
    caption: [
      'Dashed, from the inside out: where a correlation by itself reaches p = 0.10, 0.05 and 0.01. Shaded: p above 0.05.',
      regressionWords(found),
      `${fillWords(found)}${filled.length > 0 ? ' They are drawn as rings.' : ''}`,
      'A lopsided funnel can come from unpublished results, and as well from small studies that differ in what they looked at.',
    ],
    width,
    height,
    marks,
    table: tabulate(found.studies),
  };
}

type Scale = (value: number) => number;

function drawContours(x: Scale, y: Scale, widest: number): Mark[] {
  const reachOf = (p: number) => normalQuantile(1 - p / 2) * widest;
  const shaded = reachOf(0.05);
  return [
    {
      key: 'not-significant',
      kind: 'path',
      d: `M${x(0)},${y(0)}L${x(shaded)},${y(widest)}L${x(-shaded)},${y(widest)}Z`,
      tone: 'band',
      fill: true,
    },
    ...contours.flatMap((p) =>
      [-1, 1].map((side): Mark => ({
        key: `contour-${p}-${side}`,
        kind: 'line',
        x1: x(0),
        y1: y(0),
        x2: x(side * reachOf(p)),
        y2: y(widest),
        tone: 'faint',
        dash: '4 4',
      })),
    ),
  ];
}

/** Correlations crowd towards 1 on Fisher's z. */
const coarseTicks = [0.2, 0.4, 0.6, 0.8, 0.9, 0.95];
const fineTicks = [0.1, 0.2, 0.3, 0.4, 0.5];

function drawAxes(
  x: ReturnType<typeof scaleLinear<number, number>>,
  y: ReturnType<typeof scaleLinear<number, number>>,
  { bottom, width }: { bottom: number; width: number },
): Mark[] {
  const [least, most] = x.domain();
  const positive = most > 0.55 ? coarseTicks : fineTicks;
  const ticks = [...positive.map((r) => -r).reverse(), 0, ...positive]
    .map((r) => ({ r, z: Math.atanh(r) }))
    .filter(({ z }) => z > least && z < most)
    .map(({ r, z }) => ({ at: x(z), text: r === 0 ? '0' : decimals(r, Math.abs(r) > 0.9 ? 2 : 1) }));
  return [
    ...y.ticks(4).map((tick): Mark => ({
      key: `grid-${tick}`,
      kind: 'line',
      x1: left,
      x2: width - 12,
      y1: y(tick),
      y2: y(tick),
      tone: 'hairline',
    })),
    ...y.ticks(4).map((tick): Mark => ({
      key: `error-${tick}`,
      kind: 'text',
      x: left - 8,
      y: y(tick) + 4,
      text: tick === 0 ? '0' : decimals(tick),
      tone: 'quiet',
      size: 10.5,
      anchor: 'end',
    })),
    { key: 'error-head', kind: 'text', x: 0, y: 12, text: 'standard error', tone: 'quiet', size: 10.5 },
    ...numberTicks(ticks, { key: 'r', y: bottom + 18, size: 10.5, within: [left, width] }),
    {
      key: 'r-head',
      kind: 'text',
      x: (left + width - 12) / 2,
      y: bottom + 38,
      text: 'correlation r',
      tone: 'quiet',
      size: 10.5,
      anchor: 'middle',
    },
  ];
}

function funnelTitle({ regression }: SmallStudies, name: string): string {
  if ('problem' in regression) return `Whether small studies of ${name} find more can’t be tested`;
  if (regression.p >= 0.05) {
    return `Small studies of ${name} do not clearly find anything else than large ones`;
  }
  return `Small and large studies of ${name} find different correlations`;
}

function regressionWords({ regression }: SmallStudies): string {
  if ('problem' in regression) return `Regression test for small-study effects: ${regression.problem}`;
  const { p, limit } = regression;
  const shown = p < 0.001 ? '< 0.001' : `= ${decimals(p, 3)}`;
  return `Regression test for small-study effects: p ${shown}; a study without sampling error would find r = ${decimals(limit.r)} (95\u202f% interval ${rRange(limit.interval)}).`;
}

function fillWords({ fill }: SmallStudies): string {
  if ('problem' in fill) return `Trim and fill: ${fill.problem}`;
  if (fill.missing === 0) return 'Trim and fill adds no study.';
  return `Trim and fill adds ${count(fill.missing, 'study', 'studies')} on the ${fill.side} and comes to r = ${decimals(fill.r)} (95\u202f% interval ${rRange(fill.interval)}).`;
}

function tabulate(rows: readonly FunnelStudy[]): SceneTable {
  const labels = ['Study', 'r', 'Fisher’s z', 'Standard error'];
  return {
    columns: labels.map((label, at) => ({ label, isNumber: at > 0 })),
    rows: rows.map(({ label, r, z, standardError }) => [label, r, z, standardError]),
  };
}
