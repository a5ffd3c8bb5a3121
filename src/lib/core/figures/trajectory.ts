import { scaleLinear } from 'd3-scale';
import { writeTarget } from '../lenses/behind.ts';
import type { GroupShare } from '../lenses/group-shares.ts';
import type { NotIdentified } from '../lenses/lens.ts';
import type { Trajectory } from '../lenses/trajectory.ts';
import { count, lowerFirst, percent, studies } from '../words.ts';
import { emptyScene } from './empty-scene.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { describeShare, drawShareRows, shareRowHeight, shareWordsWidth } from './share-rows.ts';
import { fitText, textWidth, wrapText } from './text-width.ts';
import { tickLabels } from './tick-labels.ts';

export interface TrajectoryFigure {
  trajectory: Trajectory | NotIdentified;
  width: number;
}

const narrowest = 760;

/**
 * The focal factor's share across the stages of a collaboration's life, with what speaks of no single stage beside it.
 * Points are not joined: different studies stand at each stage.
 */
export function trajectoryScene({ trajectory, width }: TrajectoryFigure): Scene {
  if (!trajectory.identified) {
    return emptyScene(
      'trajectory',
      'The stages of a collaboration’s life can’t be compared here',
      trajectory.reason,
      width,
    );
  }
  const draw = width >= narrowest ? drawColumns(trajectory, width) : drawRows(trajectory, width);
  const { focal, stated } = trajectory;
  return {
    name: 'trajectory',
    title: title(trajectory),
    subtitle: `Share of ${lowerFirst(focal.label)} in what is said, stage by stage. ${stated} of ${studies(trajectory.studies)} say at which stage; ${count(trajectory.claims, 'claim')}.`,
    summary: `${title(trajectory)}. ${trajectory.stages
      .filter(({ share }) => share !== null)
      .map((row) => `${row.label}: ${describeShare(row, lowerFirst(focal.label))}`)
      .join('; ')}.`,
    caption: explain(trajectory),
    width,
    table: tabulate(trajectory),
    ...draw,
  };
}

function title({ focal, stages, p, isDrawn }: Trajectory): string {
  const name = lowerFirst(focal.label);
  if (stages.every(({ k }) => k === 0)) return `No study that states a stage names ${name}`;
  if (!isDrawn) return `How much is said of ${name} at each stage of a collaboration’s life`;
  if (p === null) return `Too little is stated to compare how much is said of ${name} at each stage`;
  return p < 0.05
    ? `How much is said of ${name} differs between stages of a collaboration’s life`
    : `No clear difference in how much is said of ${name} between stages of a collaboration’s life`;
}

function drawColumns({ stages, others, focal }: Trajectory, width: number): Pick<Scene, 'marks' | 'height'> {
  const left = 48;
  const apart = others.length > 0 ? 36 : 0;
  const top = 12;
  const bottom = top + 250;
  const step = (width - left - apart) / (stages.length + others.length);
  const scale = scaleLinear().domain([0, 1]).range([bottom, top]);
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const all = [...stages, ...others];
  const fits = (size: number) =>
    all.every(({ label }) => label.split(' ').every((word) => textWidth(word, size) <= step - 6));
  const size = fits(12) ? 12 : 10.5;
  const columns = all.map((row, at) => ({
    row,
    x: left + (at + 0.5) * step + (at < stages.length ? 0 : apart),
    lines: wrapText(row.label, step - 6, size).map((line) => fitText(line, step - 6, size)),
  }));
  const most = Math.max(...columns.map(({ lines }) => lines.length));
  const wordsY = bottom + 22 + most * 15;
  const marks: Mark[] = ticks.flatMap((tick): Mark[] => [
    {
      key: `grid-${tick}`,
      kind: 'line',
      x1: left,
      x2: width,
      y1: scale(tick),
      y2: scale(tick),
      tone: 'hairline',
    },
    {
      key: `tick-${tick}`,
      kind: 'text',
      x: left - 10,
      y: scale(tick) + 4,
      text: percent(tick),
      tone: 'quiet',
      size: 11,
      anchor: 'end',
    },
  ]);
  if (others.length > 0) {
    const x = left + stages.length * step + apart / 2;
    marks.push({ key: 'apart', kind: 'line', x1: x, x2: x, y1: top, y2: wordsY + 18, tone: 'hairline' });
  }
  for (const { row, x, lines } of columns)
    marks.push(...drawColumn(row, { x, lines, size, step, scale, bottom, top, wordsY }, focal));
  return { marks, height: wordsY + 24 };
}

interface Column {
  x: number;
  lines: string[];
  size: number;
  step: number;
  scale: (share: number) => number;
  bottom: number;
  top: number;
  wordsY: number;
}

function drawColumn(
  row: GroupShare,
  { x, lines, size, step, scale, bottom, top, wordsY }: Column,
  focal: Trajectory['focal'],
): Mark[] {
  const { value: series, share, interval, kind, k, studies: all } = row;
  const isCode = kind === 'code';
  const labels = lines.map((text, line): Mark => ({
    key: `label-${series}-${line}`,
    kind: 'text',
    x,
    y: bottom + 22 + line * 15,
    text,
    tone: isCode ? 'ink' : 'quiet',
    size,
    anchor: 'middle',
    italic: !isCode,
    series,
  }));
  const words = (key: string, text: string, y: number, isStrong: boolean): Mark => ({
    key: `${key}-${series}`,
    kind: 'text',
    x,
    y,
    text,
    tone: isStrong && isCode ? 'focal' : 'quiet',
    size: isStrong ? 12.5 : 11,
    weight: isStrong ? 600 : 400,
    anchor: 'middle',
    series,
  });
  if (share === null) {
    return [
      {
        key: `none-${series}`,
        kind: 'rect',
        x: x - 4,
        y: top,
        width: 8,
        height: bottom - top,
        tone: 'band',
        hatched: true,
        series,
      },
      ...labels,
      words('k', 'no study', wordsY + 2, false),
    ];
  }
  return [
    ...(interval
      ? [
          {
            key: `interval-${series}`,
            kind: 'line',
            x1: x,
            x2: x,
            y1: scale(interval[0]),
            y2: scale(interval[1]),
            tone: isCode ? 'focal-band' : 'faint',
            width: isCode ? 7 : 2,
            series,
          } as const,
        ]
      : []),
    {
      key: `dot-${series}`,
      kind: 'dot',
      x,
      y: scale(share),
      radius: 5,
      tone: isCode ? 'focal' : 'faint',
      open: k === 0,
      series,
    },
    ...labels,
    words('share', k === 0 ? 'none' : percent(share), wordsY + 2, true),
    words('k', `${k} of ${all}`, wordsY + 18, false),
    {
      key: `target-${series}`,
      kind: 'target',
      x: x - step / 2 + 2,
      y: top,
      width: step - 4,
      height: wordsY + 22 - top,
      opens: writeTarget({ factor: focal.key, stage: series }),
      name: `${row.label}: ${describeShare(row, lowerFirst(focal.label))}`,
      series,
    },
  ];
}

function drawRows({ stages, others, focal }: Trajectory, width: number): Pick<Scene, 'marks' | 'height'> {
  const nameWidth = Math.min(150, width * 0.4);
  const scale = scaleLinear()
    .domain([0, 1])
    .range([nameWidth + 12, width - shareWordsWidth - 8]);
  const top = 26;
  const ticks = [0, 0.5, 1];
  const height = (rows: readonly GroupShare[]) => rows.length * shareRowHeight;
  const apart = top + height(stages) + (others.length > 0 ? 14 : 0);
  const bottom = apart + height(others);
  const common = { field: 'stage', focal, x: 0, nameWidth, width, scale } as const;
  const marks: Mark[] = [
    ...ticks.map((tick): Mark => ({
      key: `grid-${tick}`,
      kind: 'line',
      x1: scale(tick),
      x2: scale(tick),
      y1: top - 8,
      y2: bottom,
      tone: 'hairline',
    })),
    ...tickLabels(ticks, scale, { key: 'tick', y: top - 12, size: 10.5 }),
    ...drawShareRows({ ...common, key: 'stage', rows: stages, y: top + shareRowHeight / 2 }),
    ...drawShareRows({ ...common, key: 'other', rows: others, y: apart + shareRowHeight / 2 }),
  ];
  return { marks, height: bottom + 6 };
}

function explain({ p, others }: Trajectory): string[] {
  const chance = p === null ? '' : p < 0.001 ? 'fewer than 1 in 1,000' : percent(p);
  return [
    'Different studies stand at each stage; none was followed from one to the next, so the points are not joined. A study that speaks of several stages counts in parts. Bars: 95\u202f% intervals from resampling the studies; none where fewer than three studies could tell.',
    p === null
      ? ''
      : `By chance alone, differences between stages as large as these would come about in ${chance} of cases.`,
    others.length > 0
      ? 'Apart: claims about all stages, about none in particular, and those that do not say.'
      : '',
  ].filter(Boolean);
}

function tabulate({ stages, others }: Trajectory): SceneTable {
  const labels = ['Stage', 'k', 'Studies', 'Counted as', 'Share', 'From', 'To'];
  return {
    columns: labels.map((label, at) => ({ label, isNumber: at > 0 })),
    rows: [...stages, ...others].map(({ label, k, studies: all, weight, share, interval }) => [
      label,
      k,
      all,
      weight,
      share,
      interval?.[0] ?? null,
      interval?.[1] ?? null,
    ]),
  };
}
