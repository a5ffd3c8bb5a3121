import { normalQuantile } from '../distributions.ts';
import type { Interval } from '../proportion-intervals.ts';

/** One study's correlation and size; what is known of its artefacts, null or absent where not stated. */
export interface ArtefactStudy {
  r: number | null;
  n: number | null;
  reliabilityX?: number | null;
  reliabilityY?: number | null;
  /** Standard deviation of x in the sample over that in the population (direct range restriction). */
  u?: number | null;
}

/** Bare-bones meta-analysis: sampling error alone. */
export interface BareBones {
  k: number;
  n: number;
  /** Mean correlation, weighted by n. */
  mean: number;
  /** Interval of the mean, residual variance included. */
  interval: Interval;
  observedVariance: number;
  errorVariance: number;
  /** Observed less error variance; negative where the correlations differ less than chance would make them. */
  residualVariance: number;
  /** Share of the observed variance that is sampling error, per cent; null where they do not differ at all. */
  percentFromError: number | null;
}

export interface ArtefactDistribution extends BareBones {
  /** Mean correlation corrected for unreliability and range restriction. */
  correctedMean: number;
  /** Variance of the observed correlations that the artefacts' differences make. */
  artefactVariance: number;
  /** Variance of the corrected correlations; 0 where less than nothing is left. */
  correctedVariance: number;
  /** Where the given share of the corrected correlations lies. */
  credibility: Interval;
}

/**
 * Bare-bones meta-analysis of correlations. Hunter, Schmidt and Jackson (1982, Meta-Analysis: Cumulating Research Findings
 * across Studies), chapter 2; error variance from each study's size and the mean correlation (Hunter and Schmidt 2004, p. 88);
 * interval of the mean for a heterogeneous body (Whitener 1990, Journal of Applied Psychology 75, 315–321).
 *
 * @returns Null where no study has both r and n, or no more observations than studies.
 */
export function bareBones(studies: readonly ArtefactStudy[], level = 0.95): BareBones | null {
  requireArtefacts(studies);
  const used = studies.filter((study) => study.r !== null && study.n !== null) as { r: number; n: number }[];
  const k = used.length;
  const total = used.reduce((sum, { n }) => sum + n, 0);
  if (k === 0 || !(total > k)) return null;
  const mean = used.reduce((sum, { r, n }) => sum + n * r, 0) / total;
  const observedVariance = used.reduce((sum, { r, n }) => sum + n * (r - mean) ** 2, 0) / total;
  const unexplained = (1 - mean * mean) ** 2;
  const errorVariance = used.reduce((sum, { n }) => sum + (n * unexplained) / (n - 1), 0) / total;
  const residualVariance = observedVariance - errorVariance;
  const error = Math.sqrt(unexplained / (total - k) + Math.max(0, residualVariance) / k);
  return {
    k,
    n: total,
    mean,
    interval: around(mean, error, level),
    observedVariance,
    errorVariance,
    residualVariance,
    percentFromError: observedVariance > 0 ? (100 * errorVariance) / observedVariance : null,
  };
}

/**
 * The same corrected by distributions of artefacts, which need not be known for every study nor come from studies with a
 * correlation. Hunter and Schmidt (2004), chapter 4 (multiplicative method with squared coefficients of variation); range
 * restriction acts at the mean correlation (Callender and Osburn 1980, Journal of Applied Psychology 65, 543–558).
 */
export function artefactDistribution(
  studies: readonly ArtefactStudy[],
  level = 0.95,
): ArtefactDistribution | null {
  const bare = bareBones(studies, level);
  if (bare === null) return null;
  const square = bare.mean ** 2;
  const artefacts = [
    known(studies, 'reliabilityX').map(Math.sqrt),
    known(studies, 'reliabilityY').map(Math.sqrt),
    known(studies, 'u').map((u) => Math.sqrt((1 - u * u) * square + u * u)),
  ]
    .filter((values) => values.length > 0)
    .map(describe);
  const factor = artefacts.reduce((product, { mean }) => product * mean, 1);
  const spread = artefacts.reduce((sum, { mean, variance }) => sum + variance / mean ** 2, 0);
  const artefactVariance = square * spread;
  const correctedMean = bare.mean / factor;
  const correctedVariance = Math.max(0, bare.residualVariance - artefactVariance) / factor ** 2;
  return {
    ...bare,
    correctedMean,
    artefactVariance,
    correctedVariance,
    credibility: around(correctedMean, Math.sqrt(correctedVariance), level),
  };
}

/**
 * Correlations corrected one by one for both reliabilities, then averaged with weights n·A², A the attenuation. Hunter
 * and Schmidt (2004), chapter 3. A study without a reliability is used as if it were perfect.
 */
export function individuallyCorrected(
  studies: readonly ArtefactStudy[],
  level = 0.95,
): {
  k: number;
  mean: number;
  observedVariance: number;
  errorVariance: number;
  correctedVariance: number;
  interval: Interval;
  credibility: Interval;
} | null {
  const bare = bareBones(studies, level);
  if (bare === null) return null;
  const used = studies
    .filter(({ r, n }) => r !== null && n !== null && n > 1)
    .map(({ r, n, reliabilityX, reliabilityY }) => {
      const attenuation = Math.sqrt((reliabilityX ?? 1) * (reliabilityY ?? 1));
      const error = (1 - bare.mean ** 2) ** 2 / (n! - 1) / attenuation ** 2;
      return { corrected: r! / attenuation, weight: n! * attenuation ** 2, error };
    });
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  const average = (of: (study: (typeof used)[number]) => number) =>
    used.reduce((sum, study) => sum + study.weight * of(study), 0) / total;
  const mean = average(({ corrected }) => corrected);
  const observedVariance = average(({ corrected }) => (corrected - mean) ** 2);
  const errorVariance = average(({ error }) => error);
  const correctedVariance = Math.max(0, observedVariance - errorVariance);
  return {
    k: used.length,
    mean,
    observedVariance,
    errorVariance,
    correctedVariance,
    interval: around(mean, Math.sqrt(observedVariance / used.length), level),
    credibility: around(mean, Math.sqrt(correctedVariance), level),
  };
}

function known(studies: readonly ArtefactStudy[], field: 'reliabilityX' | 'reliabilityY' | 'u'): number[] {
  return studies.map((study) => study[field] ?? null).filter((value) => value !== null);
}

/** Mean, and variance about it with the count as divisor. */
function describe(values: number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

function around(centre: number, error: number, level: number): Interval {
  if (!(level > 0 && level < 1)) throw new RangeError(`level is ${level}, not between 0 and 1`);
  const half = normalQuantile((1 + level) / 2) * error;
  return [centre - half, centre + half];
}

function requireArtefacts(studies: readonly ArtefactStudy[]): void {
  const outside = (value: number | null | undefined, low: number, high: number) =>
    value !== null && value !== undefined && !(value >= low && value <= high);
  studies.forEach(({ r, n, reliabilityX, reliabilityY, u }, at) => {
    if (outside(r, -1, 1)) throw new RangeError(`studies[${at}]: r is ${r}`);
    if (outside(n, 1 + 1e-9, Infinity)) throw new RangeError(`studies[${at}]: n is ${n}`);
    if (outside(u, Number.MIN_VALUE, Infinity)) throw new RangeError(`studies[${at}]: u is ${u}`);
    for (const reliability of [reliabilityX, reliabilityY])
      if (outside(reliability, Number.MIN_VALUE, 1))
        throw new RangeError(`studies[${at}]: a reliability is ${reliability}`);
  });
}
