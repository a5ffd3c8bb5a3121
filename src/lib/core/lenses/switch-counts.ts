import type { FlagAnswer } from '../coding/flag-names.ts';
import { writeChoices, type Choices } from './choices.ts';
import { makeFilter, type Evidence } from './evidence.ts';
import { answerCodes, passing, switchAnswers } from './switch-answers.ts';
import { switchNames, type SwitchName } from './switches.ts';

export type AnswerCounts = Record<FlagAnswer, number>;

/** What was counted last: the state after a switch is thrown is the state before the next. */
const counted = new WeakMap<Evidence, Map<string, Record<SwitchName, AnswerCounts>>>();
const mostKept = 2;

/**
 * For every switch, how the claims answer it that all filters and all other switches let through: what throwing it
 * would drop or leave, wherever it stands now.
 */
export function countAnswers(evidence: Evidence, choices: Choices): Record<SwitchName, AnswerCounts> {
  const text = writeChoices(choices).toString();
  let known = counted.get(evidence);
  if (!known) counted.set(evidence, (known = new Map()));
  const found = known.get(text) ?? countAnew(evidence, choices);
  // Put in again, what is asked for stands last, and what was asked for longest ago goes first.
  known.delete(text);
  known.set(text, found);
  if (known.size > mostKept) known.delete(known.keys().next().value!);
  return found;
}

function countAnew(evidence: Evidence, choices: Choices): Record<SwitchName, AnswerCounts> {
  const counts = Object.fromEntries(
    switchNames.map((name) => [name, { yes: 0, no: 0, not_stated: 0 }]),
  ) as Record<SwitchName, AnswerCounts>;
  const answers = switchNames.map((name) => switchAnswers(evidence, name));
  const passes = switchNames.map((name) => passing[choices.switches[name]]);
  const tallies = switchNames.map(() => [0, 0, 0]);
  const isFiltered = makeFilter(evidence, choices);
  for (let at = 0; at < evidence.pieces.length; at++) {
    if (isFiltered?.(evidence.pieces[at]) === false) continue;
    let stopped = 0;
    let stopping = -1;
    for (let which = 0; which < passes.length; which++) {
      if (passes[which][answers[which][at]]) continue;
      stopped++;
      stopping = which;
    }
    // A claim that two switches stop comes back by neither alone.
    if (stopped > 1) continue;
    if (stopped === 1) tallies[stopping][answers[stopping][at]]++;
    else for (let which = 0; which < passes.length; which++) tallies[which][answers[which][at]]++;
  }
  for (const [which, name] of switchNames.entries()) {
    for (const [code, answer] of answerCodes.entries()) counts[name][answer] = tallies[which][code];
  }
  return counts;
}
