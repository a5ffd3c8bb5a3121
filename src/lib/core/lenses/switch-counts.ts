import type { FlagAnswer } from '../coding/flag-names.ts';
import type { Choices } from './choices.ts';
import { isWanted, type Evidence } from './evidence.ts';
import { passesSwitch, switchDefinitions, switchNames, type SwitchName } from './switches.ts';

export type AnswerCounts = Record<FlagAnswer, number>;

/**
 * For every switch, how the claims answer it that all filters and all other switches let through: what throwing it
 * would drop or leave, wherever it stands now.
 */
export function countAnswers(evidence: Evidence, choices: Choices): Record<SwitchName, AnswerCounts> {
  const counts = Object.fromEntries(
    switchNames.map((name) => [name, { yes: 0, no: 0, not_stated: 0 }]),
  ) as Record<SwitchName, AnswerCounts>;
  for (const piece of evidence.pieces) {
    if (!isWanted(piece, evidence, choices)) continue;
    const answers = switchNames.map((name) => switchDefinitions[name].answer(piece.claim, piece.study));
    const stopped = switchNames.filter((name, at) => !passesSwitch(choices.switches[name], answers[at]));
    // A claim that two switches stop comes back by neither alone.
    if (stopped.length > 1) continue;
    for (const [at, name] of switchNames.entries()) {
      if (stopped.length === 0 || stopped[0] === name) counts[name][answers[at]]++;
    }
  }
  return counts;
}
