import { scaleLinear } from 'd3-scale';
import type { Concept } from '../../codebook/concept.ts';
import type { LensResult } from '../../lenses/lens.ts';
import type { SaidRow } from '../../lenses/said.ts';
import type { SupportedRow } from '../../lenses/supported.ts';
import type { UniqueResult, UniqueRow } from '../../lenses/unique.ts';
import type { Interval } from '../../stats/proportion-intervals.ts';
import { list, lowerFirst, percent, percentRange, studies } from '../../words.ts';
import type { Mark } from '../scene.ts';
import { tickLabels } from '../tick-labels.ts';
import {
  computingColumn,
  drawReason,
  missingColumn,
  numbers,
  type LensColumn,
  type LensKey,
  type Panel,
} from './lens-column.ts';
import { drawNumber } from './number-cell.ts';

interface ShareRow {
  factor: string;
  share: number;
  interval: Interval | null;
}

/** Room at the right for "100 %". */
const room = 48;

/** A column of shares on one scale, each with its interval and maybe a band of its own. */
function drawShares<Row extends ShareRow>(
  key: LensKey,
  rows: readonly Row[],
  /** What stands in the row of a factor that has no share. */
  none: (factor: string) => string,
  bandOf: (row: Row) => Interval | null,
  /** A band that is the same for all: drawn once, behind them. */
  commonBand: Interval | null = null,
): Pick<LensColumn, 'drawScale' | 'drawCell' | 'order'> {
  const most = Math.max(0.05, ...rows.map(({ share, interval }) => Math.max(share, interval?.[1] ?? 0)));
  const scaleOf = ({ x, width }: Panel) =>
    scaleLinear()
      .domain([0, most])
      .range([x, x + width - room]);
  const find = (factor: string) => rows.find((row) => row.factor === factor);
  return {
    order: (factor) => find(factor)?.share ?? null,
    drawScale(panel) {
      const scale = scaleOf(panel);
      const ticks = scale.ticks(3);
      const bandMark: Mark[] = commonBand
        ? [
            {
              key: `${key}-band`,
              kind: 'rect',
              x: scale(commonBand[0]),
              y: panel.top,
              width: Math.max(
                1,
                Math.min(scale(commonBand[1]), panel.x + panel.width) - scale(commonBand[0]),
              ),
              height: panel.bottom - panel.top,
              tone: 'band',
              isUncertainty: true,
            },
          ]
        : [];
      return [
        ...bandMark,
        ...ticks.map((tick): Mark => ({
          key: `${key}-grid-${tick}`,
          kind: 'line',
          x1: scale(tick),
          x2: scale(tick),
          y1: panel.top,
          y2: panel.bottom,
          tone: 'hairline',
        })),
        ...tickLabels(ticks, scale, { key: `${key}-tick`, y: panel.top - 6, size: 10.5 }),
      ];
    },
    drawCell(factor, place) {
      const row = find(factor);
      if (!row) return drawReason(none(factor), place);
      const { share, interval } = row;
      const others = place.withOthers ? rows.filter((one) => one !== row).map((one) => one.share) : [];
      // Alone on its line it has no column to share a band with.
      const band = bandOf(row) ?? (place.withOthers ? commonBand : null);
      const cell = { value: share, text: percent(share), interval, band };
      return drawNumber(cell, scaleOf(place.panel), place, others);
    },
  };
}

const rangeOf = (interval: Interval | null) =>
  interval ? ` (95\u202f% interval ${percentRange(interval)})` : '';

export function saidColumn(result: LensResult<SaidRow>): LensColumn {
  if (!result.identified) return missingColumn('said', result.reason);
  const { rows } = result;
  const find = (factor: string) => rows.find((row) => row.factor === factor)!;
  const band = rows[0]?.band ?? null;
  return {
    key: 'said',
    state: 'shown',
    short: '',
    reason: '',
    units: ['share of naming', 'share'],
    note: `Said: how often a factor is named.${band ? ` Shaded: where one of equals would fall by chance, ${percentRange(band)}.` : ''}`,
    ...drawShares(
      'said',
      rows,
      () => '',
      () => null,
      band,
    ),
    describe(factor) {
      const { share, interval, k } = find(factor);
      return k === 0
        ? 'not named by any study'
        : `${percent(share)} of what is said${rangeOf(interval)}, in ${studies(k)}`;
    },
    table: {
      columns: numbers('k', 'Said', 'Said from', 'Said to', 'By chance from', 'By chance to'),
      cells(factor) {
        const { k, share, interval, band } = find(factor);
        return [k, share, interval?.[0] ?? null, interval?.[1] ?? null, band?.[0] ?? null, band?.[1] ?? null];
      },
    },
  };
}

export function supportedColumn(result: LensResult<SupportedRow>): LensColumn {
  if (!result.identified) return missingColumn('supported', result.reason);
  const { rows } = result;
  const find = (factor: string) => rows.find((row) => row.factor === factor)!;
  const isMagnitude = rows[0]?.isMagnitude;
  return {
    key: 'supported',
    state: 'shown',
    short: '',
    reason: '',
    units: ['share of support', 'share'],
    note: `Supported: what is said, weighed by the strength of each claim’s evidence ${isMagnitude ? 'whichever way it points' : 'and by its direction'}. These weights are judgements.`,
    ...drawShares(
      'supported',
      rows,
      () => '',
      () => null,
    ),
    describe(factor) {
      const { share, interval, carried, k } = find(factor);
      if (k === 0) return '';
      const part = carried === null ? '' : `, ${percent(Math.max(0, carried))} of it carried by the evidence`;
      return `${percent(share)} of what is supported${rangeOf(interval)}${part}`;
    },
    table: {
      columns: numbers(
        'Supported',
        'Supported from',
        'Supported to',
        'Carried part',
        'Carried part of all others',
      ),
      cells(factor) {
        const { share, interval, carried, carriedByOthers } = find(factor);
        return [share, interval?.[0] ?? null, interval?.[1] ?? null, carried, carriedByOthers];
      },
    },
  };
}

/** @param result Null while it is computed. */
export function uniqueColumn(result: UniqueResult | null): LensColumn {
  if (result === null) return computingColumn('unique');
  if (!result.identified) return missingColumn('unique', result.reason);
  const { rows, outcome, unexplained, model, setApart, leftOut } = result;
  const find = (factor: string): UniqueRow | undefined => rows.find((row) => row.factor === factor);
  const ofWhat = `the differences in ${lowerFirst(outcome.label)}`;
  const none = (factor: string) => {
    const isAmong = (concepts: readonly Concept[]) => concepts.some(({ key }) => key === factor);
    return isAmong(leftOut) ? 'left out' : isAmong(setApart) ? 'no rival' : 'never measured together';
  };
  const chosen = [
    leftOut.length > 0 ? ` As chosen, without ${list(leftOut.map(({ label }) => lowerFirst(label)))}.` : '',
    model === 'fixed' ? ' As chosen, the same correlations in all studies.' : '',
  ].join('');
  return {
    key: 'unique',
    state: 'shown',
    short: '',
    reason: '',
    units: ['part of the differences', 'part'],
    note: `Unique part: of ${ofWhat}, beside the other factors that were measured with it; ${percent(unexplained)} stay unexplained. Shaded: where one of equals would fall by chance.${chosen}`,
    ...drawShares('unique', rows, none, ({ band }) => band),
    describe(factor) {
      const row = find(factor);
      if (!row) return `no unique part: ${none(factor)}`;
      return `${percent(row.share)} of ${ofWhat}${rangeOf(row.interval)}`;
    },
    table: {
      columns: numbers('Unique part', 'Unique part from', 'Unique part to'),
      cells(factor) {
        const row = find(factor);
        return [row?.share ?? null, row?.interval?.[0] ?? null, row?.interval?.[1] ?? null];
      },
    },
  };
}
