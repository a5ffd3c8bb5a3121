/** One study, one outcome, the focal factor beside its rivals, and who came out ahead. Counted, never pooled. */
export interface Comparison {
  id: string;
  /** Short name, unique in the review: `H001`. */
  key: string;
  /** Id of the study. */
  study: string;
  /** Key of the outcome. */
  outcome: string;
  /** Key of the focal factor or of a narrower one. */
  focalFactor: string;
  /** Keys of the other factors. */
  rivals: string[];
  /** Key of the codebook's list of verdicts. */
  verdict: string;
  /** Ids of the claims it rests on. */
  claims: string[];
  note: string;
}
