import { planMultiverse } from '../../stats/resampling/multiverse-plan.ts';
import { runMultiverse, type RunOptions } from '../../stats/resampling/multiverse-run.ts';
import {
  specificationCurve,
  summariseMultiverse,
  type ForkEffect,
  type MultiverseSummary,
} from '../../stats/resampling/multiverse-summary.ts';
import type { Evidence } from '../evidence.ts';
import { prepareSpecifications } from './evaluate-specification.ts';
import { gatherBody, openForks, type MultiverseMeasure } from './forks.ts';

/** A fork in words, for figures. */
export interface NamedFork {
  key: string;
  label: string;
  options: { key: string; label: string }[];
}

/** The focal factor's share and rank, or its size, over all ways of counting. It shows fragility; it is no better estimate. */
export interface FocalMultiverse {
  measure: MultiverseMeasure;
  focal: string;
  forks: NamedFork[];
  /** Of the share, or the pooled correlation. */
  summary: MultiverseSummary;
  /** What each fork does to the rank; null where there is none, as for sizes. */
  rankForks: ForkEffect[] | null;
  /** Key of the fork that moves the rank most; null where no rank differs. */
  movesRankMost: string | null;
  /** The specification curve: identified values, the smallest first, with the rank that each gives (NaN for sizes). */
  values: Float64Array;
  ranks: Float64Array;
  /** What the page shows by default: the first option of every fork; null where it is not identified. */
  byDefault: { value: number; rank: number | null } | null;
  /** Values and ranks in the order in which the specifications were planned; NaN where not identified. */
  planned: { values: Float64Array; ranks: Float64Array };
}

/**
 * Crosses the forks that touch the measure over all claims and estimates of the review, whatever is filtered: filters and
 * switches are what it varies.
 *
 * @param focal Key of the focal factor.
 * @param limit Specifications, at most; a random sample of as many where there are more.
 * @throws What `signal` was aborted with; RangeError where there is no such factor.
 */
export async function runFocalMultiverse(
  evidence: Evidence,
  { measure, focal, limit }: { measure: MultiverseMeasure; focal: string; limit?: number },
  options: RunOptions,
): Promise<FocalMultiverse> {
  const body = gatherBody(evidence, focal);
  const forks = openForks(body, measure);
  const evaluate = prepareSpecifications(body, forks, measure);
  const plan = planMultiverse(
    forks.map(({ key, options }) => ({ key, options: options.map((option) => option.key) })),
    { seed: evidence.dataset.seed, limit },
  );
  const run = await runMultiverse(plan, evaluate, options);
  const curve = specificationCurve(run);
  const usual = evaluate(Object.fromEntries(forks.map(({ key, options }) => [key, options[0].key])));
  const ofRanks = measure === 'size' ? null : summariseMultiverse(plan, { ...run, values: run.ranks });
  return {
    measure,
    focal,
    forks: forks.map(({ key, label, options }) => ({
      key,
      label,
      options: options.map((option) => ({ key: option.key, label: option.label })),
    })),
    summary: summariseMultiverse(plan, run),
    rankForks: ofRanks?.forks ?? null,
    movesRankMost: ofRanks?.movesMost ?? null,
    values: Float64Array.from(curve, (at) => run.values[at]),
    ranks: Float64Array.from(curve, (at) => run.ranks[at]),
    byDefault: 'value' in usual ? { value: usual.value, rank: usual.rank ?? null } : null,
    planned: { values: run.values, ranks: run.ranks },
  };
}
