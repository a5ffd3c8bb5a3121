/**
 * A piece of research with one or more reports. Codes are keys of the codebook's lists; null and empty lists mean
 * "not stated".
 */
export interface Study {
  id: string;
  /** Short name, unique in the review; for imported data the cite key of its report. */
  key: string;
  /** How it is called in figures and tables: "Weiss et al. 2002". */
  label: string;
  design: string | null;
  /** Follows from the design unless its coder decided otherwise. */
  tier: string | null;
  n: number | null;
  /** What n counts. Never mixed. */
  nUnit: string | null;
  forms: string[];
  motives: string[];
  stages: string[];
  linkage: string[];
  sectors: string[];
  countries: string[];
  setting: string | null;
  note: string;
  /** Ids of the references that report it, the main one first. */
  references: string[];
}

/** Tiers of pieces that review other studies. */
const reviewTiers = new Set(['S1', 'S2', 'S3', 'S4']);

/** Whether a tier is one of reviews (S1–S4); null where the tier is not stated. */
export function isReviewTier(tier: string | null): boolean | null {
  return tier === null ? null : reviewTiers.has(tier);
}
