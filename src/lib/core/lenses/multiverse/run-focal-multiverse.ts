import { planMultiverse } from '../../stats/resampling/multiverse-plan.ts';
import { runMultiverse, type RunOptions } from '../../stats/resampling/multiverse-run.ts';
import {
  specificationCurve,
  summariseMultiverse,
  type MultiverseSummary,
} from '../../stats/resampling/multiverse-summary.ts';
import type { Evidence } from '../evidence.ts';
import { prepareSpecifications } from './evaluate-specification.ts';
import { openForks, type MultiverseMeasure } from './forks.ts';

/** A fork in words, for figures. */
export interface NamedFork {
  key: string;
  label: string;
  options: { key: string; label: string }[];
}

/** The focal factor's share and rank over all ways of counting. It shows fragility; it is no better estimate. */
export interface FocalMultiverse {
  measure: MultiverseMeasure;
  focal: string;
  forks: NamedFork[];
  /** Of the share. */
  summary: MultiverseSummary;
  /** Key of the fork that moves the rank most; null where no rank differs. */
  movesRankMost: string | null;
  /** The specification curve: identified shares, the smallest first, with the rank that each gives. */
  shares: Float64Array;
  ranks: Float64Array;
  /** What the page shows by default: the first option of every fork; null where it is not identified. */
  byDefault: { share: number; rank: number } | null;
  /** Shares and ranks in the order in which the specifications were planned; NaN where not identified. */
  planned: { values: Float64Array; ranks: Float64Array };
}

/**
 * Crosses the forks that touch the measure over all claims of the review, whatever is filtered: filters and switches are
 * what it varies.
 *
 * @param focal Key of the top-level focal factor.
 * @param limit Specifications, at most; a random sample of as many where there are more.
 * @throws What `signal` was aborted with.
 */
export async function runFocalMultiverse(
  evidence: Evidence,
  { measure, focal, limit }: { measure: MultiverseMeasure; focal: string; limit?: number },
  options: RunOptions,
): Promise<FocalMultiverse> {
  const forks = openForks(evidence, measure);
  const evaluate = prepareSpecifications(evidence, forks, measure, focal);
  const plan = planMultiverse(
    forks.map(({ key, options }) => ({ key, options: options.map((option) => option.key) })),
    { seed: evidence.dataset.seed, limit },
  );
  const run = await runMultiverse(plan, evaluate, options);
  const curve = specificationCurve(run);
  const usual = evaluate(Object.fromEntries(forks.map(({ key, options }) => [key, options[0].key])));
  return {
    measure,
    focal,
    forks: forks.map(({ key, label, options }) => ({
      key,
      label,
      options: options.map((option) => ({ key: option.key, label: option.label })),
    })),
    summary: summariseMultiverse(plan, run),
    movesRankMost: summariseMultiverse(plan, { ...run, values: run.ranks }).movesMost,
    shares: Float64Array.from(curve, (at) => run.values[at]),
    ranks: Float64Array.from(curve, (at) => run.ranks[at]),
    byDefault: 'value' in usual ? { share: usual.value, rank: usual.rank! } : null,
    planned: { values: run.values, ranks: run.ranks },
  };
}
