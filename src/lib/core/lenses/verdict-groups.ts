/** How the focal factor came out of a comparison with a rival, from the best for it to the worst. */
export const verdictGroups = [
  'ahead',
  'joint',
  'depends',
  'indirect',
  'behind',
  'not_a_predictor',
  'other',
] as const;
export type VerdictGroup = (typeof verdictGroups)[number];
export type VerdictCounts = Record<VerdictGroup, number>;

/** Codes of the standard codebook and of the samples; a code that is not here is counted as other, and shown. */
const groupOf: Record<string, VerdictGroup> = {
  leadership_top: 'ahead',
  focal_top: 'ahead',
  joint_top: 'joint',
  behind_rival: 'behind',
  indirect_only: 'indirect',
  stage_dependent: 'depends',
  outcome_dependent: 'depends',
  not_a_predictor: 'not_a_predictor',
  does_not_discriminate: 'not_a_predictor',
};

export const verdictWords: Record<VerdictGroup, string> = {
  ahead: 'ahead',
  joint: 'joint first',
  depends: 'it depends',
  indirect: 'indirect only',
  behind: 'behind',
  not_a_predictor: 'not a predictor',
  other: 'another verdict',
};

export function groupVerdict(code: string): VerdictGroup {
  return groupOf[code] ?? 'other';
}

/** One vote a study: verdicts that differ within it depend on what was compared. */
export function studyVerdict(groups: readonly VerdictGroup[]): VerdictGroup {
  const distinct = new Set(groups);
  return distinct.size === 1 ? groups[0] : 'depends';
}

export function emptyVerdicts(): VerdictCounts {
  return Object.fromEntries(verdictGroups.map((group) => [group, 0])) as VerdictCounts;
}

/** "3 ahead, 1 joint first, 5 behind" */
export function verdictCountWords(counts: VerdictCounts): string {
  return verdictGroups
    .filter((group) => counts[group] > 0)
    .map((group) => `${counts[group]} ${verdictWords[group]}`)
    .join(', ');
}
