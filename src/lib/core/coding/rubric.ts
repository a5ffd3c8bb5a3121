/**
 * How strong the evidence behind a claim is held to be. These are judgements, not findings: every value can be changed
 * per review, and pages say so.
 */
export type Combination = 'geometric' | 'arithmetic' | 'weakest' | 'product';

export interface Rubric {
  tier: Record<string, number>;
  attribution: Record<string, number>;
  source: Record<string, number>;
  sameSource: { no: number; notStated: number; yes: number };
  setting: Record<string, number>;
  precision: {
    /** n₀ of n / (n + n₀), by what n counts. */
    half: Record<string, number>;
    /** Where n or what it counts is not stated. */
    notStated: number;
  };
  /** Lowest value of the share of appraisal criteria met. */
  appraisalFloor: number;
  combination: Combination;
}

export const defaultRubric: Rubric = {
  tier: { A: 1, B: 0.8, C: 0.6, D: 0.4, E: 0.4, F: 0.1, S1: 0.8, S2: 0.6, S3: 0.4, S4: 0.1 },
  attribution: {
    measured_experimental: 1,
    measured_prospective: 0.9,
    measured_concurrent: 0.6,
    reviewer_synthesis: 0.5,
    leader_self_report: 0.3,
    retrospective_attribution: 0.3,
    theoretical_proposition: 0.1,
    normative_claim: 0.05,
  },
  source: {
    independent_outcome: 1,
    mixed_sources: 0.8,
    multi_informant: 0.7,
    secondary_literature: 0.5,
    single_informant: 0.4,
    not_stated: 0.4,
    leader_only: 0.2,
    author_statement: 0.1,
  },
  sameSource: { no: 1, notStated: 0.8, yes: 0.6 },
  setting: { inter_organisational: 1, both: 0.8, intra_organisational: 0.4 },
  precision: {
    half: {
      people: 100,
      interviews: 100,
      partnerships: 20,
      communities: 20,
      organisations: 20,
      cases: 20,
      schemes: 20,
      studies: 5,
      samples: 5,
      effect_sizes: 5,
    },
    notStated: 0.3,
  },
  appraisalFloor: 0.05,
  combination: 'geometric',
};
