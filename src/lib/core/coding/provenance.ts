import type { Claim } from './claim.ts';
import type { Study } from './study.ts';

/**
 * How a study comes to join a factor and an outcome, from the weakest ground to the strongest: attribution mode × tier ×
 * same source, in words that need no statistics.
 */
export const provenances = [
  { key: 'asserted', label: 'asserted' },
  { key: 'described', label: 'described in a case or review' },
  { key: 'associated', label: 'associated, same source or not stated' },
  { key: 'associated_separately', label: 'associated, separate sources' },
  { key: 'longitudinal', label: 'factor before outcome' },
  { key: 'experiment', label: 'natural experiment or trial' },
] as const;
export type Provenance = (typeof provenances)[number]['key'];

const experimentDesigns = new Set(['trial_follow_up', 'quasi_experiment']);

/** The ground that one claim stands on. */
export function provenanceOf({ attribution, sameSource }: Claim, { tier, design }: Study): Provenance {
  if (attribution === 'theoretical_proposition' || attribution === 'normative_claim') return 'asserted';
  if (attribution === null) return 'asserted';
  if (attribution === 'reviewer_synthesis') {
    if (tier === 'S1') return 'associated';
    return tier === 'S4' ? 'asserted' : 'described';
  }
  if (attribution === 'retrospective_attribution' || attribution === 'leader_self_report') return 'described';
  if (attribution === 'measured_experimental') return 'experiment';
  if (tier === 'A' && design !== null && experimentDesigns.has(design)) return 'experiment';
  if (attribution === 'measured_prospective' && (tier === 'A' || tier === 'B')) return 'longitudinal';
  if (tier === 'E' || tier === 'F') return 'described';
  return sameSource === 'no' ? 'associated_separately' : 'associated';
}

/** Rank of a ground: 0 asserted to 5 experiment. */
export function provenanceRank(provenance: Provenance): number {
  return provenances.findIndex(({ key }) => key === provenance);
}
