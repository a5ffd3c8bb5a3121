import { isReviewTier, type Study } from '../coding/study.ts';
import { normalQuantile } from '../stats/distributions.ts';
import { computeEffects } from '../stats/effects/compute-effects.ts';
import { isRefusal } from '../stats/effects/conversion.ts';
import { correlationFromBeta } from '../stats/effects/correlation-conversions.ts';
import { fromFisherZ } from '../stats/effects/scales.ts';
import type { Interval } from '../stats/pooling/result.ts';
import type { Link } from './select-estimates.ts';

/** What a reader may ask to be pooled beyond correlations as they were observed. */
export interface SizeOptions {
  /** Standardised coefficients, taken to r after Peterson and Brown (2005) where |β| ≤ .5. */
  betas: boolean;
  /** Correlations that their authors corrected for measurement error, and correlations of latent variables. */
  corrected: boolean;
  /**
   * What n is where it counts people of a stated number of partnerships: as reported; the partnerships; or divided by the
   * design effect 1 + (m − 1) ICC, with m people a partnership (Kish 1965, Survey Sampling, section 5.4).
   */
  clustering: 'reported' | 'partnerships' | { icc: number };
}

export const defaultSizeOptions: SizeOptions = { betas: false, corrected: false, clustering: 'reported' };

/** Why an estimate is shown, and never pooled; the words name it one by one and in numbers. */
export const exclusions = {
  beta: ['coefficient of a regression', 'coefficients of regressions', 'depends on the other predictors'],
  steep: ['coefficient beyond ±0.5', 'coefficients beyond ±0.5', 'too large to be turned into r'],
  path: ['path coefficient', 'path coefficients', 'depends on the rest of its model'],
  units: ['coefficient in units', 'coefficients in units', 'measured in units of its own'],
  corrected: ['corrected correlation', 'corrected correlations', 'corrected for measurement error'],
  latent: ['latent correlation', 'latent correlations', 'of latent variables, free of measurement error'],
  ratio: ['ratio', 'ratios', 'a ratio, on another scale than r'],
  difference: ['difference of means', 'differences of means', 'on another scale than r'],
  noSign: ['share of variance', 'shares of variance', 'has no sign'],
  other: ['number of another kind', 'numbers of another kind', 'not a correlation'],
  impossible: ['impossible correlation', 'impossible correlations', 'not between −1 and 1'],
  review: ['result of a review', 'results of reviews', 'from a review: its studies would count twice'],
  noN: ['correlation without n', 'correlations without n', 'n not stated'],
  noUnit: [
    'correlation with an unexplained n',
    'correlations with an unexplained n',
    'n of what is not stated',
  ],
  otherUnit: ['n of other things', 'n of other things', 'n counts neither people nor partnerships'],
  fewer: ['correlation with n below 4', 'correlations with n below 4', 'n is too small to tell its error'],
  perfect: [
    'correlation of exactly 1',
    'correlations of exactly 1',
    'a correlation of 1 has no error to weigh by',
  ],
  repeated: ['repeated number', 'repeated numbers', 'the same number a second time'],
} as const satisfies Record<string, readonly [one: string, many: string, because: string]>;
export type Exclusion = keyof typeof exclusions;

/** Without the claims beside it, which no figure of sizes asks for. */
interface AnyEffect extends Omit<Link, 'beside'> {
  /** n that a variance rests on, after clustering; null where it is not stated. */
  n: number | null;
  /** Respondents of several partnerships are taken as if each had been drawn alone. */
  isClustered: boolean;
  /** What was done to it: sign turned, coefficient taken to r. */
  done: string[];
}

/** An estimate that can be pooled. */
export interface PooledEffect extends AnyEffect {
  excluded: null;
  /** The two are never pooled together. */
  kind: 'zero-order' | 'partial';
  /** The correlation, with its sign for the top-level concepts. */
  r: number;
  interval: Interval;
  /** Fisher's z and its sampling variance. */
  z: number;
  variance: number;
  n: number;
}

/** An estimate that is shown, and why it is not pooled. */
export interface ExcludedEffect extends AnyEffect {
  excluded: Exclusion;
}

/** An estimate as the lens *size* sees it. */
export type SizeEffect = PooledEffect | ExcludedEffect;

export const isPooled = (effect: SizeEffect): effect is PooledEffect => effect.excluded === null;

/** Predictors of a partial correlation, itself counted. Their number is not coded: one other is the least there can be. */
export const leastPredictors = 2;

/** Takes estimates to Fisher's z, or says why they can't be pooled. */
export function measureEffects(links: readonly Link[], options: SizeOptions): SizeEffect[] {
  if (typeof options.clustering === 'object') {
    const { icc } = options.clustering;
    if (!(icc >= 0 && icc <= 1)) throw new RangeError(`measureEffects: icc is ${icc}, not between 0 and 1`);
  }
  const seen = new Set<string>();
  return links.map((link) => {
    const { estimate } = link;
    const { study, a, b, type, value, n, nUnit } = estimate;
    // Only what would be pooled can be pooled twice.
    const same = JSON.stringify([study, [a.key, b.key].sort(), type, value, n, nUnit, estimate.adjusted]);
    const effect = measureEffect(link, options);
    if (!isPooled(effect)) return effect;
    if (seen.has(same)) return { ...effect, excluded: 'repeated' as const };
    seen.add(same);
    return effect;
  });
}

function measureEffect(link: Link, options: SizeOptions): SizeEffect {
  const { estimate, study, factor, outcome, sign, doubts } = link;
  const read = readCorrelation(link, options);
  const { n, isClustered } = countRespondents(link, options);
  const turned = sign < 0 ? ['sign turned, since one side is coded by its opposite'] : [];
  const effect = { estimate, study, factor, outcome, sign, doubts, n, isClustered, done: turned };
  if ('excluded' in read) return { ...effect, excluded: read.excluded };
  const exclude = (excluded: Exclusion): ExcludedEffect => ({ ...effect, excluded });
  if (!(Math.abs(read.r) <= 1)) return exclude('impossible');
  if (isReviewTier(study.tier) === true) return exclude('review');
  if (n === null) return exclude('noN');
  if (estimate.nUnit === null) return exclude('noUnit');
  if (estimate.nUnit !== 'people' && estimate.nUnit !== 'partnerships') return exclude('otherUnit');
  if (Math.abs(read.r) === 1) return exclude('perfect');
  const r = sign * read.r;
  const [{ yi, vi }] = computeEffects(
    read.kind === 'partial' ? 'ZPCOR' : 'ZCOR',
    read.kind === 'partial' ? [{ ri: r, ni: n, mi: leastPredictors }] : [{ ri: r, ni: n }],
  ).rows;
  if (yi === null || vi === null) return exclude('fewer');
  const reach = normalQuantile(0.975) * Math.sqrt(vi);
  const interval = [fromFisherZ(yi - reach), fromFisherZ(yi + reach)] as const;
  const done = [...turned, ...read.done];
  return { ...effect, excluded: null, kind: read.kind, r, interval, z: yi, variance: vi, n, done };
}

type Reading = Pick<PooledEffect, 'kind' | 'r' | 'done'> | { excluded: Exclusion };

/** What the codebook's types of numbers are to this lens. */
function readCorrelation({ estimate }: Link, options: SizeOptions): Reading {
  const { type, value, adjusted } = estimate;
  const refuse = (excluded: Exclusion): Reading => ({ excluded });
  switch (type) {
    case 'pearson_r':
      return { kind: adjusted === 'yes' ? 'partial' : 'zero-order', r: value, done: [] };
    case 'partial_r':
      return { kind: 'partial', r: value, done: [] };
    case 'corrected_rho':
    case 'latent_r':
      if (!options.corrected) return refuse(type === 'latent_r' ? 'latent' : 'corrected');
      return { kind: 'zero-order', r: value, done: ['free of measurement error, as its authors say'] };
    case 'standardised_beta': {
      if (!options.betas) return refuse('beta');
      const converted = correlationFromBeta(value, null);
      if (isRefusal(converted)) return refuse('steep');
      return { kind: 'zero-order', r: converted.value, done: ['taken from a regression coefficient'] };
    }
    case 'path':
      return refuse('path');
    case 'unstandardised_b':
      return refuse('units');
    case 'odds_ratio':
    case 'risk_ratio':
      return refuse('ratio');
    case 'mean_difference':
    case 'smd':
      return refuse('difference');
    case 'r_squared':
      return refuse('noSign');
    default:
      return refuse('other');
  }
}

function countRespondents({ estimate: { n, nUnit }, study }: Link, { clustering }: SizeOptions) {
  const clusters = nUnit === 'people' ? countPartnerships(study) : null;
  if (n === null || clusters === null || clusters >= n || clustering === 'reported') {
    return { n, isClustered: nUnit === 'people' };
  }
  if (clustering === 'partnerships') return { n: clusters, isClustered: false };
  return { n: n / (1 + (n / clusters - 1) * clustering.icc), isClustered: false };
}

/** How many partnerships a study looked at, where that is what its own n counts. */
function countPartnerships({ n, nUnit }: Study): number | null {
  return nUnit === 'partnerships' ? n : null;
}
