/**
 * What the answer would be without claims and numbers in which the same people gave cause and outcome. Where many do not
 * say whose they are, it can only be bounded, and each bound names what it assumes.
 */
import type { Interval } from '../stats/pooling/result.ts';
import { countDirections } from './directions.ts';
import { selectPieces, type Piece } from './evidence.ts';
import { notIdentified, type NotIdentified } from './lens.ts';
import { countStudies, nameFactors, sumByFactor } from './naming.ts';
import type { Selection } from './selection.ts';
import type { PooledEffect } from './size-effects.ts';
import { isOneSize, poolOrKeep, type OneSize } from './size-pool.ts';
import { switchDefinitions } from './switches.ts';

/**
 * The part of a measure's variance that comes from how it was measured: the mean over 70 data sets of Cote and Buckley
 * (1987, Journal of Marketing Research 24, 315–318), as Podsakoff, MacKenzie, Lee and Podsakoff (2003, Journal of Applied
 * Psychology 88, 879–903, p. 880) pass it on. Fields and measures differ much, and some doubt that it is that much (Spector
 * 2006, Organizational Research Methods 9, 221–232): readers can set another.
 */
export const defaultMethodShare = 0.26;
/** More than this would leave little of any measure. */
export const largestMethodShare = 0.6;

export const isMethodShare = (value: number): boolean => value >= 0 && value <= largestMethodShare;

/** The focal factor in what is left of the claims on one reading of those that do not state their sources. */
export interface SourceReading {
  studies: number;
  /** Studies that name the factor. */
  k: number;
  /** Share of what is said; null where no study is left. */
  share: number | null;
  /** Studies that point clearly one way. */
  positive: number;
  negative: number;
}

/** A correlation of which the source of the measures may be a part. */
export interface SizeBound {
  identified: true;
  methodShare: number;
  /** Correlations by what is stated of their sources. */
  same: number;
  separate: number;
  notStated: number;
  observed: OneSize;
  /** Less the assumed part where the same people gave both; what is not stated is taken as separate. */
  lessSame: OneSize;
  /** Less the assumed part also where nothing is stated. */
  lessAll: OneSize;
}

export interface SourceBound {
  factor: string;
  /** Claims on the factor by what is stated of their sources. */
  claims: Record<'same' | 'separate' | 'notStated', number>;
  /** All claims; without those that state the same source; and those alone that state separate ones. */
  shown: SourceReading;
  asSeparate: SourceReading;
  asSame: SourceReading;
  /**
   * Least and largest share over every way in which the claims that do not state it can have the same or separate sources
   * (worst-case bounds: Manski 2003, Partial Identification of Probability Distributions, chapter 1). Null where studies
   * are not weighed equally, or nothing is left.
   */
  range: Interval | null;
  size: SizeBound | NotIdentified;
}

/**
 * Bounds the answer for one factor. The reader's switch for the same source is left open: it is what is varied.
 *
 * @param pooled The factor's zero-order correlations.
 * @param methodShare From 0 to `largestMethodShare`.
 */
export function boundSources(
  selection: Selection,
  factor: string,
  pooled: readonly PooledEffect[],
  methodShare = defaultMethodShare,
): SourceBound {
  if (!isMethodShare(methodShare)) {
    throw new RangeError(
      `boundSources: methodShare is ${methodShare}, not between 0 and ${largestMethodShare}`,
    );
  }
  const { evidence, choices } = selection;
  const factorAt = evidence.factors.findIndex(({ key }) => key === factor);
  const pieces =
    choices.switches.same_source === 'keep'
      ? selection.pieces
      : selectPieces(evidence, { ...choices, switches: { ...choices.switches, same_source: 'keep' } });
  const own = pieces.filter((piece) => piece.factorAt === factorAt);
  const countOf = (answer: string) => own.filter((piece) => answerOf(piece) === answer).length;
  const read = (kept: readonly Piece[]) => readShare(kept, factorAt, selection);
  return {
    factor,
    claims: { same: countOf('yes'), separate: countOf('no'), notStated: countOf('not_stated') },
    shown: read(pieces),
    asSeparate: read(pieces.filter((piece) => answerOf(piece) !== 'yes')),
    asSame: read(pieces.filter((piece) => answerOf(piece) === 'no')),
    range: choices.weighBy === 'equally' ? worstCases(pieces, factorAt) : null,
    size: boundSize(pooled, methodShare),
  };
}

const answerOf = ({ claim, study }: Piece) => switchDefinitions.same_source.answer(claim, study);

function readShare(
  pieces: readonly Piece[],
  factorAt: number,
  { evidence, choices }: Selection,
): SourceReading {
  const count = evidence.factors.length;
  const naming = nameFactors(pieces, choices.weighBy);
  const studies = naming.studies.length;
  const { positive, negative } = countDirections(naming, count)[factorAt];
  const sum = sumByFactor(naming, naming.weight, count)[factorAt];
  const k = countStudies(naming, count)[factorAt];
  return { studies, k, share: studies === 0 ? null : sum / studies, positive, negative };
}

/**
 * A study whose claims with separate sources name a set of factors always counts, by 1 over their number, more of them
 * where claims that do not state it join. A study with such claims alone counts or not, whichever serves the bound.
 */
function worstCases(pieces: readonly Piece[], factorAt: number): Interval | null {
  const least = { sum: 0, studies: 0 };
  const most = { sum: 0, studies: 0 };
  for (const group of Map.groupBy(pieces, ({ studyAt }) => studyAt).values()) {
    const certain = factorsOf(group, 'no');
    const open = factorsOf(group, 'not_stated');
    const either = new Set([...certain, ...open]);
    if (certain.size > 0) {
      least.studies++;
      most.studies++;
      if (certain.has(factorAt)) {
        least.sum += 1 / either.size;
        most.sum += 1 / certain.size;
      } else if (open.has(factorAt)) most.sum += 1 / (certain.size + 1);
      continue;
    }
    if (open.has(factorAt)) {
      most.sum++;
      most.studies++;
    }
    if ([...open].some((at) => at !== factorAt)) least.studies++;
  }
  // With nothing on one side, the only studies that may be left are those of the other.
  if (least.studies === 0 && most.studies === 0) return null;
  if (least.studies === 0) return [most.sum / most.studies, most.sum / most.studies];
  if (most.studies === 0) return [0, 0];
  return [least.sum / least.studies, most.sum / most.studies];
}

function factorsOf(group: readonly Piece[], answer: string): Set<number> {
  return new Set(group.filter((piece) => answerOf(piece) === answer).map(({ factorAt }) => factorAt));
}

/**
 * Where both measures come from the same people, what they share by that adds to their correlation: r is the part of the
 * traits plus √(M₁ M₂) times the correlation of the methods (Cote and Buckley 1988, Journal of Consumer Research 14,
 * 579–582). Taken at its largest: the same part M in both, wholly shared, and raising r. What is left is not corrected for
 * measurement error.
 */
function boundSize(pooled: readonly PooledEffect[], methodShare: number): SizeBound | NotIdentified {
  const stated = (answer: string) => pooled.filter(({ estimate }) => estimate.sameSource === answer).length;
  const [same, separate] = [stated('yes'), stated('no')];
  if (pooled.length === 0) return notIdentified('There is no correlation to bound.');
  if (separate === pooled.length) {
    return notIdentified('Every correlation has separate sources for cause and outcome.');
  }
  const less = (takes: (effect: PooledEffect) => boolean) =>
    poolOrKeep(pooled.map((effect) => (takes(effect) ? lower(effect, methodShare) : effect)));
  const observed = poolOrKeep(pooled);
  const lessSame = less(({ estimate }) => estimate.sameSource === 'yes');
  const lessAll = less(({ estimate }) => estimate.sameSource !== 'no');
  if (!isOneSize(observed)) return observed;
  if (!isOneSize(lessSame)) return lessSame;
  if (!isOneSize(lessAll)) return lessAll;
  const notStated = pooled.length - same - separate;
  return { identified: true, methodShare, same, separate, notStated, observed, lessSame, lessAll };
}

/** So far from −1 that Fisher's z stays a number of sense. */
const lowest = -0.99;

function lower(effect: PooledEffect, methodShare: number): PooledEffect {
  const r = Math.max(lowest, effect.r - methodShare);
  const shift = Math.atanh(r) - effect.z;
  const [low, high] = effect.interval.map((end) => Math.tanh(Math.atanh(end) + shift));
  return { ...effect, r, z: effect.z + shift, interval: [low, high] };
}
