import type { Codebook } from '../codebook/codebook.ts';
import type { CaseTable } from './case-table.ts';
import type { CertaintyJudgement } from './certainty.ts';
import type { Claim } from './claim.ts';
import type { Comparison } from './comparison.ts';
import type { Estimate } from './estimate.ts';
import type { Rubric } from './rubric.ts';
import type { Rung } from './rungs.ts';
import type { Study } from './study.ts';

/** What a reader needs of a reference to find the work again. */
export interface CitedReference {
  id: string;
  citeKey: string;
  /** In-text label: "Weiss et al. 2002". */
  label: string;
  /** Plain text of the formatted citation. */
  citation: string;
  year: number | null;
  /** Only http(s); null where there is none. */
  url: string | null;
}

/**
 * Everything that the lenses, figures and editions of a review are computed from: one plain value that survives JSON.
 * It holds no drafts, members or private notes.
 */
export interface Dataset {
  title: string;
  question: string;
  /** What a reader must know before any number: "a purposive sample, not a systematic review". */
  caveat: string;
  codebook: Codebook;
  rubric: Rubric;
  /** The rungs of the Ladder, weakest first. */
  rungs: Rung[];
  /** Seeds every resampling of this review, so that its digits stay the same. */
  seed: number;
  studies: Study[];
  claims: Claim[];
  estimates: Estimate[];
  comparisons: Comparison[];
  /** How sure people are, with their reasons; what is not judged has no entry. */
  certainty: CertaintyJudgement[];
  /** Coded cases, for what is necessary or sufficient. */
  caseTables: CaseTable[];
  references: CitedReference[];
  /** Date of the last change to the evidence, ISO 8601; null for a review without any. */
  evidenceTo: string | null;
}
