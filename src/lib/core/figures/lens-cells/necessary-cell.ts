import { scaleLinear } from 'd3-scale';
import type { LensResult } from '../../lenses/lens.ts';
import { count, decimals } from '../../words.ts';
import { numberTicks } from '../number-ticks.ts';
import type { Mark } from '../scene.ts';
import {
  computingColumn,
  drawReason,
  missingColumn,
  numbers,
  type LensColumn,
  type Panel,
} from './lens-column.ts';
import { drawNumber } from './number-cell.ts';

/** What a table of cases says of a factor as a condition: as a set, and as a ceiling. */
export interface NecessaryCell {
  factor: string;
  cases: number;
  /** Consistency, relevance and coverage of necessity, each in [0, 1]; null where a set is empty. */
  necessity: { inclN: number | null; RoN: number | null; covN: number | null } | null;
  /** Effect size d of necessary condition analysis, in [0, 1], with its permutation p. */
  effect: number | null;
  p: number | null;
}

const room = 40;

/** Whether results without the factor are rare: consistency of necessity, and the effect size of the empty corner. */
export function necessaryColumn(result: LensResult<NecessaryCell> | null): LensColumn {
  if (result === null) return computingColumn('necessary');
  if (!result.identified) return missingColumn('necessary', result.reason, 'no cases coded');
  const byFactor = Map.groupBy(result.rows, ({ factor }) => factor);
  // Of several tables, the one with most cases.
  const find = (factor: string) => byFactor.get(factor)?.toSorted((a, b) => b.cases - a.cases)[0];
  const isTold = (row: NecessaryCell | undefined) =>
    row !== undefined && (typeof row.necessity?.inclN === 'number' || row.effect !== null);
  if (!result.rows.some(isTold)) {
    return missingColumn('necessary', 'The coded cases do not tell whether any factor is necessary.');
  }
  const scaleOf = ({ x, width }: Panel) =>
    scaleLinear()
      .domain([0, 1])
      .range([x, x + width - room]);
  return {
    key: 'necessary',
    state: 'shown',
    short: '',
    reason: '',
    units: ['consistency ●, effect ◆', 'consistency', '0 to 1'],
    note: 'Necessary: a dot is how far the result never comes without the factor (1: never); a diamond is the effect size d of necessary condition analysis (from .1 medium, from .3 large). Neither says that the factor is enough.',
    order: (factor) => find(factor)?.necessity?.inclN ?? find(factor)?.effect ?? null,
    drawScale(panel) {
      const scale = scaleOf(panel);
      return [
        ...[0, 0.5, 1].map((tick): Mark => ({
          key: `necessary-grid-${tick}`,
          kind: 'line',
          x1: scale(tick),
          x2: scale(tick),
          y1: panel.top,
          y2: panel.bottom,
          tone: 'hairline',
        })),
        ...numberTicks(
          [0, 0.5, 1].map((tick) => ({ at: scale(tick), text: String(tick) })),
          { key: 'necessary-tick', y: panel.top - 6, size: 10.5, within: [panel.x, panel.x + panel.width] },
        ),
      ];
    },
    drawCell(factor, place) {
      const row = find(factor);
      if (!row || !isTold(row))
        return drawReason(row && row.cases > 0 ? 'can’t be told' : 'no cases coded', place);
      const scale = scaleOf(place.panel);
      const { effect } = row;
      const inclN = row.necessity?.inclN ?? null;
      const diamond: Mark[] =
        effect === null
          ? []
          : [
              {
                key: `${place.key}-effect`,
                kind: 'diamond',
                x: scale(effect),
                y: place.y,
                radius: 5,
                tone: place.isFocal ? 'focal' : 'faint',
                series: place.series,
              },
            ];
      if (inclN === null) return diamond;
      const cell = { value: inclN, text: decimals(inclN), interval: null };
      return [...diamond, ...drawNumber(cell, scale, place)];
    },
    describe(factor) {
      const row = find(factor);
      if (!row || !isTold(row)) return 'necessary or not: no coded cases tell';
      const parts = [
        typeof row.necessity?.inclN === 'number' &&
          `consistency of necessity ${decimals(row.necessity.inclN)}`,
        row.effect !== null &&
          `effect size d ${decimals(row.effect)}${row.p === null ? '' : `, permutation p ${decimals(row.p, 3)}`}`,
      ].filter((part) => typeof part === 'string');
      return `${parts.join(', ')}, ${count(row.cases, 'case')}`;
    },
    table: {
      columns: numbers('Cases', 'Necessity consistency', 'Relevance', 'Coverage', 'NCA d', 'NCA p'),
      cells(factor) {
        const row = find(factor);
        const { inclN = null, RoN = null, covN = null } = row?.necessity ?? {};
        return [row?.cases ?? null, inclN, RoN, covN, row?.effect ?? null, row?.p ?? null];
      },
    },
  };
}
