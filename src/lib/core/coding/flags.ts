/**
 * The romance-of-leadership flags: five ways in which a credited cause may be an artefact of how it was asked.
 * Each is yes, no or not stated. A rule answers from what else was coded; a coder's own answer goes before the rule.
 */
import type { Claim } from './claim.ts';
import type { FlagAnswer, FlagName } from './flag-names.ts';
import type { Study } from './study.ts';

export interface FlagDefinition {
  label: string;
  question: string;
  /** The rule in words, for the page's help. */
  rule: string;
  answer: (claim: Claim, study: Study) => FlagAnswer;
}

const openDesigns = new Set(['theory_statement', 'opinion', 'background_statement']);
const singleWaveDesigns = new Set([
  'cross_sectional_multi_site',
  'cross_sectional_one_informant',
  'network_survey',
  'independent_outcome_single_wave',
]);
const repeatedDesigns = new Set([
  'trial_follow_up',
  'quasi_experiment',
  'cross_lagged_panel',
  'panel_observed_outcome',
  'lagged_independent_outcome',
  'longitudinal_multi_site',
  'lagged_survey',
  'pre_post',
]);
/** Sources that name somebody, so that "not the leader alone" is known. */
const namedInformants = new Set([
  'independent_outcome',
  'multi_informant',
  'mixed_sources',
  'single_informant',
]);

export const flagDefinitions: Record<FlagName, FlagDefinition> = {
  outcome_known: {
    label: 'Outcome known first',
    question: 'Was the outcome known before the factor was rated?',
    rule: 'Yes where the credit was given afterwards; no where the factor was measured before the outcome or assigned; else not stated.',
    answer: ({ attribution }) => {
      if (attribution === 'retrospective_attribution') return 'yes';
      if (attribution === 'measured_prospective' || attribution === 'measured_experimental') return 'no';
      return 'not_stated';
    },
  },
  leader_is_informant: {
    label: 'Leader’s own account',
    question: 'Did leaders themselves supply the claim?',
    rule: 'Yes where leaders report it or are the only source; no where others are named as the source; else not stated.',
    answer: ({ attribution, source }) => {
      if (attribution === 'leader_self_report' || source === 'leader_only') return 'yes';
      return source !== null && namedInformants.has(source) ? 'no' : 'not_stated';
    },
  },
  single_time_point: {
    label: 'Single time point',
    question: 'Were factor and outcome seen only once, at the same time?',
    rule: 'From the design of the study: yes for one-wave surveys, no for trials, panels, lagged and before-and-after designs; else not stated.',
    answer: (_claim, { design }) => {
      if (design === null || openDesigns.has(design)) return 'not_stated';
      if (singleWaveDesigns.has(design)) return 'yes';
      return repeatedDesigns.has(design) ? 'no' : 'not_stated';
    },
  },
  success_only_sample: {
    label: 'Successes only',
    question: 'Were only successful partnerships looked at?',
    rule: 'Not stated until a coder answers.',
    answer: () => 'not_stated',
  },
  measured_as_success: {
    label: 'Measured as success',
    question: 'Was the factor measured as having succeeded, so that it holds the outcome already?',
    rule: 'Not stated until a coder answers.',
    answer: () => 'not_stated',
  },
};

/** The answer that counts: the coder's own, or else the rule's. */
export function answerFlag(name: FlagName, claim: Claim, study: Study): FlagAnswer {
  return claim.flags[name] ?? flagDefinitions[name].answer(claim, study);
}
