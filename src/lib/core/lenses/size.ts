import type { Interval } from '../stats/pooling/result.ts';
import { finishSteps, type Steps } from '../stats/resampling/steps.ts';
import { count, list, studies } from '../words.ts';
import type { NotIdentified } from './lens.ts';
import { selectEstimates, type Link } from './select-estimates.ts';
import type { Selection } from './selection.ts';
import {
  defaultSizeOptions,
  exclusions,
  measureEffects,
  isPooled,
  type Exclusion,
  type ExcludedEffect,
  type PooledEffect,
  type SizeEffect,
  type SizeOptions,
} from './size-effects.ts';
import { poolSizes, type PooledSize } from './size-pool.ts';
import { compareSources, type SourceDifference } from './source-difference.ts';

/** A factor's size in one line, for tables of all lenses. */
export interface SizeRow {
  factor: string;
  /** Numbers that join the factor to an outcome, of whatever kind. */
  numbers: number;
  /** Studies with a correlation that can be pooled. */
  k: number;
  /** Pooled r; with k = 1 and one estimate that study's own. Null: see `reason`. */
  estimate: number | null;
  interval: Interval | null;
  /** Where the correlation of a new study would lie. */
  prediction: Interval | null;
  /** Why there is no pooled correlation, in a sentence without its full stop; null where there is one. */
  reason: string | null;
}

/** Estimates that are pooled with each other, and what they come to. */
export interface SizeBody {
  effects: PooledEffect[];
  /** Not identified with fewer than two studies: one study is shown without a summary. */
  summary: PooledSize | NotIdentified;
}

/** Everything that the lens *size* knows of a factor. */
export interface FactorSize {
  factor: string;
  row: SizeRow;
  /** All numbers that join it to an outcome. */
  effects: SizeEffect[];
  /** Zero-order correlations, over all outcomes. */
  all: SizeBody;
  /** The same by top-level outcome, in codebook order; only those with a correlation. */
  outcomes: (SizeBody & { outcome: string })[];
  /** Partial correlations, apart. */
  partial: SizeBody;
  /** Shown, never pooled. */
  shown: ExcludedEffect[];
  sources: SourceDifference | NotIdentified;
  /** Where the choices leave a study that gives several numbers for the same two concepts that differ. */
  contradictions: { study: string; estimates: string[] }[];
}

/**
 * *Size*: how strongly a factor and its outcomes go together, as zero-order correlations pooled by random effects on the
 * scale of Fisher's z (Hedges and Vevea 1998, Psychological Methods 3, 486–504), and taken back to r. Which estimates the
 * reader's choices leave is said at `selectEstimates`, which numbers can be pooled at `measureEffects`, how at
 * `poolSizes`. A correlation says nothing about which of the two is the cause.
 */
export function sizeOfFactor(
  selection: Selection,
  factor: string,
  options: SizeOptions = defaultSizeOptions,
): FactorSize {
  return finishSteps(sizeOfFactorInSteps(selection, factor, options));
}

/** The same with a pause after every fit. */
export function* sizeOfFactorInSteps(
  selection: Selection,
  factor: string,
  options: SizeOptions,
): Steps<FactorSize> {
  const links = selectEstimates(selection).filter((link) => link.factor === factor);
  yield;
  const { effects, all } = poolFactor(links, options);
  yield;
  const pooled = all.effects;
  const outcomes: FactorSize['outcomes'] = [];
  for (const { key } of selection.evidence.outcomes) {
    const own = pooled.filter(({ outcome }) => outcome === key);
    if (own.length === 0) continue;
    outcomes.push({ outcome: key, ...makeBody(own) });
    yield;
  }
  const partial = makeBody(effects.filter(isPooled).filter(({ kind }) => kind === 'partial'));
  yield;
  return {
    factor,
    row: describeRow(selection, factor, effects, all),
    effects,
    all,
    outcomes,
    partial,
    shown: effects.filter((effect) => !isPooled(effect)),
    sources: compareSources(pooled),
    contradictions: findContradictions(pooled),
  };
}

/** The size of every top-level factor, in codebook order, for tables and overviews. */
export function sizeRows(selection: Selection, options: SizeOptions = defaultSizeOptions): SizeRow[] {
  return finishSteps(sizeRowsInSteps(selection, options));
}

/** The same with a pause after every factor. */
export function* sizeRowsInSteps(selection: Selection, options: SizeOptions): Steps<SizeRow[]> {
  const links = Map.groupBy(selectEstimates(selection), ({ factor }) => factor);
  yield;
  const rows: SizeRow[] = [];
  for (const { key } of selection.evidence.factors) {
    const { effects, all } = poolFactor(links.get(key) ?? [], options);
    rows.push(describeRow(selection, key, effects, all));
    yield;
  }
  return rows;
}

function poolFactor(links: readonly Link[], options: SizeOptions) {
  const effects = measureEffects(links, options);
  const pooled = effects.filter(isPooled).filter(({ kind }) => kind === 'zero-order');
  return { effects, all: makeBody(pooled) };
}

const makeBody = (effects: PooledEffect[]): SizeBody => ({ effects, summary: poolSizes(effects) });

const countStudies = (effects: readonly SizeEffect[]) => new Set(effects.map(({ study }) => study.key)).size;

function describeRow(
  selection: Selection,
  factor: string,
  effects: readonly SizeEffect[],
  { effects: pooled, summary }: SizeBody,
): SizeRow {
  const numbers = effects.length;
  const none = { factor, numbers, k: countStudies(pooled), estimate: null, interval: null, prediction: null };
  if (summary.identified) {
    const { k, r, interval, prediction } = summary;
    return { factor, numbers, k, estimate: r, interval, prediction, reason: null };
  }
  if (pooled.length === 1) {
    const [{ r, interval }] = pooled;
    return { ...none, estimate: r, interval, reason: 'one study alone, with nothing to pool it with' };
  }
  if (pooled.length > 0) {
    const reason =
      none.k === 1
        ? `one study alone, with ${count(pooled.length, 'correlation')}`
        : lowerStop(summary.reason);
    return { ...none, reason };
  }
  return { ...none, reason: effects.length > 0 ? sayExcluded(effects) : sayNone(selection, factor) };
}

/** "none of its 7 numbers, from 3 studies, can be pooled: 4 corrected correlations, …" */
function sayExcluded(effects: readonly SizeEffect[]): string {
  const [only] = effects;
  if (effects.length === 1 && only.excluded !== null) {
    const [what, , because] = exclusions[only.excluded];
    return `its one number can’t be pooled (${what}: ${because})`;
  }
  const apart = effects.filter(isPooled).length;
  const kinds = countExclusions(effects);
  if (apart > 0) kinds.push(count(apart, 'partial correlation, apart', 'partial correlations, apart'));
  if (apart === effects.length) return `only ${list(kinds)}`;
  return `none of its ${effects.length} numbers, from ${studies(countStudies(effects))}, can be pooled: ${list(kinds)}`;
}

/** "4 corrected correlations", "2 shares of variance": the most frequent first. */
export function countExclusions(effects: readonly SizeEffect[]): string[] {
  const counts = new Map<Exclusion, number>();
  for (const { excluded } of effects) {
    if (excluded !== null) counts.set(excluded, (counts.get(excluded) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([key, number]) => count(number, exclusions[key][0], exclusions[key][1]));
}

function sayNone({ evidence, counts }: Selection, factor: string): string {
  const named = counts[evidence.factors.findIndex(({ key }) => key === factor)];
  if (named === 0) return 'no study here reports a number or names it';
  return `no study here reports a number; ${studies(named)} ${named === 1 ? 'names' : 'name'} it in words`;
}

const lowerStop = (sentence: string) =>
  sentence.slice(0, 1).toLowerCase() + sentence.slice(1).replace(/\.$/, '');

/** Different numbers of one study for the same two concepts: subscales, models, or a mistake. All of them count. */
function findContradictions(effects: readonly PooledEffect[]): FactorSize['contradictions'] {
  const groups = Map.groupBy(effects, ({ estimate: { study, a, b } }) =>
    JSON.stringify([study, [a.key, b.key].sort()]),
  );
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ study: group[0].study.label, estimates: group.map(({ estimate }) => estimate.key) }));
}
