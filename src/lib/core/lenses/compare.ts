import { agree, count, lowerFirst, percent, percentRange, points, studies } from '../words.ts';
import type { LadderPoint, LadderRung } from './ladder.ts';
import { direction } from './direction.ts';
import type { LensResult } from './lens.ts';
import { said } from './said.ts';
import { supported } from './supported.ts';
import { focalPoint } from './verdict.ts';
import type { Weighing } from './weighing.ts';

/** What one lens says of the factor in focus, in both states. */
export interface ComparedLens {
  label: string;
  asks: string;
  first: string;
  second: string;
}

export interface Comparison {
  title: string;
  sentences: string[];
  lenses: ComparedLens[];
}

/**
 * Two states of the same evidence, in words: a title, sentences with k and interval of both sides, and the factor in focus
 * lens by lens. Both sides hold many of the same studies, so that no difference is tested here; whether the intervals
 * overlap is said, and what that means.
 */
export function compareStates(left: Weighing, right: Weighing): Comparison {
  return { ...compareSaid(left, right), lenses: compareLenses(left, right) };
}

function compareSaid(left: Weighing, right: Weighing): Omit<Comparison, 'lenses'> {
  const [before, after] = [left, right].map(({ ladder }) => ladder.rungs[0]);
  const [from, to] = [focalPoint(left.ladder, before), focalPoint(right.ladder, after)];
  if (from.share === null || to.share === null) {
    const side = from.share === null ? 'first' : 'second';
    return {
      title: `No claim is left in the ${side} state`,
      sentences: ['Take a filter or a switch back there.'],
    };
  }
  const { label } = left.focal;
  const told = `First: ${describe(from, before)}. Second: ${describe(to, after)}.`;
  if (right.focal.label !== label) {
    return {
      title: `${label}: ${percent(from.share)} of what is said; ${lowerFirst(right.focal.label)}: ${percent(to.share)}`,
      sentences: [told, 'Another factor, or another meaning of it, is in focus in the second state.'],
    };
  }
  const difference = to.share - from.share;
  return {
    title: `${label}: ${percent(from.share)} of what is said in the first state, ${percent(to.share)} in the second`,
    sentences: [
      told,
      Math.round(Math.abs(difference) * 100) === 0
        ? 'To the nearest point, nothing changes.'
        : `In the second that is ${points(difference)}. ${describeOverlap(from, to)}`,
      ...describeRank(label, before, after, [from, to]),
    ],
  };
}

function compareLenses(left: Weighing, right: Weighing): ComparedLens[] {
  const both = (tell: (weighing: Weighing) => string) => ({ first: tell(left), second: tell(right) });
  return [
    { label: said.label, asks: said.asks, ...both(tellSaid) },
    { label: supported.label, asks: supported.asks, ...both(tellSupported) },
    { label: direction.label, asks: direction.asks, ...both(tellDirection) },
  ];
}

/** The row of the factor in focus, or why there is none. */
function tellRow<Row extends { factor: string; k: number }>(
  result: LensResult<Row>,
  factor: string,
  tell: (row: Row) => string,
): string {
  if (!result.identified) return result.reason;
  const row = result.rows.find((one) => one.factor === factor);
  return row && row.k > 0 ? tell(row) : `named by none of ${studies(result.studies)}`;
}

const tellSaid = ({ said: result, focal }: Weighing) =>
  tellRow(result, focal.key, ({ share, interval }) => shareWords(share, interval));

const tellSupported = ({ supported: result, focal }: Weighing) =>
  tellRow(result, focal.key, ({ share, interval }) => shareWords(share, interval));

const tellDirection = ({ direction: result, focal }: Weighing) =>
  tellRow(result, focal.key, ({ clear, counts, wilson }) =>
    wilson === null
      ? 'no clear direction'
      : `${counts.positive} of ${count(clear, 'clear direction')} for it (${percentRange(wilson)})`,
  );

function shareWords(share: number, interval: readonly [number, number] | null): string {
  return interval ? `${percent(share)} (${percentRange(interval)})` : percent(share);
}

function describe({ k, share, interval }: LadderPoint, rung: LadderRung): string {
  const range = interval ? `, 95\u202f% interval ${percentRange(interval)}` : '';
  return `${percent(share!)}, in ${k} of ${studies(rung.studies)}${range}`;
}

function describeOverlap(from: LadderPoint, to: LadderPoint): string {
  if (!from.interval || !to.interval) return '';
  const apart = from.interval[1] < to.interval[0] || to.interval[1] < from.interval[0];
  return apart
    ? 'The intervals lie apart. Both sides share studies, so this is a description and no test.'
    : 'The intervals overlap: with this few studies the two may be the same.';
}

/** Where the factor stands among those named, on both sides. */
function describeRank(
  label: string,
  before: LadderRung,
  after: LadderRung,
  [from, to]: [LadderPoint, LadderPoint],
): string[] {
  const rank = ({ points }: LadderRung, own: LadderPoint) =>
    1 + points.filter(({ share }) => share! > own.share! + 1e-12).length;
  const [first, second] = [rank(before, from), rank(after, to)];
  return first === second
    ? [`${agree(label, 'It stays', 'They stay')} number ${first} among the factors named.`]
    : [
        `${label} ${agree(label, 'goes', 'go')} from number ${first} to number ${second} among the factors named.`,
      ];
}
