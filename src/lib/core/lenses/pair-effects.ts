import type { Estimate } from '../coding/estimate.ts';
import { isReviewTier, type Study } from '../coding/study.ts';
import { correlationEffect } from '../stats/effects/correlation-effects.ts';
import type { Evidence } from './evidence.ts';

/** What one study measured of a factor and an outcome, as one effect. */
export interface PairEffect {
  study: Study;
  /** Fisher's z, its sampling variance, and the n that it rests on. */
  z: number;
  variance: number;
  n: number;
}

export interface PairEffects {
  effects: PairEffect[];
  /** Estimates of the pair that can't be pooled: of another type, of a review, or without a usable n. */
  leftOut: number;
}

/** What n may count where effects are pooled. */
const pooledUnits = new Set(['people', 'partnerships']);

/**
 * Zero-order correlations between a top-level factor and a top-level outcome, or what belongs to them, one effect a study.
 * Several correlations of one study are averaged with the variance of one of them: as if they correlated fully, which can
 * only widen the interval. A concept whose label names a lack changes the sign.
 */
export function pairEffects(evidence: Evidence, factor: string, outcome: string): PairEffects {
  const studies = new Map(evidence.studies.map((study) => [study.id, study]));
  const found = evidence.dataset.estimates.flatMap((estimate) => {
    const sign = joins(evidence, estimate, factor, outcome);
    return sign === 0 ? [] : [{ estimate, sign }];
  });
  const usable = found.flatMap(({ estimate, sign }) => {
    const study = studies.get(estimate.study);
    const effect = study && toEffect(estimate, sign, study);
    return effect ? [effect] : [];
  });
  const effects = [...Map.groupBy(usable, ({ study }) => study)].map(([study, own]) => ({
    study,
    z: mean(own.map(({ z }) => z)),
    variance: mean(own.map(({ variance }) => variance)),
    n: Math.min(...own.map(({ n }) => n)),
  }));
  return { effects, leftOut: found.length - usable.length };
}

/** Studies with an estimate of the pair of whatever type. */
export function studiesOfEstimates(evidence: Evidence, factor: string, outcome: string): Set<string> {
  return new Set(
    evidence.dataset.estimates
      .filter((estimate) => joins(evidence, estimate, factor, outcome) !== 0)
      .map(({ study }) => study),
  );
}

/** 0 where the estimate is about something else; −1 where one of the two concepts names a lack; else 1. */
function joins({ codebook }: Evidence, { a, b }: Estimate, factor: string, outcome: string): -1 | 0 | 1 {
  const [left, right] = a.kind === 'factor' ? [a, b] : [b, a];
  if (left.kind !== 'factor' || right.kind !== 'outcome') return 0;
  const isMeant =
    codebook.topLevelKey('factor', left.key) === factor &&
    codebook.topLevelKey('outcome', right.key) === outcome;
  if (!isMeant) return 0;
  const lacks = [left, right].filter(({ kind, key }) => codebook.concept(kind, key)?.reverse);
  return lacks.length === 1 ? -1 : 1;
}

function toEffect({ type, value, n, nUnit }: Estimate, sign: number, study: Study): PairEffect | null {
  if (type !== 'pearson_r' || n === null || nUnit === null || !pooledUnits.has(nUnit)) return null;
  // A review's pooled correlation rests on studies that may be here themselves.
  if (isReviewTier(study.tier)) return null;
  const { yi, vi } = correlationEffect('ZCOR', { ri: sign * value, ni: n });
  return yi === null || vi === null ? null : { study, z: yi, variance: vi, n };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
