import type { ConceptKind } from '../codebook/concept.ts';

/** A concept of either kind, for records that may join two factors. */
export interface ConceptReference {
  kind: ConceptKind;
  key: string;
}

/** A p value as papers print it: exact, or a bound. */
export interface PValue {
  relation: '=' | '<' | '<=' | '>' | '>=';
  value: number;
}

/** A statistical association between two concepts in a study. Null: not stated. */
export interface Estimate {
  id: string;
  /** Short name, unique in the review: `E001`. */
  key: string;
  /** Id of the study. */
  study: string;
  a: ConceptReference;
  b: ConceptReference;
  /** Key of the codebook's list of effect types. */
  type: string;
  value: number;
  n: number | null;
  /** What n counts. */
  nUnit: string | null;
  ciLow: number | null;
  ciHigh: number | null;
  p: PValue | null;
  /** Adjusted for other variables. */
  adjusted: 'yes' | 'no' | null;
  sameSource: string | null;
  locator: string;
  sourceUrl: string;
  note: string;
}

const pPattern = /^(p\s*)?(<=|>=|≤|≥|<|>|=)?\s*(\d*\.?\d+(?:e-?\d+)?)$/i;

/** Reads "<= 0.01", "p < .05", "0.032". Returns null where it is not a p value between 0 and 1. */
export function readPValue(text: string): PValue | null {
  const match = pPattern.exec(text.trim());
  if (!match) return null;
  const value = Number(match[3]);
  if (!(value >= 0 && value <= 1)) return null;
  const sign = (match[2] ?? '=').replace('≤', '<=').replace('≥', '>=');
  return { relation: sign as PValue['relation'], value };
}

/** "p = 0.032", "p ≤ 0.01": for the eye, where formatPValue is for files. */
export function showPValue({ relation, value }: PValue): string {
  return `p ${relation.replace('<=', '≤').replace('>=', '≥')} ${value}`;
}

export function formatPValue({ relation, value }: PValue): string {
  return relation === '=' ? String(value) : `${relation}${value}`;
}
