import { scaleLinear } from 'd3-scale';
import type { HeadToHeadResult, HeadToHeadRow } from '../../lenses/head-to-head.ts';
import { verdictCountWords, type VerdictCounts } from '../../lenses/verdict-groups.ts';
import { count, decimals, lowerFirst, studies } from '../../words.ts';
import { drawCorrelationScale } from '../correlation-scale.ts';
import type { Mark } from '../scene.ts';
import { rRange } from '../size-words.ts';
import { verdictBar } from '../verdict-bar.ts';
import {
  computingColumn,
  drawReason,
  missingColumn,
  numbers,
  type CellPlace,
  type LensColumn,
  type Panel,
} from './lens-column.ts';
import { drawNumber } from './number-cell.ts';

/** Room at the right for "−0.27" and for a number of studies. */
const room = { difference: 44, verdicts: 24 };

/**
 * The focal factor against each other: the pooled difference of the two correlations where there is one in the column, else
 * who came out ahead, counted. The focal factor's own row counts all its comparisons.
 */
export function headToHeadColumn(result: HeadToHeadResult | null): LensColumn {
  if (result === null) return computingColumn('head-to-head');
  if (!result.identified) return missingColumn('head-to-head', result.reason, 'never compared');
  const { rows, focal, verdicts, compared } = result;
  const name = lowerFirst(focal.label);
  const find = (factor: string) => rows.find(({ rival }) => rival.key === factor);
  const pooled = rows.flatMap((row) => (row.pooled ? [row.pooled] : []));
  const values = pooled.flatMap(({ estimate, interval }) => [estimate, ...interval]);
  // A difference of two correlations may go beyond 1.
  const scaleOf = ({ x, width }: Panel) =>
    scaleLinear()
      .domain([Math.min(0, ...values), Math.max(0.1, ...values)])
      .range([x, x + width - room.difference])
      .nice(4);
  const most = Math.max(1, compared, ...rows.map((row) => row.compared));
  const isPooled = pooled.length > 0;
  const base: Omit<LensColumn, 'units' | 'note' | 'drawScale' | 'drawCell'> = {
    key: 'head-to-head',
    state: 'shown',
    short: '',
    reason: '',
    order: (factor: string) => find(factor)?.studies ?? (factor === focal.key ? Infinity : null),
    describe: (factor: string) =>
      factor === focal.key
        ? compared === 0
          ? ''
          : `compared with others in ${studies(compared)}: ${verdictCountWords(verdicts)}`
        : describe(find(factor), name),
    table: {
      columns: [
        ...numbers('Studies of both', 'Difference of r', 'Difference from', 'Difference to'),
        { label: 'Who came out ahead', isNumber: false },
      ],
      cells(factor: string) {
        const row = find(factor);
        if (factor === focal.key) return [null, null, null, null, verdictCountWords(verdicts) || null];
        const { estimate = null, interval = null } = row?.pooled ?? {};
        const words = row && row.compared > 0 ? verdictCountWords(row.verdicts) : null;
        return [row?.studies ?? 0, estimate, interval?.[0] ?? null, interval?.[1] ?? null, words];
      },
    },
  };
  if (isPooled) {
    return {
      ...base,
      units: [`${name} less this one`, 'difference of r', 'difference'],
      note: `Head to head: how much more closely ${name} goes with the outcome than the other factor, on the same people; to the right of 0, more closely.`,
      drawScale(panel) {
        const { top, bottom, x, width } = panel;
        return drawCorrelationScale(scaleOf(panel), {
          key: 'head-to-head',
          top,
          bottom,
          within: [x, x + width],
        });
      },
      drawCell(factor, place) {
        if (factor === focal.key) return drawReason('compared with each', place);
        const row = find(factor);
        if (!row?.pooled) return drawReason(row ? 'not pooled' : 'never compared', place);
        const { estimate, interval } = row.pooled;
        const scale = scaleOf(place.panel);
        // What is compared is the focal factor: its accent stays with its own row.
        return drawNumber({ value: estimate, text: decimals(estimate), interval }, scale, place);
      },
    };
  }
  return {
    ...base,
    units: [`studies; ${name} came out`, 'studies, by verdict', 'studies'],
    note: `Head to head: studies that compare ${name} with the other factor, by who came out ahead. In the accent colour: ${name}; its pale shade: both; grey: the other; hatched: it depends; open: another verdict.`,
    drawScale: () => [],
    drawCell(factor, place) {
      if (factor === focal.key) {
        return compared === 0
          ? drawReason('compared with each', place)
          : drawVerdicts(verdicts, compared, most, place);
      }
      const row = find(factor);
      if (!row || row.compared === 0) return drawReason('never compared', place);
      return drawVerdicts(row.verdicts, row.compared, most, place);
    },
  };
}

function drawVerdicts(counts: VerdictCounts, compared: number, most: number, place: CellPlace): Mark[] {
  const { key, panel, y, series } = place;
  const unit = (panel.width - room.verdicts) / most;
  return [
    ...verdictBar(counts, { key, x: panel.x, y: y - 7, unit, height: 14, series }),
    {
      key: `${key}-compared`,
      kind: 'text',
      x: panel.x + compared * unit + 5,
      y: y + 4,
      text: String(compared),
      tone: 'quiet',
      size: 11,
      series,
    },
  ];
}

function describe(row: HeadToHeadRow | undefined, name: string): string {
  if (!row) return `never compared with ${name}`;
  const { pooled, compared, verdicts } = row;
  const parts = [
    pooled &&
      `${name} less this one: ${decimals(pooled.estimate)} (95\u202f% interval ${rRange(pooled.interval)}, ${studies(pooled.studies)})`,
    compared > 0 && `compared in ${count(compared, 'study', 'studies')}: ${verdictCountWords(verdicts)}`,
  ].filter((part) => typeof part === 'string');
  return parts.length === 0 ? `measured beside ${name}, but not compared` : parts.join('; ');
}
