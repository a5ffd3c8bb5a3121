import type { Claim } from '../coding/claim.ts';
import type { FlagAnswer } from '../coding/flag-names.ts';
import type { Study } from '../coding/study.ts';
import { switchDefinitions, type SwitchName, type SwitchPosition } from './switches.ts';

/** What a byte of answers stands for. */
export const answerCodes = ['no', 'yes', 'not_stated'] as const satisfies readonly FlagAnswer[];

/** Of evidence, what is asked here. */
interface Answering {
  pieces: readonly { claim: Claim; study: Study }[];
  asCoded?: Answering;
}

const known = new WeakMap<Answering, Map<SwitchName, Uint8Array>>();

/**
 * The answers of all claims to a switch, in the order of `Evidence.pieces`, as places in `answerCodes`. Asked once a
 * dataset: readers throw switches often, and how widely a factor is meant changes no answer.
 */
export function switchAnswers(evidence: Answering, name: SwitchName): Uint8Array {
  const own = evidence.asCoded ?? evidence;
  let answers = known.get(own);
  if (!answers) known.set(own, (answers = new Map()));
  let found = answers.get(name);
  if (!found) {
    const { answer } = switchDefinitions[name];
    found = Uint8Array.from(own.pieces, ({ claim, study }) => answerCodes.indexOf(answer(claim, study)));
    answers.set(name, found);
  }
  return found;
}

/** By answer: whether a claim stays when the switch stands as it does. See `passesSwitch`. */
export const passing: Record<SwitchPosition, readonly boolean[]> = {
  keep: [true, true, true],
  drop: [true, false, true],
  only: [false, true, false],
};
