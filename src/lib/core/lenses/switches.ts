import type { Claim } from '../coding/claim.ts';
import type { FlagAnswer, FlagName } from '../coding/flag-names.ts';
import { answerFlag, flagDefinitions } from '../coding/flags.ts';
import type { Study } from '../coding/study.ts';
import { count } from '../words.ts';

/**
 * Doubts that a reader may act on: keep the claims they concern, drop them, or look at them only. The five flags, and
 * three that follow from a single code.
 */
export const switchNames = [
  'retrospective',
  'outcome_known',
  'leader_is_informant',
  'inside_one_organisation',
  'single_time_point',
  'same_source',
  'success_only_sample',
  'measured_as_success',
] as const;
export type SwitchName = (typeof switchNames)[number];
export const switchPositions = ['keep', 'drop', 'only'] as const;
export type SwitchPosition = (typeof switchPositions)[number];

interface SwitchDefinition {
  label: string;
  /** What "yes" means, to follow "claims that …". */
  concerns: string;
  /** The claims it concerns: what stands before and after the word "claims" in a sentence. */
  words: [before: string, after: string];
  answer: (claim: Claim, study: Study) => FlagAnswer;
}

const flagged = (name: FlagName, concerns: string, words: SwitchDefinition['words']): SwitchDefinition => ({
  label: flagDefinitions[name].label,
  concerns,
  words,
  answer: (claim, study) => answerFlag(name, claim, study),
});

export const switchDefinitions: Record<SwitchName, SwitchDefinition> = {
  retrospective: {
    label: 'Retrospective',
    concerns: 'give the credit looking back',
    words: ['retrospective', ''],
    answer: ({ attribution }) => {
      if (attribution === null) return 'not_stated';
      return attribution === 'retrospective_attribution' ? 'yes' : 'no';
    },
  },
  outcome_known: flagged('outcome_known', 'rate the factor after the outcome was known', [
    '',
    'made when the outcome was known',
  ]),
  leader_is_informant: flagged('leader_is_informant', 'rest on leaders’ own account', [
    '',
    'on leaders’ own account',
  ]),
  inside_one_organisation: {
    label: 'Inside one organisation',
    concerns: 'come from inside one organisation',
    words: ['', 'from inside one organisation'],
    answer: ({ setting }) => {
      if (setting === null) return 'not_stated';
      return setting === 'intra_organisational' ? 'yes' : 'no';
    },
  },
  single_time_point: flagged('single_time_point', 'saw factor and outcome once, at the same time', [
    '',
    'from a single time point',
  ]),
  same_source: {
    label: 'Same people for cause and outcome',
    concerns: 'took cause and outcome from the same people',
    words: ['', 'with the same people for cause and outcome'],
    answer: ({ sameSource }) => (sameSource === 'yes' || sameSource === 'no' ? sameSource : 'not_stated'),
  },
  success_only_sample: flagged('success_only_sample', 'looked at successes only', [
    '',
    'from successes only',
  ]),
  measured_as_success: flagged('measured_as_success', 'measured the factor as having succeeded', [
    '',
    'that measured the factor as success',
  ]),
};

/** "41 retrospective claims", "1 claim from successes only". */
export function countedClaims(name: SwitchName, number: number): string {
  const [before, after] = switchDefinitions[name].words;
  const one = [before, 'claim', after].filter(Boolean).join(' ');
  const many = [before, 'claims', after].filter(Boolean).join(' ');
  return count(number, one, many);
}

/** Whether a claim stays when a switch stands as it does. What is not stated is dropped by "only", not by "drop". */
export function passesSwitch(position: SwitchPosition, answer: FlagAnswer): boolean {
  if (position === 'drop') return answer !== 'yes';
  return position === 'keep' || answer === 'yes';
}
