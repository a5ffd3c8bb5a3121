import { scaleLinear } from 'd3-scale';
import type { DirectionRow } from '../../lenses/direction.ts';
import type { LensResult } from '../../lenses/lens.ts';
import { count, grouped, percent, percentRange } from '../../words.ts';
import { directionBar, directionWords } from '../direction-bar.ts';
import { intervalMark } from '../interval-mark.ts';
import type { Mark } from '../scene.ts';
import { missingColumn, numbers, type CellPlace, type LensColumn, type Panel } from './lens-column.ts';

/** Room at the right for the number of studies. */
const room = 34;

/**
 * Which way the studies point: a bar of studies by direction, and under it, from none to all, which part of the clear ones
 * speaks for the factor, with its Wilson interval.
 */
export function directionColumn(result: LensResult<DirectionRow>): LensColumn {
  if (!result.identified) return missingColumn('direction', result.reason);
  const { rows } = result;
  const find = (factor: string) => rows.find((row) => row.factor === factor)!;
  const most = Math.max(1, ...rows.map(({ k }) => k));
  const fromEstimates = rows.reduce((sum, row) => sum + row.fromEstimates, 0);
  const words = rows.reduce((sum, { k }) => sum + k, 0) - fromEstimates;
  return {
    key: 'direction',
    state: 'shown',
    short: '',
    reason: '',
    units: ['studies, and part of clear ones for', 'studies, and part for', 'studies'],
    note: `Direction: one vote a study; under each bar, which part of the clear ones speaks for the factor (Wilson interval), with a line at one half. ${count(fromEstimates, 'direction')} ${fromEstimates === 1 ? 'rests' : 'rest'} on a reported number, ${words} on words, where “no link” often means “not significant”.`,
    order(factor) {
      const { counts, k } = find(factor);
      return k === 0 ? null : counts.positive - counts.negative;
    },
    drawScale: (panel) => drawHalf(panel),
    drawCell: (factor, place) => draw(find(factor), most, place),
    describe(factor) {
      const { k, counts, positiveShare, wilson, clear } = find(factor);
      if (k === 0) return '';
      const part =
        positiveShare === null
          ? ''
          : `; ${percent(positiveShare)} of ${clear} clear ones for it (${percentRange(wilson!)})`;
      return `${directionWords(counts)}${part}`;
    },
    table: {
      columns: numbers(
        'Favours',
        'Hinders',
        'No link',
        'Mixed',
        'Sign not stated',
        'Positive among clear',
        'Wilson from',
        'Wilson to',
        'Exact from',
        'Exact to',
        'Sign test p',
        'Directions from a number',
      ),
      cells(factor) {
        const { counts, positiveShare, wilson, exact, p, fromEstimates } = find(factor);
        const { positive, negative, null: none, mixed, not_stated } = counts;
        return [
          ...[positive, negative, none, mixed, not_stated, positiveShare],
          ...[wilson?.[0] ?? null, wilson?.[1] ?? null, exact?.[0] ?? null, exact?.[1] ?? null, p],
          fromEstimates,
        ];
      },
    },
  };
}

const partScale = ({ x, width }: Panel) =>
  scaleLinear()
    .domain([0, 1])
    .range([x, x + width - room]);

/** The line at one half, with its scale's ends. */
function drawHalf(panel: Panel): Mark[] {
  const scale = partScale(panel);
  const label = (value: number, anchor: 'start' | 'middle' | 'end'): Mark => ({
    key: `direction-tick-${value}`,
    kind: 'text',
    x: scale(value),
    y: panel.top - 6,
    text: percent(value),
    tone: 'quiet',
    size: 10.5,
    anchor,
  });
  return [
    {
      key: 'direction-half',
      kind: 'line',
      x1: scale(0.5),
      x2: scale(0.5),
      y1: panel.top,
      y2: panel.bottom,
      tone: 'hairline',
    },
    label(0, 'start'),
    label(1, 'end'),
  ];
}

function draw(row: DirectionRow, most: number, { key, panel, y, isFocal, series }: CellPlace): Mark[] {
  const { counts, k, positiveShare, wilson } = row;
  if (k === 0) return [];
  const width = ((panel.width - room) * k) / most;
  const bar = directionBar(counts, { key: `${key}-bar`, x: panel.x, y: y - 10, width, height: 8 });
  const scale = partScale(panel);
  const below = y + 7;
  const dot: Mark[] =
    positiveShare === null
      ? []
      : [
          ...intervalMark({ key: `${key}-interval`, interval: wilson, scale, y: below, isFocal, series }),
          {
            key: `${key}-dot`,
            kind: 'dot',
            x: scale(positiveShare),
            y: below,
            radius: 3,
            tone: isFocal ? 'focal' : 'ink',
            series,
          },
        ];
  return [
    ...bar.map((mark) => ({ ...mark, series })),
    {
      key: `${key}-k`,
      kind: 'text',
      x: panel.x + width + 6,
      y: y - 2,
      text: grouped(k),
      tone: isFocal ? 'focal' : 'quiet',
      size: 11,
      weight: isFocal ? 600 : 400,
      series,
    },
    ...dot,
  ];
}
