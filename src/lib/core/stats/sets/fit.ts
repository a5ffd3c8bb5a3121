/**
 * Parameters of fit of a set x to an outcome y, both as memberships in [0, 1] of the same cases. A parameter whose
 * denominator is 0 is null: nobody is in the set, so nothing is known.
 */
export interface SufficiencyFit {
  /** Consistency of sufficiency: Σ min(x, y) / Σ x. */
  inclS: number | null;
  /** Proportional reduction in inconsistency: what is left of it once joint membership in y and not-y is taken off. */
  PRI: number | null;
  /** Raw coverage: Σ min(x, y) / Σ y. */
  covS: number | null;
}

export interface NecessityFit {
  /** Consistency of necessity: Σ min(x, y) / Σ y. */
  inclN: number | null;
  /** Relevance of necessity: Σ (1 − x) / Σ (1 − min(x, y)); low where x holds nearly always. */
  RoN: number | null;
  /** Coverage of necessity: Σ min(x, y) / Σ x. */
  covN: number | null;
}

/**
 * Fit of "x is sufficient for y". Ragin (2006, Political Analysis 14(3), 291–310) for consistency and
 * coverage; Schneider and Wagemann (2012, Set-Theoretic Methods, p. 242) for PRI.
 */
export function fitSufficiency(x: Float64Array, y: Float64Array): SufficiencyFit {
  const { sumX, sumY, both, ambiguous } = sumUp(x, y);
  return {
    inclS: divide(both, sumX),
    PRI: divide(both - ambiguous, sumX - ambiguous),
    covS: divide(both, sumY),
  };
}

/** Fit of "x is necessary for y". Ragin (2006); RoN: Schneider and Wagemann (2012, p. 236). */
export function fitNecessity(x: Float64Array, y: Float64Array): NecessityFit {
  const { sumX, sumY, both } = sumUp(x, y);
  return {
    inclN: divide(both, sumY),
    RoN: divide(x.length - sumX, x.length - both),
    covN: divide(both, sumX),
  };
}

function sumUp(x: Float64Array, y: Float64Array) {
  if (x.length !== y.length) throw new RangeError(`fit: ${x.length} memberships against ${y.length}`);
  let sumX = 0;
  let sumY = 0;
  let both = 0;
  let ambiguous = 0;
  for (let row = 0; row < x.length; row++) {
    const joint = Math.min(x[row], y[row]);
    sumX += x[row];
    sumY += y[row];
    both += joint;
    ambiguous += Math.min(joint, 1 - y[row]);
  }
  return { sumX, sumY, both, ambiguous };
}

/** Sums of memberships carry rounding of about 1e-15 a case; a denominator below that is none. */
function divide(part: number, whole: number): number | null {
  return whole > 1e-12 ? part / whole : null;
}
