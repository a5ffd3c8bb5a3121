import { clopperPearsonInterval, type Interval } from '../stats/proportion-intervals.ts';
import { clusterBootstrap } from '../stats/resampling/cluster-bootstrap.ts';
import { percentileInterval } from '../stats/resampling/percentile-interval.ts';
import { permutationDraws } from '../stats/resampling/permutation.ts';
import type { Steps } from '../stats/resampling/steps.ts';
import { divideByGroup, type GroupParts } from './group-parts.ts';
import {
  groupFieldNames,
  groupFields,
  listValues,
  type GroupFieldName,
  type GroupValue,
} from './group-fields.ts';
import type { Selection } from './selection.ts';

/** The focal factor in one group. */
export interface GroupShare extends GroupValue {
  /** In [0, 1]; null where the group has no study. */
  share: number | null;
  /** Null also where fewer than three studies can't tell how far shares vary. */
  interval: Interval | null;
  /** Studies of the group that name the focal factor. */
  k: number;
  /** Studies of the group. */
  studies: number;
  /** What they count together: a study in j groups counts 1/j in each. */
  weight: number;
}

export interface GroupShares {
  field: GroupFieldName;
  /** Said: the factor's share of what is said, group by group. Focal: how what is said about the factor divides. */
  of: 'said' | 'focal';
  /** In the order of the codebook, "not stated" last; groups without a study are there too. */
  rows: GroupShare[];
  /** Studies that state a value inside the order of the list. */
  stated: number;
  /**
   * How often differences as large would come about if it did not matter which study is in which group; null where fewer
   * than two groups can be compared, or where nothing was drawn.
   */
  p: number | null;
  /** Whether anything was drawn: else intervals and tests are still to come. */
  isDrawn: boolean;
}

/** Fewer studies than this have no interval by resampling: it would be the range of what was found. */
const fewest = 3;

/**
 * The focal factor's share in the groups of a field. A study with claims in j groups counts 1/j in each, with the claims
 * that it has there; what is not stated is a group of its own. Intervals by resampling studies over all groups at once,
 * percentile; where all studies of a group name nothing else, or all name something else, the exact limit. Groups are
 * compared by dealing the studies' shares anew over the studies: a permutation test of the weighted sum of squares between
 * groups (Good 2005, Permutation, Parametric and Bootstrap Tests of Hypotheses, 3rd ed., chapter 3).
 */
export function groupShares(selection: Selection, field: GroupFieldName): GroupShares {
  const { evidence, draws } = selection;
  const values = listValues(field, evidence);
  const isCode = values.map(({ kind }) => kind === 'code');
  const parts = divideByGroup(selection, field, values);
  const width = values.length;
  const studies = parts.start.length - 1;
  const range = { seed: evidence.dataset.seed, draws };
  const drawn =
    draws === 0 || studies === 0
      ? undefined
      : clusterBootstrap(studies, width, (times, shares) => fillShares(parts, times, shares), range);
  const shares = new Float64Array(width).fill(NaN);
  fillShares(parts, new Int32Array(studies).fill(1), shares);
  const ofFocal = groupFields[field].ofFocal ?? false;
  return {
    field,
    of: ofFocal ? 'focal' : 'said',
    rows: values.map((value, at) => ({
      ...value,
      share: parts.studies[at] === 0 ? null : shares[at],
      interval: groupInterval(parts.k[at], parts.studies[at], shares[at], drawn && [drawn, at, width]),
      k: parts.k[at],
      studies: parts.studies[at],
      weight: parts.weights[at],
    })),
    stated: countStated(parts, isCode),
    p: ofFocal || draws === 0 ? null : compareGroups(parts, isCode, range),
    isDrawn: draws > 0,
  };
}

/** Claims that a page divides by every field in a few milliseconds. */
const quicklyDivided = 3000;

/** Every field at once, without intervals where the selection has no draws; null where that would hold a page up. */
export function quickGroupShares(selection: Selection): GroupShares[] | null {
  if (selection.evidence.pieces.length > quicklyDivided) return null;
  return groupFieldNames.map((field) => groupShares(selection, field));
}

/** Every field, with a pause after each. */
export function* groupSharesInSteps(selection: Selection): Steps<GroupShares[]> {
  const groupings: GroupShares[] = [];
  for (const field of groupFieldNames) {
    groupings.push(groupShares(selection, field));
    yield;
  }
  return groupings;
}

/** Shares that are there at once, with the intervals and tests of the picture before until theirs have come. */
export function keepGroupIntervals(
  first: readonly GroupShares[],
  before: readonly GroupShares[] | null,
): GroupShares[] {
  return first.map((grouping) => {
    const old = before?.find(({ field }) => field === grouping.field);
    if (!old) return grouping;
    const rows = grouping.rows.map((row) => {
      const interval = old.rows.find(({ value }) => value === row.value)?.interval ?? null;
      return { ...row, interval: row.interval ?? (row.share === null ? null : interval) };
    });
    return { ...grouping, rows, p: old.p, isDrawn: true };
  });
}

function groupInterval(
  k: number,
  studies: number,
  share: number,
  drawn: [draws: Float64Array, at: number, width: number] | undefined,
): Interval | null {
  if (studies === 0) return null;
  if (k === 0) return clopperPearsonInterval(0, studies);
  if (share > 1 - 1e-12) return clopperPearsonInterval(studies, studies);
  return studies < fewest || !drawn ? null : percentileInterval(...drawn);
}

/** Shares of groups in a resample; a group that no drawn study is in stays NaN. */
function fillShares(
  { start, group, whole, focal, base }: GroupParts,
  times: Int32Array,
  shares: Float64Array,
): void {
  const wholes = new Float64Array(shares.length);
  const focals = new Float64Array(shares.length);
  let all = 0;
  for (let study = 0; study < times.length; study++) {
    const often = times[study];
    if (often === 0) continue;
    if (base) all += often * base[study];
    for (let row = start[study]; row < start[study + 1]; row++) {
      wholes[group[row]] += often * whole[row];
      focals[group[row]] += often * focal[row];
    }
  }
  for (let at = 0; at < shares.length; at++) {
    const divisor = base ? all : wholes[at];
    if (divisor > 0) shares[at] = focals[at] / divisor;
  }
}

function countStated({ start, group }: GroupParts, isCode: readonly boolean[]): number {
  let stated = 0;
  for (let study = 0; study + 1 < start.length; study++) {
    if (group.subarray(start[study], start[study + 1]).some((at) => isCode[at])) stated++;
  }
  return stated;
}

/** Permutation test of any difference between the groups inside the order of their list. */
function compareGroups(
  { start, group, whole, focal }: GroupParts,
  isCode: readonly boolean[],
  range: { seed: number; draws: number },
): number | null {
  // Row r is a study's weight `weights[r]` in the group `places[r]`; study s has the share `shares[s]`.
  const shares: number[] = [];
  const owners: number[] = [];
  const places: number[] = [];
  const weights: number[] = [];
  for (let study = 0; study + 1 < start.length; study++) {
    let [all, named] = [0, 0];
    for (let row = start[study]; row < start[study + 1]; row++) {
      if (!isCode[group[row]]) continue;
      all += whole[row];
      named += focal[row];
      owners.push(shares.length);
      places.push(group[row]);
      weights.push(whole[row]);
    }
    if (all > 0) shares.push(named / all);
  }
  const sizes = new Float64Array(isCode.length);
  for (const [row, at] of places.entries()) sizes[at] += weights[row];
  if (sizes.filter((size) => size > 0).length < 2 || new Set(shares).size < 2) return null;
  const totals = new Float64Array(isCode.length);
  const spread = (dealt: ArrayLike<number>) => {
    totals.fill(0);
    for (let row = 0; row < places.length; row++) totals[places[row]] += weights[row] * dealt[owners[row]];
    return totals.reduce((sum, total, at) => (sizes[at] > 0 ? sum + total ** 2 / sizes[at] : sum), 0);
  };
  const observed = spread(shares);
  const drawn = permutationDraws(
    Float64Array.from(shares),
    undefined,
    1,
    (dealt, results) => (results[0] = spread(dealt)),
    range,
  );
  // What was found counts among the dealings (Phipson and Smyth 2010, Statistical Applications in Genetics 9(1), 39).
  return (drawn.filter((value) => value >= observed - 1e-12).length + 1) / (drawn.length + 1);
}
