import type { FitStatistics, PoolResult } from '#lib/core/stats/pooling/result.ts';

/** A result under metafor's names; everything unknown is null. */
export function describePool(
  result: PoolResult,
  count: number,
  asked: { method: string; test: string; level: number },
) {
  const fit = result.fitted ? result : undefined;
  return {
    k: fit?.count ?? count,
    p: fit?.parameters ?? null,
    method: asked.method,
    test: fit?.test ?? asked.test,
    level: asked.level,
    coef: (fit?.coefficients ?? []).map((term) => ({
      term: term.term,
      estimate: term.estimate,
      se: term.standardError,
      stat: term.statistic,
      df: term.df,
      pval: term.pValue,
      ci_lb: term.interval?.[0] ?? null,
      ci_ub: term.interval?.[1] ?? null,
    })),
    tau2: fit?.tau2 ?? null,
    se_tau2: fit?.tau2StandardError ?? null,
    tau2_ci_lb: fit?.tau2Interval?.[0] ?? null,
    tau2_ci_ub: fit?.tau2Interval?.[1] ?? null,
    I2: fit?.I2 ?? null,
    I2_ci_lb: fit?.I2Interval?.[0] ?? null,
    I2_ci_ub: fit?.I2Interval?.[1] ?? null,
    H2: fit?.H2 ?? null,
    H2_ci_lb: fit?.H2Interval?.[0] ?? null,
    H2_ci_ub: fit?.H2Interval?.[1] ?? null,
    R2: fit?.R2 ?? null,
    QE: fit?.QE?.statistic ?? null,
    QE_df: fit?.QE?.df ?? null,
    QEp: fit?.QE?.pValue ?? null,
    QM: fit?.QM.statistic ?? null,
    QMdf: fit?.QM.df ?? [null, null],
    QMp: fit?.QM.pValue ?? null,
    pi_lb: fit?.predictionInterval?.[0] ?? null,
    pi_ub: fit?.predictionInterval?.[1] ?? null,
    s2w: fit?.varianceFactor ?? null,
    vcov: fit?.covariance ?? [],
    fit: fit
      ? { ML: describeStatistics(fit.fitStatistics.ML), REML: describeStatistics(fit.fitStatistics.REML) }
      : null,
    converged: result.fitted,
    reason: result.fitted ? null : result.reason,
    warnings: result.warnings,
  };
}

const describeStatistics = ({ logLikelihood, deviance, AIC, BIC, AICc }: FitStatistics) => ({
  ll: logLikelihood,
  dev: deviance,
  AIC,
  BIC,
  AICc,
});

/** What a pooled result without moderators comes to, as metafor's leave1out and cumul give it. */
export function describeStep(result: PoolResult) {
  const fit = result.fitted ? result : undefined;
  const term = fit?.coefficients[0];
  return {
    estimate: term?.estimate ?? null,
    se: term?.standardError ?? null,
    stat: term?.statistic ?? null,
    pval: term?.pValue ?? null,
    ci_lb: term?.interval?.[0] ?? null,
    ci_ub: term?.interval?.[1] ?? null,
    Q: fit?.QE?.statistic ?? null,
    Qp: fit?.QE?.pValue ?? null,
    tau2: fit?.tau2 ?? null,
    I2: fit?.I2 ?? null,
    H2: fit?.H2 ?? null,
  };
}
