/** The lists of allowed values, by the names that codebook files use. */
export const codeListNames = [
  'designs',
  'tiers',
  'attributionModes',
  'dataSources',
  'claimStrengths',
  'directions',
  'factorPoles',
  'sameSource',
  'loci',
  'styles',
  'forms',
  'motives',
  'stages',
  'linkageDepth',
  'levels',
  'tasks',
  'settings',
  'sectors',
  'countries',
  'units',
  'effectTypes',
  'verdicts',
] as const;

export type CodeListName = (typeof codeListNames)[number];

export interface Code {
  /** Stable, unique in its list. */
  key: string;
  label: string;
  description: string;
  /** Place in the list; null stands outside the order (`all`, `not applicable`). */
  order: number | null;
  /** For designs: the tier that a study of this design has unless its coder decides otherwise. */
  tier?: string;
  /** For claimed strengths: 5 decisive to 1 negligible. */
  rank?: number | null;
  retired: boolean;
}

export type CodeLists = Record<CodeListName, Code[]>;
