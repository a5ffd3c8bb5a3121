import type { PoolMethod, PoolTest } from './options.ts';

export type Interval = readonly [lower: number, upper: number];

export interface Coefficient {
  /** `intrcpt`, a moderator's name, or its name and level. */
  term: string;
  estimate: number;
  standardError: number;
  /** z or t; null where the standard error is 0. */
  statistic: number | null;
  /** Degrees of freedom; null with z. */
  df: number | null;
  pValue: number | null;
  interval: Interval | null;
}

export interface FitStatistics {
  logLikelihood: number;
  deviance: number;
  AIC: number;
  BIC: number;
  AICc: number;
}

export interface PoolFit {
  fitted: true;
  /** Always true: a fit that does not converge is not a fit. */
  converged: true;
  method: PoolMethod;
  test: PoolTest;
  level: number;
  /** Number of effects, k. */
  count: number;
  /** Number of coefficients, p. */
  parameters: number;
  coefficients: Coefficient[];
  /** Terms left out, since those before them determine them. */
  dropped: string[];
  /** Covariance matrix of the coefficients. */
  covariance: number[][];
  /** Variance of the true effects: 0 with EE, null where one effect can't tell it. */
  tau2: number | null;
  tau2StandardError: number | null;
  /** Q-profile interval. */
  tau2Interval: Interval | null;
  /** Per cent of the variance that is not sampling error. */
  I2: number | null;
  I2Interval: Interval | null;
  H2: number | null;
  H2Interval: Interval | null;
  /** Per cent of the heterogeneity that the moderators take up; null without moderators. */
  R2: number | null;
  /** Test of (residual) heterogeneity; null where a variance is 0. */
  QE: { statistic: number; df: number; pValue: number } | null;
  /** Omnibus test of the moderators, or of the intercept where there are none: χ² with z, else F. */
  QM: { statistic: number | null; df: readonly [number, number | null]; pValue: number | null };
  /** Where the true effect of a new study would lie; null with EE and with moderators. */
  predictionInterval: Interval | null;
  /** The factor by which Knapp and Hartung's method multiplies the covariance; 1 with z and t. */
  varianceFactor: number;
  fitStatistics: { ML: FitStatistics; REML: FitStatistics };
  warnings: string[];
}

export interface NotFitted {
  fitted: false;
  /** False where an iteration ended without an answer; true where it was never begun. */
  converged: boolean;
  /** One sentence for the reader of the result. */
  reason: string;
  warnings: string[];
}

/** Either a fit or the reason why there is none. */
export type PoolResult = PoolFit | NotFitted;

export function refuse(reason: string, warnings: string[] = [], converged = true): NotFitted {
  return { fitted: false, converged, reason, warnings };
}
