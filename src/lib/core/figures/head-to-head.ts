import { scaleLinear } from 'd3-scale';
import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import {
  leanOf,
  type HeadToHead,
  type HeadToHeadResult,
  type HeadToHeadRow,
} from '../lenses/head-to-head.ts';
import { verdictGroups } from '../lenses/verdict-groups.ts';
import { decimals, lowerFirst } from '../words.ts';
import { emptyScene } from './empty-scene.ts';
import {
  describeRival,
  differenceWords,
  headToHeadCaption,
  headToHeadSubtitle,
  headToHeadTitle,
} from './head-to-head-words.ts';
import { intervalMark } from './interval-mark.ts';
import { numberTicks } from './number-ticks.ts';
import { drawRowName } from './row-name.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { fitText, textWidth } from './text-width.ts';
import { verdictBar, verdictKey } from './verdict-bar.ts';

export interface HeadToHeadFigure {
  result: HeadToHeadResult;
  focal: Concept;
  width: number;
}

const name = 'head-to-head';
const narrowest = 680;
const rowHeight = 32;
const barHeight = 20;
/** Room for "+0.17 (−0.11 to +0.45)". */
const wordsWidth = 146;

interface Panel {
  /** Where its title begins: in a narrow figure above the names too, so that it has room. */
  headX: number;
  x: number;
  y: number;
  width: number;
}

/** A row a rival: the studies that compare it with the focal factor, by verdict, and the pooled difference. */
export function headToHeadScene({ result, focal, width }: HeadToHeadFigure): Scene {
  if (!result.identified) {
    const title = `No study puts ${lowerFirst(focal.label)} beside another factor here`;
    return emptyScene(name, title, result.reason, width);
  }
  const { rows } = result;
  const panels = [
    ...(rows.some(({ compared }) => compared > 0) ? [drawVerdicts] : []),
    ...(rows.some(({ pooled }) => pooled) ? [drawDifferences] : []),
  ];
  const isWide = width >= narrowest;
  const nameWidth = isWide ? Math.min(230, width * 0.24) : Math.min(120, width * 0.34);
  const left = nameWidth + 16;
  const gap = 40;
  const count = isWide ? Math.max(1, panels.length) : 1;
  const panelWidth = (width - left - (count - 1) * gap) / count;
  const marks: Mark[] = [];
  const tops: number[] = [];
  let y = 0;
  // In one row all heads are as high as the highest, so that rows stand in line.
  const heads = panels.map(
    (panel) => panel(result, { headX: 0, x: 0, y: 0, width: panelWidth, head: 0 }).head,
  );
  panels.forEach((panel, at) => {
    const head = isWide ? Math.max(...heads) : heads[at];
    const x = isWide ? left + at * (panelWidth + gap) : left;
    marks.push(...panel(result, { headX: isWide ? x : 0, x, y, width: panelWidth, head }).marks);
    if (!isWide || at === 0) tops.push(y + head);
    if (!isWide || at === panels.length - 1) y += head + rows.length * rowHeight + 20;
  });
  if (panels.length === 0) {
    tops.push(10);
    y = 20 + rows.length * rowHeight;
  }
  return {
    name,
    title: headToHeadTitle(result),
    subtitle: headToHeadSubtitle(result),
    summary: `${headToHeadTitle(result)}. ${rows.slice(0, 3).map(describeRival).join('. ')}.`,
    caption: headToHeadCaption(result),
    width,
    height: y,
    marks: [
      ...tops.flatMap((top, at) => drawNames(rows, nameWidth, top, at)),
      ...marks,
      ...drawTargets(rows, tops, width),
    ],
    table: tabulate(result),
  };
}

const middle = (top: number, at: number) => top + at * rowHeight + rowHeight / 2;

function drawNames(rows: readonly HeadToHeadRow[], width: number, top: number, panel: number): Mark[] {
  return rows.flatMap(({ rival }, at) =>
    drawRowName({
      key: `name-${panel}-${rival.key}`,
      label: rival.label,
      isFocal: false,
      isQuiet: rival.role !== 'factor',
      width,
      y: middle(top, at),
      series: rival.key,
    }),
  );
}

function drawHead(key: string, text: string, { headX, x, y, width }: Panel): Mark {
  return {
    key: `head-${key}`,
    kind: 'text',
    x: headX,
    y: y + 14,
    text: fitText(text, x + width - headX, 13, 600),
    tone: 'ink',
    size: 13,
    weight: 600,
  };
}

/** Every panel has a title, what its marks mean, and then its rows, which begin `head` below its top. */
interface Drawn {
  marks: Mark[];
  head: number;
}

function drawVerdicts({ rows, focal }: HeadToHead, panel: Panel & { head: number }): Drawn {
  const groups = verdictGroups.filter((group) => rows.some(({ verdicts }) => verdicts[group] > 0));
  const key = verdictKey(groups, { key: 'verdict-key', x: panel.x, y: panel.y + 36, width: panel.width });
  const top = panel.y + panel.head;
  const most = Math.max(...rows.map(({ compared }) => compared));
  const unit = Math.min(26, (panel.width - 4) / most);
  return {
    head: 30 + key.height + 8,
    marks: [
      drawHead('verdicts', `Studies, by where ${lowerFirst(focal.label)} came out`, panel),
      ...key.marks,
      ...rows.flatMap(({ rival, verdicts, compared }, at): Mark[] =>
        compared > 0
          ? verdictBar(verdicts, {
              key: `verdict-${rival.key}`,
              x: panel.x,
              y: middle(top, at) - barHeight / 2,
              unit,
              height: barHeight,
              series: rival.key,
            })
          : [
              {
                key: `verdict-none-${rival.key}`,
                kind: 'text',
                x: panel.x,
                y: middle(top, at) + 4,
                text: 'not compared',
                tone: 'quiet',
                size: 11.5,
                italic: true,
                series: rival.key,
              },
            ],
      ),
    ],
  };
}

function drawDifferences({ rows, focal }: HeadToHead, panel: Panel & { head: number }): Drawn {
  const top = panel.y + panel.head;
  const bottom = top + rows.length * rowHeight;
  const right = panel.x + panel.width - wordsWidth;
  let widest = 0.1;
  for (const { pooled } of rows) {
    if (pooled) widest = Math.max(widest, ...pooled.interval.map(Math.abs), Math.abs(pooled.estimate));
  }
  const scale = scaleLinear().domain([-widest, widest]).range([panel.x, right]).nice(4);
  const [least, largest] = scale.domain();
  const ticks = scale.ticks(right - panel.x < 140 ? 2 : 4);
  const more = `${focal.label} →`;
  const isRoomy = textWidth(more, 10.5) < (right - panel.x) / 2 - 8;
  return {
    head: 62,
    marks: [
      drawHead('differences', 'Pooled difference in correlation', panel),
      ...[
        { key: 'rival', x: scale(0) - 8, text: isRoomy ? '← the other' : '← other', anchor: 'end' as const },
        { key: 'focal', x: scale(0) + 8, text: isRoomy ? more : 'focal →', anchor: 'start' as const },
      ].map((mark): Mark => ({
        ...mark,
        key: `side-${mark.key}`,
        kind: 'text',
        y: top - 22,
        tone: mark.key === 'focal' ? 'focal' : 'quiet',
        size: 10.5,
      })),
      ...ticks.map((tick): Mark => ({
        key: `difference-grid-${tick}`,
        kind: 'line',
        x1: scale(tick),
        x2: scale(tick),
        y1: top - 2,
        y2: bottom,
        tone: tick === 0 ? 'faint' : 'hairline',
      })),
      ...numberTicks(
        ticks.map((tick) => ({ at: scale(tick), text: tick === 0 ? '0' : decimals(tick, 1) })),
        { key: 'difference-tick', y: top - 7, size: 10.5, within: [panel.x - 12, right + 12] },
      ),
      ...rows.flatMap((row, at) =>
        drawDifference(row, {
          y: middle(top, at),
          scale,
          range: [least, largest],
          end: panel.x + panel.width,
        }),
      ),
    ],
  };
}

function drawDifference(
  row: HeadToHeadRow,
  {
    y,
    scale,
    range,
    end,
  }: { y: number; scale: (value: number) => number; range: [number, number]; end: number },
): Mark[] {
  const { rival, pooled, reason } = row;
  const series = rival.key;
  if (!pooled) {
    const short = reason === 'no study reports both correlations' ? 'no correlations' : 'not pooled';
    return [
      {
        key: `difference-none-${series}`,
        kind: 'text',
        x: end,
        y: y + 4,
        text: short,
        tone: 'quiet',
        size: 11.5,
        italic: true,
        anchor: 'end',
        series,
      },
    ];
  }
  const lean = leanOf(pooled);
  const tone = lean === 'focal' ? 'focal' : lean === 'rival' ? 'ink' : 'quiet';
  const within = (value: number) => Math.max(range[0], Math.min(range[1], value));
  const prediction = pooled.prediction?.map(within);
  return [
    ...(prediction
      ? [
          {
            key: `prediction-${series}`,
            kind: 'line' as const,
            x1: scale(prediction[0]),
            x2: scale(prediction[1]),
            y1: y,
            y2: y,
            tone: 'faint' as const,
            width: 0.75,
            dash: '2 2',
            series,
          },
        ]
      : []),
    ...intervalMark({
      key: `difference-interval-${series}`,
      interval: pooled.interval,
      scale,
      y,
      isFocal: lean === 'focal',
      series,
    }),
    {
      key: `difference-dot-${series}`,
      kind: 'dot',
      x: scale(pooled.estimate),
      y,
      radius: 4,
      tone,
      open: lean === 'unclear',
      series,
    },
    {
      key: `difference-words-${series}`,
      kind: 'text',
      x: end,
      y: y + 4,
      text: differenceWords(row),
      tone,
      size: 11.5,
      weight: lean === 'unclear' ? 400 : 600,
      anchor: 'end',
      series,
    },
  ];
}

function drawTargets(rows: readonly HeadToHeadRow[], tops: readonly number[], width: number): Mark[] {
  return tops.flatMap((top, panel) =>
    rows.map((row, at): Mark => ({
      key: `target-${panel}-${row.rival.key}`,
      kind: 'target',
      x: 0,
      y: middle(top, at) - rowHeight / 2 + 1,
      width,
      height: rowHeight - 2,
      opens: writeTarget({ factor: row.rival.key }),
      name: describeRival(row),
      series: row.rival.key,
    })),
  );
}

function tabulate({ rows }: HeadToHead): SceneTable {
  const labels = [
    'Rival',
    'Studies',
    'Ahead',
    'Joint first',
    'It depends',
    'Indirect only',
    'Behind',
    'Not a predictor',
    'Another verdict',
    'Difference',
    'From',
    'To',
    'New study from',
    'New study to',
    'Studies pooled',
    'Cases',
    'I²',
    'Turned round',
  ];
  return {
    columns: labels.map((label, at) => ({ label, isNumber: at > 0 && at < labels.length - 1 })),
    rows: rows.map(({ rival, studies, verdicts, pooled, turned }) => [
      rival.label,
      studies,
      ...verdictGroups.map((group) => verdicts[group]),
      pooled?.estimate ?? null,
      pooled?.interval[0] ?? null,
      pooled?.interval[1] ?? null,
      pooled?.prediction?.[0] ?? null,
      pooled?.prediction?.[1] ?? null,
      pooled?.studies ?? null,
      pooled?.cases ?? null,
      pooled?.I2 ?? null,
      turned.includes('rival') ? 'yes' : '',
    ]),
  };
}
