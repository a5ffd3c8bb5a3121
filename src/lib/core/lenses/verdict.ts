/** Results in words. Every sentence about a share carries its k, its interval and how it compares with chance. */
import type { Concept } from '../codebook/concept.ts';
import { agree, count, longDate, lowerFirst, percent, percentRange, points, studies } from '../words.ts';
import type { Ladder, LadderPoint, LadderRung } from './ladder.ts';
import type { LensResult } from './lens.ts';
import type { SupportedRow } from './supported.ts';

/** Where a share lies beside the noise band. */
export type Standing = 'above' | 'within' | 'below' | 'unnamed' | 'empty' | 'unknown';

/** Fewer studies than this can hardly tell factors apart, whatever they say. */
const few = 20;

export function focalPoint(ladder: Ladder, rung: LadderRung): LadderPoint {
  const point = rung.points.find(({ factor }) => factor === ladder.focal);
  if (!point) throw new RangeError(`focalPoint: "${ladder.focal}" is not on the Ladder`);
  return point;
}

/** How a factor's share compares with what chance among equals would give. */
export function standing({ k, share }: LadderPoint, { studies, band }: LadderRung): Standing {
  if (studies === 0 || share === null) return 'empty';
  if (k === 0) return 'unnamed';
  if (band === null) return 'unknown';
  if (share > band[1] + 1e-12) return 'above';
  return share < band[0] - 1e-12 ? 'below' : 'within';
}

/** Rungs that still hold a study. */
function held(ladder: Ladder): LadderRung[] {
  return ladder.rungs.filter(({ studies }) => studies > 0);
}

/** The title of the Ladder: what it shows, with its caveat, in one sentence without a full stop. */
export function ladderTitle(ladder: Ladder, label: string): string {
  const rungs = held(ladder);
  if (rungs.length === 0) return 'No claim passes these filters';
  const [first] = rungs;
  const last = rungs[rungs.length - 1];
  const start = focalPoint(ladder, first);
  const caveat = last.studies < few ? ', and few studies are left to tell' : '';
  const began = standing(start, first);
  if (began === 'unnamed') return `No study here names ${lowerFirst(label)}`;
  if (began === 'unknown')
    return `${label} ${agree(label, 'takes', 'take')} ${percent(start.share!)} of what is said${caveat}`;
  if (began === 'within') {
    return `${label} can’t be told from ${agree(label, 'its', 'their')} equals among the factors named${caveat}`;
  }
  const [is, its] = [agree(label, 'is', 'are'), agree(label, 'its', 'their')];
  if (began === 'below')
    return `${label} ${is} named less often than one of ${its} equals would be by chance${caveat}`;
  const most = isNamedMost(start, first);
  const lead = `${label} ${is} named ${most ? 'most' : `more often than ${its} equals`}`;
  const shares = rungs.map((rung) => focalPoint(ladder, rung).share!);
  const neverRises = shares.every((share, at) => at === 0 || share <= shares[at - 1] + 1e-12);
  const falls = neverRises && shares[shares.length - 1] < start.share! - 1e-12;
  const standings = rungs.map((rung) => standing(focalPoint(ladder, rung), rung));
  const lostAt = standings.lastIndexOf('above') + 1;
  if (standings.every((place) => place === 'above')) {
    const stays = most && !rungs.every((rung) => isNamedMost(focalPoint(ladder, rung), rung));
    return `${lead}, and ${agree(label, 'stays', 'stay')} ${stays ? `ahead of ${its} equals` : 'so'} as the bar of evidence rises${caveat}`;
  }
  if (falls && rungs.length > 2) {
    return `${lead}; the stronger the design, the less often ${agree(label, 'it is', 'they are')} what was studied${caveat}`;
  }
  if (lostAt === rungs.length) return `${lead}, but not at every step as the bar of evidence rises${caveat}`;
  const from = lowerFirst(rungs[lostAt].rung.label);
  return `${lead}; from “${from}” on ${agree(label, 'it', 'they')} ${noLongerAhead(standings.slice(lostAt), label)}${caveat}`;
}

/** Whether no factor is named more often. */
function isNamedMost(point: LadderPoint, { points }: LadderRung): boolean {
  return points.every(({ share }) => share! <= point.share! + 1e-12);
}

/** How many other factors have the same share. */
function countLevel(point: LadderPoint, { points }: LadderRung): number {
  return points.filter(
    ({ factor, k, share }) => factor !== point.factor && k > 0 && Math.abs(share! - point.share!) <= 1e-12,
  ).length;
}

/** What is true of all these places, none of which is above the band. */
function noLongerAhead(standings: readonly Standing[], label: string): string {
  const its = agree(label, 'its', 'their');
  return standings.includes('below')
    ? `${agree(label, 'is', 'are')} not named more often than ${its} equals`
    : `can’t be told from ${its} equals`;
}

/** The answer in two or three sentences, complete with k, interval and what chance would give. */
export function answerSentences(ladder: Ladder, label: string): string[] {
  const rungs = held(ladder);
  if (rungs.length === 0) return ['No claim passes these filters, so nothing can be said.'];
  const [first] = rungs;
  const start = focalPoint(ladder, first);
  if (start.k === 0) return [`None of ${studies(first.studies)} names ${lowerFirst(label)}.`];
  const is = agree(label, 'is', 'are');
  const level = countLevel(start, first);
  const others = level === 1 ? 'another factor' : `${level} other factors`;
  const opening = !isNamedMost(start, first)
    ? `${label} ${agree(label, 'has', 'have')} ${describeShare(start, first)}.`
    : level > 0
      ? `${label} ${is} named as often as ${others}, and none is named more: ${describeShare(start, first)}.`
      : `${label} ${is} the factor named most often: ${describeShare(start, first)}.`;
  const standings = rungs.map((rung) => standing(focalPoint(ladder, rung), rung));
  const lostAt = standings.lastIndexOf('above') + 1;
  const lost = standings[0] === 'above' ? rungs[lostAt] : undefined;
  const sentences = [opening];
  if (standings[0] !== 'above') sentences.push(...describeStart(standings[0], first, label));
  if (lost) sentences.push(describeLoss(ladder, lost, label));
  else if (rungs.length > 1 && lostAt === rungs.length)
    sentences.push(describeStay(ladder, rungs, standings, label));
  const silent = rungs.find((rung) => rung !== lost && focalPoint(ladder, rung).k === 0);
  if (silent) {
    sentences.push(
      `None of the ${studies(silent.studies)} left at “${lowerFirst(silent.rung.label)}” names ${agree(label, 'it', 'them')}${stateSilence(ladder, silent)}.`,
    );
  }
  return sentences;
}

/** How a share that is not above the band compares with chance, where that is known. */
function describeStart(began: Standing, { band }: LadderRung, label: string): string[] {
  if (band === null) return [];
  const chance = `chance among equals would put any factor at ${percentRange(band)}`;
  return began === 'below'
    ? [`That is less often than ${agree(label, 'its', 'their')} equals: ${chance}.`]
    : [`${agree(label, 'It can’t be told from its', 'They can’t be told from their')} equals: ${chance}.`];
}

/** "34 % of what is said, in 49 of 91 studies (interval 26–42 %)" */
function describeShare({ share, k, interval }: LadderPoint, { studies: all }: LadderRung): string {
  const none = all === 1 ? ' (a single study has no interval)' : '';
  const range = interval ? ` (95\u202f% interval ${percentRange(interval)})` : none;
  return `${percent(share!)} of what is said, in ${k} of ${studies(all)}${range}`;
}

function describeLoss(ladder: Ladder, rung: LadderRung, label: string): string {
  const point = focalPoint(ladder, rung);
  const where = `Once the bar is raised to “${lowerFirst(rung.rung.label)}”`;
  if (point.k === 0) return `${where}, none of ${studies(rung.studies)} names ${agree(label, 'it', 'them')}.`;
  const chance = rung.band
    ? `, where chance among equals would put any factor at ${percentRange(rung.band)}`
    : '';
  const verdict =
    standing(point, rung) === 'below'
      ? agree(label, 'it is named less often than its equals', 'they are named less often than their equals')
      : agree(
          label,
          'it can no longer be told from its equals',
          'they can no longer be told from their equals',
        );
  return `${where}, ${verdict}: ${describeShare(point, rung)}${chance}.`;
}

/** For a factor that is ahead on the strictest rung left. */
function describeStay(
  ladder: Ladder,
  rungs: readonly LadderRung[],
  standings: readonly Standing[],
  label: string,
): string {
  const last = rungs[rungs.length - 1];
  const where = `“${lowerFirst(last.rung.label)}”`;
  const share = describeShare(focalPoint(ladder, last), last);
  const caution = last.studies < few ? ', though few studies are left' : '';
  return standings.every((place) => place === 'above')
    ? `${agree(label, 'It stays', 'They stay')} ahead up to ${where}: ${share}${caution}.`
    : `At ${where} ${agree(label, 'it is ahead of its', 'they are ahead of their')} equals: ${share}${caution}.`;
}

function stateSilence({ keepsNotStated }: Ladder, { notStated }: LadderRung): string {
  if (notStated === 0 || keepsNotStated) return '';
  return `; ${count(notStated, 'claim')} ${notStated === 1 ? 'does' : 'do'} not say whether ${notStated === 1 ? 'it' : 'they'} would belong there`;
}

/** The rung from which on the focal factor can't be told from its equals, in words; null where it always can. */
export function bandSentence(ladder: Ladder, label: string): string | null {
  const rungs = held(ladder);
  const standings = rungs.map((rung) => standing(focalPoint(ladder, rung), rung));
  const lostAt = standings.lastIndexOf('above') + 1;
  if (lostAt === rungs.length || standings.includes('unknown')) return null;
  const from = lowerFirst(rungs[lostAt].rung.label);
  return `From “${from}” on, ${lowerFirst(label)} ${noLongerAhead(standings.slice(lostAt), label)}.`;
}

/** The attention–evidence gap of a factor, in words. */
export function gapWords({ gap, gapInterval }: Pick<SupportedRow, 'gap' | 'gapInterval'>): string {
  if (!gapInterval) return points(gap);
  const [low, high] = gapInterval.map((value) => Math.round(value * 100));
  const range =
    `${points(gap)}, 95\u202f% interval ${low > 0 ? '+' : ''}${low} to ${high > 0 ? '+' : ''}${high}`.replaceAll(
      '-',
      '−',
    );
  if (gapInterval[0] <= 0 && gapInterval[1] >= 0) return `no clear gap (${range})`;
  return gap > 0
    ? `the evidence carries more than is said (${range})`
    : `the evidence carries less than is said (${range})`;
}

/** The title of the gap figure. */
export function gapTitle(result: LensResult<SupportedRow>, focal: Concept): string {
  if (!result.identified) return 'Said and supported can’t be compared here';
  const row = result.rows.find(({ factor }) => factor === focal.key)!;
  if (row.k === 0) return `No study here names ${lowerFirst(focal.label)}`;
  const clear = row.gapInterval && (row.gapInterval[0] > 0 || row.gapInterval[1] < 0);
  if (!clear)
    return `No clear gap between what is said about ${lowerFirst(focal.label)} and what the evidence carries`;
  return row.gap < 0
    ? `More is said about ${lowerFirst(focal.label)} than the evidence carries`
    : `The evidence carries more about ${lowerFirst(focal.label)} than is said`;
}

/** "Evidence to 23 November 2026" */
export function evidenceDate(evidenceTo: string | null): string {
  return evidenceTo === null ? 'No evidence yet' : `Evidence to ${longDate(evidenceTo)}`;
}
