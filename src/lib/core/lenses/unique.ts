/**
 * *Unique part*: how the differences in one outcome divide over the factors that studies correlated with it, and how much
 * stays unexplained. The correlation matrices of the studies are pooled (MASEM stage 1), the outcome is regressed on the
 * factors, and R² is divided by general dominance (Budescu 1993) and by Johnson's relative weights (2000). Intervals and
 * ranks are from draws of the pooled matrix's distribution; the noise band says where a factor's part would fall if all
 * were equal.
 */
import type { Concept } from '../codebook/concept.ts';
import { analyseImportance } from '../stats/importance/importance.ts';
import {
  drawImportance,
  summariseImportance,
  type ImportanceDraws,
} from '../stats/importance/importance-bootstrap.ts';
import {
  equalisePredictors,
  pairPlace,
  type PooledCorrelations,
} from '../stats/importance/pooled-correlations.ts';
import type { PooledPair } from '../stats/masem/stage-one.ts';
import type { Coefficient } from '../stats/multilevel/inference.ts';
import type { Interval } from '../stats/proportion-intervals.ts';
import { percentileInterval } from '../stats/resampling/percentile-interval.ts';
import { grouped, studies as studiesWord } from '../words.ts';
import { focalFactorKey } from './evidence.ts';
import { chooseVariables, type ChosenVariables } from './matrix-variables.ts';
import { poolMatrix, type MatrixFit } from './pool-matrix.ts';
import type { Selection } from './selection.ts';
import { defaultUniqueOptions, type UniqueNotIdentified, type UniqueOptions } from './unique-options.ts';

export interface UniqueRow {
  factor: string;
  /** Part of the outcome's variance, in [0, 1], by general dominance. */
  share: number;
  interval: Interval | null;
  /** Where this part would fall by chance if all factors were equal. */
  band: Interval | null;
  /** The same part by Johnson's relative weights. */
  relative: number;
  /** Standardised regression coefficient with its standard error. */
  beta: Coefficient;
  /** Pooled correlation with the outcome. */
  r: number;
  /** Probability of being first, second … by share; null without draws. */
  ranks: number[] | null;
  /** Studies that report its correlation with the outcome. */
  studies: number;
}

export interface UniquePart {
  identified: true;
  focal: string;
  outcome: Concept;
  model: UniqueOptions['model'];
  /** One a factor, the focal one first, then by share. */
  rows: UniqueRow[];
  /** All factors but the focal one together. */
  others: { share: number; interval: Interval | null };
  R2: number;
  R2Interval: Interval | null;
  unexplained: number;
  unexplainedInterval: Interval | null;
  /** Studies and their cases behind the matrix; pairs by the labels of their variables. */
  studies: number;
  cases: number;
  pairs: PooledPair[];
  /** The pooled correlations, factors in codebook order, the outcome last. */
  matrix: number[][];
  warnings: string[];
  /** Bundles and mediators that were correlated, too: no rivals, and left out. */
  setApart: Concept[];
  /** Rivals that were correlated, too, and that the reader does without. */
  leftOut: Concept[];
  /** Pairs of a study that are the mean of several estimates. */
  merged: number;
}

export type UniqueResult = UniquePart | UniqueNotIdentified;

/** Draws between two pauses. */
const stretch = 100;

/** Pairs of variables that are pooled in a few milliseconds. */
const quicklyPooled = 6;
/** Estimates whose matrices a page finds out about in a few milliseconds. */
const quicklyRead = 400;

/**
 * What can be said at once, without intervals: that it is not identified, or the parts themselves where the matrix is
 * small. Null where that takes longer than a page may wait.
 */
export function quickUniquePart(
  selection: Selection,
  options: Partial<UniqueOptions> = {},
): UniqueResult | null {
  if (selection.evidence.dataset.estimates.length > quicklyRead) return null;
  const asked: UniqueOptions = { ...defaultUniqueOptions, ...options };
  const chosen = chooseVariables(selection, asked);
  if ('reason' in chosen) return chosen;
  const count = chosen.factors.length + 1;
  return (count * (count - 1)) / 2 <= quicklyPooled ? estimate(selection, chosen, asked) : null;
}

/** The unique part, at once. */
export function uniquePart(selection: Selection, options: Partial<UniqueOptions> = {}): UniqueResult {
  const steps = uniqueSteps(selection, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The unique part, with a pause at every `yield`. The selection's number of draws makes the intervals; with 0 there are
 * none. Draw i is seeded from (seed of the review, i).
 */
export function* uniqueSteps(
  selection: Selection,
  options: Partial<UniqueOptions> = {},
): Generator<undefined, UniqueResult> {
  const asked: UniqueOptions = { ...defaultUniqueOptions, ...options };
  const chosen = chooseVariables(selection, asked);
  if ('reason' in chosen) return chosen;
  const fit = poolMatrix(selection.evidence.dataset, chosen, asked);
  if ('reason' in fit) return fit;
  const point = describe(selection, chosen, asked, fit);
  if (!point.identified || selection.draws === 0) return point;
  yield;
  return yield* addIntervals(point, fit.pooled, chosen, selection);
}

function estimate(selection: Selection, chosen: ChosenVariables, asked: UniqueOptions): UniqueResult {
  const fit = poolMatrix(selection.evidence.dataset, chosen, asked);
  return 'reason' in fit ? fit : describe(selection, chosen, asked, fit);
}

function describe(
  selection: Selection,
  { factors, outcome, gathered, setApart, leftOut }: ChosenVariables,
  { model }: UniqueOptions,
  { pooled, pairs, regression, studies, cases, warnings }: MatrixFit,
): UniqueResult {
  const { matrix } = pooled;
  const last = factors.length;
  const labels = factors.map(({ label }) => label);
  const importance = analyseImportance(matrix, labels);
  if (!importance.identified) return { identified: false, reason: importance.reason, possibleWithout: [] };
  const focal = focalFactorKey(selection.evidence, selection.choices);
  const rows = factors.map(({ key }, at): UniqueRow => ({
    factor: key,
    share: importance.general[at],
    interval: null,
    band: null,
    relative: importance.relative[at],
    beta: regression.coefficients[at],
    r: matrix[at][last],
    ranks: null,
    studies: pairs[pairPlace(at, last, last + 1)].studies,
  }));
  const own = rows.find(({ factor }) => factor === focal)!;
  const others = rows.filter((row) => row !== own).sort((a, b) => b.share - a.share);
  return {
    identified: true,
    focal,
    outcome,
    model,
    rows: [own, ...others],
    others: { share: Math.max(0, importance.R2 - own.share), interval: null },
    R2: importance.R2,
    R2Interval: null,
    unexplained: importance.unexplained,
    unexplainedInterval: null,
    studies,
    cases,
    pairs,
    matrix: matrix.map((row) => [...row]),
    warnings: [...new Set([...warnings, ...importance.warnings])],
    setApart,
    leftOut,
    merged: gathered.studies.reduce(
      (sum, { pairs }) => sum + [...pairs.values()].filter(({ estimates }) => estimates.length > 1).length,
      0,
    ),
  };
}

function* addIntervals(
  point: UniquePart,
  pooled: PooledCorrelations,
  { factors }: ChosenVariables,
  { evidence, draws }: Selection,
): Generator<undefined, UniquePart> {
  const { seed } = evidence.dataset;
  const drawn = yield* drawInStretches(pooled, seed, draws);
  const summary = drawn && summariseImportance(drawn);
  if (!drawn || !summary?.identified) {
    const reason = summary && !summary.identified ? summary.reason : 'No matrix could be drawn around it.';
    return { ...point, warnings: [...point.warnings, `No intervals: ${reason}`] };
  }
  const atEquals = yield* drawInStretches(equalisePredictors(pooled), seed, draws);
  const chance = atEquals && summariseImportance(atEquals);
  const place = new Map(factors.map(({ key }, at) => [key, at]));
  return {
    ...point,
    rows: point.rows.map((row) => {
      const at = place.get(row.factor)!;
      return {
        ...row,
        interval: summary.general[at],
        band: chance?.identified ? chance.general[at] : null,
        ranks: summary.ranks[at],
      };
    }),
    others: { share: point.others.share, interval: intervalOfOthers(drawn, place.get(point.focal)!) },
    R2Interval: summary.R2,
    unexplainedInterval: summary.unexplained,
  };
}

/** Null where the covariances are those of no distribution, or a matrix of equals with these means can't be. */
function* drawInStretches(
  pooled: PooledCorrelations,
  seed: number,
  draws: number,
): Generator<undefined, ImportanceDraws | null> {
  const width = pooled.matrix.length;
  const values = new Float64Array(draws * width);
  let impossible = 0;
  for (let from = 0; from < draws; from += stretch) {
    const part = drawImportance(pooled, { seed, draws, from, to: Math.min(draws, from + stretch) });
    if (!part) return null;
    values.set(part.values, from * width);
    impossible += part.impossible;
    // Almost nothing near this matrix can be: no use in going on.
    if (impossible > 20 * draws) return null;
    yield;
  }
  return { predictorCount: width - 1, values, impossible };
}

function intervalOfOthers({ values, predictorCount: p }: ImportanceDraws, focalAt: number): Interval | null {
  const others = new Float64Array(values.length / (p + 1));
  for (let draw = 0; draw < others.length; draw++) {
    const from = draw * (p + 1);
    others[draw] = values[from + p] - values[from + focalAt];
  }
  return percentileInterval(others, 0, 1);
}

/** How the focal factor's part compares with what chance would give one of equals. */
export function standingOf({ share, band }: UniqueRow): 'above' | 'within' | 'below' | 'unknown' {
  if (!band) return 'unknown';
  return share > band[1] ? 'above' : share < band[0] ? 'below' : 'within';
}

/** What the numbers rest on, in one line. */
export function describeBasis({ studies, cases, pairs }: UniquePart): string {
  const fewest = Math.min(...pairs.map((pair) => pair.studies));
  return `${studiesWord(studies)} with ${grouped(cases)} cases; each of ${pairs.length} pairs in ${fewest} studies or more`;
}
