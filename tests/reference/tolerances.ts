/** How near a value must come to the reference, by the kind of method. One table for every family. */
export const tolerances = {
  /** Closed forms: relative to the larger of 1 and the reference. */
  closedForm: 1e-6,
  /** Estimates found by iteration: absolute. */
  estimate: 5e-5,
  /** Variance components: absolute. */
  varianceComponent: 5e-4,
  /** Tail probabilities: absolute. */
  pValue: 5e-5,
} as const;
