import type { Claim } from '../coding/claim.ts';
import type { FlagAnswer, FlagName } from '../coding/flag-names.ts';
import { answerFlag, flagDefinitions } from '../coding/flags.ts';
import type { Study } from '../coding/study.ts';

/** Doubts that a reader may act on: keep the claims they concern, drop them, or look at them only. */
export const switchNames = [
  'outcome_known',
  'leader_is_informant',
  'inside_one_organisation',
  'single_time_point',
  'same_source',
  'success_only_sample',
  'measured_as_success',
] as const;
export type SwitchName = (typeof switchNames)[number];
export type SwitchPosition = 'keep' | 'drop' | 'only';

interface SwitchDefinition {
  label: string;
  /** What "yes" means, to follow "claims that …". */
  concerns: string;
  answer: (claim: Claim, study: Study) => FlagAnswer;
}

const flagged = (name: FlagName, concerns: string): SwitchDefinition => ({
  label: flagDefinitions[name].label,
  concerns,
  answer: (claim, study) => answerFlag(name, claim, study),
});

export const switchDefinitions: Record<SwitchName, SwitchDefinition> = {
  outcome_known: {
    ...flagged('outcome_known', 'give the credit after the outcome was known'),
    label: 'Retrospective',
  },
  leader_is_informant: flagged('leader_is_informant', 'rest on leaders’ own account'),
  inside_one_organisation: {
    label: 'Inside one organisation',
    concerns: 'come from inside one organisation',
    answer: ({ setting }) => {
      if (setting === null) return 'not_stated';
      return setting === 'intra_organisational' ? 'yes' : 'no';
    },
  },
  single_time_point: flagged('single_time_point', 'saw factor and outcome once, at the same time'),
  same_source: {
    label: 'Same people for cause and outcome',
    concerns: 'took cause and outcome from the same people',
    answer: ({ sameSource }) => (sameSource === 'yes' || sameSource === 'no' ? sameSource : 'not_stated'),
  },
  success_only_sample: flagged('success_only_sample', 'looked at successes only'),
  measured_as_success: flagged('measured_as_success', 'measured the factor as having succeeded'),
};

/** Whether a claim stays when a switch stands as it does. What is not stated is dropped by "only", not by "drop". */
export function passesSwitch(position: SwitchPosition, answer: FlagAnswer): boolean {
  if (position === 'drop') return answer !== 'yes';
  return position === 'keep' || answer === 'yes';
}
