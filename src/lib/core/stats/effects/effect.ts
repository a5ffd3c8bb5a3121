/**
 * What is computed from one row of a table of studies: an effect and its sampling variance, or the reason why there is
 * none. Columns bear the names of metafor's escalc (ri, ni, m1i …); a missing value is NaN inside this folder.
 */

/** One study's numbers by column; NaN is missing. */
export type EffectValues = Readonly<Record<string, number>>;

/** Why a row gives no effect, or no variance. */
export interface EffectFault {
  /** The column that is to blame, null where it is their combination. */
  column: string | null;
  message: string;
}

export interface Effect {
  /** The effect on the measure's own scale, null where the row gives none. */
  yi: number | null;
  /** Its sampling variance, null where the row gives none. */
  vi: number | null;
  fault: EffectFault | null;
}

/** An effect that cannot be had. */
export function noEffect(fault: EffectFault): Effect {
  return { yi: null, vi: null, fault };
}

/** An effect whose variance cannot be had. */
export function effectWithoutVariance(yi: number, fault: EffectFault): Effect {
  return { yi, vi: null, fault };
}

/** An effect, or the given reason where the arithmetic left the finite numbers (escalc gives NA there). */
export function finiteEffect(yi: number, vi: number, otherwise: EffectFault): Effect {
  return Number.isFinite(yi) && Number.isFinite(vi) ? { yi, vi, fault: null } : noEffect(otherwise);
}
