/** The romance-of-leadership flags by name; flags.ts says what they ask and how they are answered. */
export const flagNames = [
  'outcome_known',
  'leader_is_informant',
  'single_time_point',
  'success_only_sample',
  'measured_as_success',
] as const;
export type FlagName = (typeof flagNames)[number];
export type FlagAnswer = 'yes' | 'no' | 'not_stated';
export type FlagAnswers = Partial<Record<FlagName, 'yes' | 'no'>>;
