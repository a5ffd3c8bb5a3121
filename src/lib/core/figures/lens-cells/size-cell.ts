import type { SizeRow } from '../../lenses/size.ts';
import { decimals, studies } from '../../words.ts';
import { correlationScale, drawCorrelationScale } from '../correlation-scale.ts';
import { rWords } from '../size-words.ts';
import {
  computingColumn,
  drawReason,
  missingColumn,
  numbers,
  type LensColumn,
  type Panel,
} from './lens-column.ts';
import { drawNumber } from './number-cell.ts';

/** Room at the right for "−0.27". */
const room = 44;

/** Correlations with outcomes; a factor without one says in a few words why. */
export function sizeColumn(rows: readonly SizeRow[] | null): LensColumn {
  if (rows === null) return computingColumn('size');
  const sized = rows.filter(({ estimate }) => estimate !== null);
  if (sized.length === 0) {
    const withNumbers = rows.filter(({ numbers }) => numbers > 0).length;
    const reason =
      withNumbers === 0
        ? 'No study here puts a number on any factor.'
        : 'No factor has a correlation with an outcome that can be pooled.';
    return missingColumn('size', reason);
  }
  const find = (factor: string) => rows.find((row) => row.factor === factor) ?? notYet(factor);
  const values = sized.flatMap(({ estimate, interval }) => [estimate!, ...(interval ?? [])]);
  const scaleOf = ({ x, width }: Panel) => correlationScale(values, [x, x + width - room]);
  return {
    key: 'size',
    state: 'shown',
    short: '',
    reason: '',
    units: ['correlation', 'r'],
    note: 'Size: correlations with outcomes, pooled over studies; an open mark is one study alone. A correlation does not say which of the two is the cause.',
    order: (factor) => find(factor).estimate,
    drawScale(panel) {
      const { top, bottom, x, width } = panel;
      const within: [number, number] = [x, x + width];
      return drawCorrelationScale(scaleOf(panel), { key: 'size', top, bottom, within });
    },
    drawCell(factor, place) {
      const { estimate, interval, reason, numbers, k } = find(factor);
      if (estimate === null) return drawReason(shortReason(numbers, k), place);
      const others = place.withOthers
        ? sized.filter((row) => row.factor !== factor).map((row) => row.estimate!)
        : [];
      const cell = { value: estimate, text: decimals(estimate), interval, isOpen: reason !== null };
      return drawNumber(cell, scaleOf(place.panel), place, others);
    },
    describe(factor) {
      const { estimate, interval, k, reason } = find(factor);
      if (estimate === null) return `no size: ${reason}`;
      const words = interval ? rWords(estimate, interval) : `r = ${decimals(estimate)}`;
      return reason === null ? `${words}, ${studies(k)}` : `${words}: ${reason}`;
    },
    table: {
      columns: [
        ...numbers(
          'Studies with a correlation',
          'Size (r)',
          'Size from',
          'Size to',
          'New study from',
          'New study to',
        ),
        { label: 'Why no pooled size', isNumber: false },
      ],
      cells(factor) {
        const { k, estimate, interval, prediction, reason } = find(factor);
        const ends = (pair: readonly [number, number] | null) => [pair?.[0] ?? null, pair?.[1] ?? null];
        return [k, estimate, ...ends(interval), ...ends(prediction), reason];
      },
    },
  };
}

/** Of a factor that the reader has just made by choosing another meaning. */
const notYet = (factor: string): SizeRow => ({
  factor,
  numbers: 0,
  k: 0,
  estimate: null,
  interval: null,
  prediction: null,
  reason: 'being computed',
});

function shortReason(numbers: number, k: number): string {
  if (k > 0) return 'not pooled';
  return numbers > 0 ? 'can’t be pooled' : 'no number';
}
