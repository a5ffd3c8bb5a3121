import { quantile } from '../quantile.ts';
import type { MultiversePlan } from './multiverse-plan.ts';
import type { MultiverseRun } from './multiverse-run.ts';

/** What taking one option does. */
export interface OptionEffect {
  option: string;
  /** Specifications with the option that have a value. */
  identified: number;
  notIdentified: number;
  /** Means and medians over those specifications; null where there are none. */
  mean: number | null;
  median: number | null;
}

export interface ForkEffect {
  fork: string;
  /**
   * Main effect: the part of the variance between specifications that lies between the means of the fork's options, in
   * [0, 1]. Null where nothing varies.
   */
  share: number | null;
  options: OptionEffect[];
}

/** How fragile a result is over the specifications. It is no better estimate. */
export interface MultiverseSummary {
  /** Specifications computed, and how many a full crossing has. */
  count: number;
  crossed: number;
  sampled: boolean;
  identified: number;
  /** Most frequent reason first. */
  notIdentified: { reason: string; count: number }[];
  /** Of the values, at 0, 2.5, 25, 50, 75, 97.5 and 100 %; empty where there is none. */
  quantiles: { probability: number; value: number }[];
  /** How many specifications give each rank, first rank first. */
  ranks: { rank: number; count: number }[];
  /** In the order of the plan. */
  forks: ForkEffect[];
  /** Key of the fork with the largest main effect; null where nothing varies. */
  movesMost: string | null;
  /** The part of the variance that is no main effect. Null where the crossing has gaps, or nothing varies. */
  interactions: number | null;
}

const probabilities = [0, 0.025, 0.25, 0.5, 0.75, 0.975, 1];

/**
 * Sums up a whole run. Main effects are first-order sensitivity indices (Saltelli et al. 2008, Global Sensitivity
 * Analysis: The Primer, chapter 1), taken over the specifications that are identified: in a full crossing without
 * gaps they are the main effects of an analysis of variance and sum, with the interactions, to 1. With gaps options are
 * unevenly combined, and shares may overlap.
 */
export function summariseMultiverse(plan: MultiversePlan, run: MultiverseRun): MultiverseSummary {
  if (run.from !== 0 || run.values.length !== plan.count) {
    throw new RangeError(
      `summariseMultiverse: ${run.values.length} of ${plan.count} specifications were run`,
    );
  }
  const found = run.values.filter((value) => !Number.isNaN(value));
  const mean = average(found);
  const variance = found.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const largest = found.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const varies = variance > found.length * (1e-12 * largest) ** 2;
  const forks = plan.forks.map((_, fork) =>
    describeFork(plan, run.values, fork, mean, varies ? variance : 0),
  );
  const leading = forks.reduce<ForkEffect | null>(
    (best, fork) => ((fork.share ?? -1) > (best?.share ?? 0) ? fork : best),
    null,
  );
  const complete = !plan.sampled && found.length === plan.count;
  const mainEffects = forks.reduce((sum, { share }) => sum + (share ?? 0), 0);
  return {
    count: plan.count,
    crossed: plan.crossed,
    sampled: plan.sampled,
    identified: found.length,
    notIdentified: [...run.reasons]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    quantiles:
      found.length === 0
        ? []
        : probabilities.map((probability) => ({ probability, value: quantile(found, probability) })),
    ranks: countRanks(run.ranks),
    forks,
    movesMost: leading?.fork ?? null,
    interactions: complete && varies ? Math.max(0, 1 - mainEffects) : null,
  };
}

/**
 * The specification curve: places of the identified specifications in the plan, the smallest value first. Simonsohn,
 * Simmons and Nelson (2020, Nature Human Behaviour 4, 1208–1214).
 */
export function specificationCurve({ values }: MultiverseRun): Uint32Array {
  const places = Uint32Array.from(values.keys()).filter((at) => !Number.isNaN(values[at]));
  return places.sort((a, b) => values[a] - values[b] || a - b);
}

function describeFork(
  { forks, choices, count }: MultiversePlan,
  values: Float64Array,
  fork: number,
  mean: number,
  variance: number,
): ForkEffect {
  const { key, options } = forks[fork];
  const byOption = options.map(() => [] as number[]);
  const notIdentified = options.map(() => 0);
  for (let at = 0; at < count; at++) {
    const option = choices[at * forks.length + fork];
    if (Number.isNaN(values[at])) notIdentified[option]++;
    else byOption[option].push(values[at]);
  }
  let between = 0;
  const effects = options.map((option, at): OptionEffect => {
    const found = Float64Array.from(byOption[at]);
    const identified = found.length;
    if (identified === 0) {
      return { option, identified, notIdentified: notIdentified[at], mean: null, median: null };
    }
    const optionMean = average(found);
    between += identified * (optionMean - mean) ** 2;
    return {
      option,
      identified,
      notIdentified: notIdentified[at],
      mean: optionMean,
      median: quantile(found, 0.5),
    };
  });
  return { fork: key, share: variance > 0 ? Math.min(1, between / variance) : null, options: effects };
}

function countRanks(ranks: Float64Array): { rank: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const rank of ranks) if (!Number.isNaN(rank)) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  return [...counts].map(([rank, count]) => ({ rank, count })).sort((a, b) => a.rank - b.rank);
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
