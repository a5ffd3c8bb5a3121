import { agree, percent, percentRange, points, studies } from '../words.ts';
import type { Ladder, LadderPoint, LadderRung } from './ladder.ts';
import { focalPoint } from './verdict.ts';

/**
 * Two states of the same evidence, in words: a title, and sentences with k and interval of both sides. Both sides hold
 * many of the same studies, so that no difference is tested here; whether the intervals overlap is said, and what that
 * means.
 *
 * @param left,right First and second: Ladders with the same focal factor.
 */
export function compareLadders(
  left: Ladder,
  right: Ladder,
  label: string,
): { title: string; sentences: string[] } {
  const [before, after] = [left, right].map(({ rungs }) => rungs[0]);
  const [from, to] = [focalPoint(left, before), focalPoint(right, after)];
  if (from.share === null || to.share === null) {
    const side = from.share === null ? 'first' : 'second';
    return {
      title: `No claim is left in the ${side} state`,
      sentences: ['Take a filter or a switch back there.'],
    };
  }
  const difference = to.share - from.share;
  const moved = `${percent(from.share)} of what is said in the first state, ${percent(to.share)} in the second`;
  return {
    title: `${label}: ${moved}`,
    sentences: [
      `First: ${describe(from, before)}. Second: ${describe(to, after)}.`,
      Math.round(Math.abs(difference) * 100) === 0
        ? 'To the nearest point, nothing changes.'
        : `In the second that is ${points(difference)}. ${describeOverlap(from, to)}`,
      ...describeRank(label, before, after, [from, to]),
    ],
  };
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
