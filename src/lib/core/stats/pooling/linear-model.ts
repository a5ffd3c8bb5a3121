/**
 * Weighted least squares as pooling needs it: y = Xβ + error, weights w, and the matrix
 * P = W − WX(X'WX)⁻¹X'W through which every estimator of τ² is written. P itself (k × k) is never formed.
 */

/** What the estimators ask of P. */
export interface Projection {
  /** y'Py, the weighted residual sum of squares: Cochran's Q with w = 1/v. */
  quadratic: number;
  /** y'PPy = −d(y'Py)/dτ² where w = 1/(v + τ²). */
  quadratic2: number;
  /** y'PPPy. */
  quadratic3: number;
  /** tr P. */
  trace: number;
  /** tr PP. */
  trace2: number;
}

/** Traces with the sampling variances V, for the standard errors of HE and SJ. */
export interface VarianceTraces {
  /** tr PV. */
  PV: number;
  /** tr PVP. */
  PVP: number;
  /** tr PVPV. */
  PVPV: number;
}

export interface LinearModel {
  /** Number of effects, k. */
  readonly count: number;
  /** Number of coefficients, p. */
  readonly parameters: number;
  project(weights: Float64Array): Projection;
  variances(weights: Float64Array, variances: Float64Array): VarianceTraces;
  /** β̂, its covariance (X'WX)⁻¹, log|X'WX|, and y'Py. */
  estimate(weights: Float64Array): WeightedEstimate;
  /** log|X'X|. */
  readonly logDeterminant: number;
}

export interface WeightedEstimate {
  coefficients: number[];
  covariance: number[][];
  logDeterminant: number;
  residualSquares: number;
}
