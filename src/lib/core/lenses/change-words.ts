/** What a change of choices did to the answer, in one sentence for those who hear it and those who watch the marks. */
import { agree, count, grouped, list, lowerFirst, percent, studies } from '../words.ts';
import { writeChoices, type Choices } from './choices.ts';
import { focalFactorKey } from './evidence.ts';
import type { Selection } from './selection.ts';
import { sumByFactor } from './naming.ts';
import { supportedShares } from './supported-shares.ts';
import { countAnswers, type AnswerCounts } from './switch-counts.ts';
import { countedClaims, switchNames, type SwitchName } from './switches.ts';

/** Where the focal factor stands under some choices. */
export interface Standpoint {
  choices: Choices;
  focal: string;
  label: string;
  /** Share of what is said, in [0, 1]; null where no study is left. */
  share: number | null;
  /** Share of what is supported, in [0, 1]; null where that is not identified. */
  supported: number | null;
  /** 1 for the factor named most; factors with the same share have the same rank. Null where no study names it. */
  rank: number | null;
  k: number;
  studies: number;
  claims: number;
  answers: Record<SwitchName, AnswerCounts>;
}

/** Takes what a sentence needs of a selection; no resampling. */
export function takeStandpoint({ evidence, choices, naming, counts, pieces }: Selection): Standpoint {
  const focal = focalFactorKey(evidence, choices);
  const at = evidence.factors.findIndex(({ key }) => key === focal);
  const sums = sumByFactor(naming, naming.weight, evidence.factors.length);
  const all = naming.studies.length;
  const carried = supportedShares(sumByFactor(naming, naming.carried, evidence.factors.length))[at];
  const ahead = sums.filter((sum) => sum > sums[at] + 1e-9).length;
  return {
    choices,
    focal,
    label: evidence.factors[at].label,
    share: all === 0 ? null : sums[at] / all,
    supported: Number.isNaN(carried) ? null : carried,
    rank: counts[at] === 0 ? null : ahead + 1,
    k: counts[at],
    studies: all,
    claims: pieces.length,
    answers: countAnswers(evidence, choices),
  };
}

/** "Without 41 retrospective claims leadership goes from 34 to 26 % of what is said …"; null where nothing was changed. */
export function describeChange(before: Standpoint, after: Standpoint): string | null {
  if (writeChoices(before.choices).toString() === writeChoices(after.choices).toString()) return null;
  if (after.share === null) return `${opening(before, after)}, no claim is left.`;
  if (before.focal !== after.focal) return describeOther(before, after);
  const name = lowerFirst(after.label);
  if (
    before.choices.signs !== after.choices.signs &&
    listChanges(before.choices, after.choices).length === 1
  ) {
    return `${opening(before, after)}, ${describeSupported(before, after)}.`;
  }
  if (after.k === 0) {
    return `${opening(before, after)}, none of ${studies(after.studies)} names ${name}.`;
  }
  const now = `in ${after.k} of ${studies(after.studies)}`;
  if (before.share === null || before.k === 0) {
    return `${opening(before, after)}, ${name} ${agree(name, 'has', 'have')} ${percent(after.share)} of what is said, ${now}, rank ${after.rank}.`;
  }
  return `${opening(before, after)}, ${name} ${shareMove(before.share, after.share, name)} of what is said, ${now}, ${rankMove(before.rank!, after.rank!, name)}.`;
}

/** Signs touch only what is supported. */
function describeSupported(before: Standpoint, after: Standpoint): string {
  const name = lowerFirst(after.label);
  if (after.supported === null) return 'nothing is supported';
  if (before.supported === null) {
    return `${name} ${agree(name, 'has', 'have')} ${percent(after.supported)} of what is supported`;
  }
  return `${name} ${shareMove(before.supported, after.supported, name)} of what is supported`;
}

function shareMove(before: number, after: number, name: string): string {
  const [from, to] = [percent(before), percent(after)];
  return from === to
    ? `${agree(name, 'stays', 'stay')} at ${to}`
    : `${agree(name, 'goes', 'go')} from ${from.replace(/\u202f%$/, '')} to ${to}`;
}

function rankMove(before: number, after: number, name: string): string {
  return before === after
    ? `and ${agree(name, 'keeps', 'keep')} rank ${after}`
    : `and ${agree(name, 'goes', 'go')} from rank ${before} to rank ${after}`;
}

function describeOther(before: Standpoint, after: Standpoint): string {
  const now =
    after.k === 0
      ? `none of ${studies(after.studies)} names ${lowerFirst(after.label)}`
      : `${lowerFirst(after.label)} ${agree(after.label, 'has', 'have')} ${percent(after.share!)} of what is said, in ${after.k} of ${studies(after.studies)}, rank ${after.rank}`;
  const then =
    before.share === null || before.k === 0
      ? ''
      : `; ${lowerFirst(before.label)} had ${percent(before.share)}, rank ${before.rank}`;
  return `With another factor in focus, ${now}${then}.`;
}

/** What was done, as the beginning of the sentence. */
function opening(before: Standpoint, after: Standpoint): string {
  const changed = listChanges(before.choices, after.choices);
  if (changed.length === 1) {
    const [change] = changed;
    if (change !== 'filters' && change !== 'measure' && change !== 'meaning') {
      return describeThrow(change, before, after);
    }
    if (change === 'meaning') {
      return after.choices.widening > before.choices.widening
        ? 'In this wider meaning'
        : 'In this stricter meaning';
    }
    if (change === 'measure') return measureWords(before.choices, after.choices);
  }
  return after.claims < before.claims || changed.length === 0
    ? `With ${count(after.claims, 'claim')} left of ${grouped(before.claims)}`
    : `With ${count(after.claims, 'claim')} instead of ${grouped(before.claims)}`;
}

/** A switch that was thrown, with the claims that it concerns. */
function describeThrow(name: SwitchName, before: Standpoint, after: Standpoint): string {
  const { yes, no, not_stated: silent } = before.answers[name];
  const concerned = countedClaims(name, yes);
  const position = after.choices.switches[name];
  if (position === 'drop') return `Without ${concerned}`;
  if (position === 'only') {
    return `With only ${concerned}, and without ${list([`${no} others`, `${silent} not stated`])}`;
  }
  return before.choices.switches[name] === 'drop'
    ? `With ${concerned} back`
    : `With ${count(no, 'other claim')} and ${silent} not stated back`;
}

type Change = SwitchName | 'filters' | 'measure' | 'meaning';

function listChanges(before: Choices, after: Choices): Change[] {
  const changed: Change[] = switchNames.filter((name) => before.switches[name] !== after.switches[name]);
  if (JSON.stringify(before.filters) !== JSON.stringify(after.filters)) changed.push('filters');
  if (before.widening !== after.widening || before.focal !== after.focal) changed.push('meaning');
  if (
    before.keepNotStated !== after.keepNotStated ||
    before.leaveOutBundles !== after.leaveOutBundles ||
    before.weighBy !== after.weighBy ||
    before.signs !== after.signs
  )
    changed.push('measure');
  return changed;
}

function measureWords(before: Choices, after: Choices): string {
  if (before.weighBy !== after.weighBy) {
    return after.weighBy === 'claimed_strength'
      ? 'Weighed by claimed strength'
      : 'With every factor weighed equally';
  }
  if (before.signs !== after.signs) {
    return after.signs === 'magnitude'
      ? 'With claims against a factor weighed like claims for it'
      : 'With claims against a factor counted against it again';
  }
  if (before.leaveOutBundles !== after.leaveOutBundles) {
    return after.leaveOutBundles ? 'Without bundles and mediators' : 'With bundles and mediators back';
  }
  return after.keepNotStated
    ? 'With claims that do not say kept on every rung, at the first rung'
    : 'With claims that do not say left out of rungs, at the first rung';
}
