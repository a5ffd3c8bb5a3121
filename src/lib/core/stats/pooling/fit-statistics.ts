import type { FitStatistics } from './result.ts';

interface LikelihoodParts {
  count: number;
  coefficients: number;
  /** 1 where τ² was estimated, else 0. */
  variances: number;
  sampling: Float64Array;
  tau2: number;
  residualSquares: number;
  /** log|X'WX| and log|X'X|. */
  logDeterminant: number;
  designLogDeterminant: number;
}

/**
 * Log-likelihoods and what follows from them, as metafor gives them: the deviance of ML against the saturated model, of
 * REML −2 ll; AICc after Hurvich and Tsai (1989), with at least 2 more effects than parameters; the REML likelihood
 * includes ½ log|X'X| (Harville 1974), and BIC and AICc of REML take k − p for k.
 */
export function describeFit(parts: LikelihoodParts): { ML: FitStatistics; REML: FitStatistics } {
  const { count: k, coefficients: p, sampling, tau2, residualSquares } = parts;
  const parameters = p + parts.variances;
  let logs = 0;
  let saturated = 0;
  for (const variance of sampling) {
    logs += Math.log(variance + tau2);
    saturated -= 0.5 * Math.log(2 * Math.PI * variance);
  }
  const ml = -0.5 * (k * Math.log(2 * Math.PI) + logs + residualSquares);
  const reml =
    -0.5 *
    ((k - p) * Math.log(2 * Math.PI) -
      parts.designLogDeterminant +
      logs +
      parts.logDeterminant +
      residualSquares);
  const reference = sampling.every((variance) => variance > 0) ? saturated : 0;
  return {
    ML: criteria(ml, k > p ? -2 * (ml - reference) : 0, parameters, k),
    REML: criteria(reml, -2 * reml, parameters, k - p),
  };
}

function criteria(logLikelihood: number, deviance: number, parameters: number, count: number): FitStatistics {
  const enough = Math.max(count, parameters + 2);
  return {
    logLikelihood,
    deviance,
    AIC: -2 * logLikelihood + 2 * parameters,
    BIC: -2 * logLikelihood + parameters * Math.log(count),
    AICc: -2 * logLikelihood + (2 * parameters * enough) / (enough - parameters - 1),
  };
}
