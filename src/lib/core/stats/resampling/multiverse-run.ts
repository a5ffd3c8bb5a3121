import { specificationAt, type MultiversePlan } from './multiverse-plan.ts';

/** What one specification says: a value, and the rank of what is asked about where it has one; or why it says nothing. */
export type SpecificationResult = { value: number; rank?: number } | { reason: string };

/** How a run gives way to others: the clock and the pause of the place where it runs. */
export interface Pacer {
  /** Milliseconds from any moment. */
  now(): number;
  /** Ends after all that waits has had its turn. */
  pause(): Promise<void>;
}

export interface RunOptions {
  pacer: Pacer;
  signal?: AbortSignal;
  /** Told after every stretch of work how many specifications are done. */
  onProgress?: (done: number, total: number) => void;
  /** Longest stretch without a pause, in milliseconds, to which one specification may be added. */
  stretch?: number;
  /** First specification of this part, for one worker of several; 0 where left out. */
  from?: number;
  /** End of this part, exclusive. */
  to?: number;
}

/** The results of the specifications from `from` on, in the order of the plan. */
export interface MultiverseRun {
  from: number;
  /** NaN where not identified. */
  values: Float64Array;
  /** 1 is first; NaN where not identified or not asked for. */
  ranks: Float64Array;
  /** Why specifications were not identified, and how many for each reason. */
  reasons: Map<string, number>;
}

/**
 * Computes every specification of a plan, in stretches with pauses between them, so that nothing else has to wait.
 *
 * @param evaluate Must depend on nothing but the specification.
 * @throws What `signal` was aborted with; what was computed is dropped.
 */
export async function runMultiverse(
  plan: MultiversePlan,
  evaluate: (specification: Record<string, string>) => SpecificationResult,
  { pacer, signal, onProgress, stretch = 20, from = 0, to = plan.count }: RunOptions,
): Promise<MultiverseRun> {
  if (!(from >= 0 && from <= to && to <= plan.count)) {
    throw new RangeError(`runMultiverse: ${from} to ${to} is no part of ${plan.count} specifications`);
  }
  const values = new Float64Array(to - from).fill(NaN);
  const ranks = new Float64Array(to - from).fill(NaN);
  const reasons = new Map<string, number>();
  let done = 0;
  while (done < values.length) {
    signal?.throwIfAborted();
    const began = pacer.now();
    do {
      const result = evaluate(specificationAt(plan, from + done));
      if ('reason' in result) reasons.set(result.reason, (reasons.get(result.reason) ?? 0) + 1);
      else {
        if (!Number.isFinite(result.value)) {
          throw new RangeError(`runMultiverse: specification ${from + done} has the value ${result.value}`);
        }
        values[done] = result.value;
        if (result.rank !== undefined) ranks[done] = result.rank;
      }
      done++;
    } while (done < values.length && pacer.now() - began < stretch);
    onProgress?.(done, values.length);
    await pacer.pause();
  }
  return { from, values, ranks, reasons };
}

/** Puts the parts of several workers together; in whatever order they come. */
export function joinRuns(parts: readonly MultiverseRun[]): MultiverseRun {
  const sorted = parts.toSorted((a, b) => a.from - b.from);
  const from = sorted[0]?.from ?? 0;
  let next = from;
  for (const part of sorted) {
    if (part.from !== next) throw new RangeError(`joinRuns: the part from ${next} on is missing`);
    next += part.values.length;
  }
  const joined = {
    from,
    values: new Float64Array(next - from),
    ranks: new Float64Array(next - from),
    reasons: new Map<string, number>(),
  };
  for (const part of sorted) {
    joined.values.set(part.values, part.from - from);
    joined.ranks.set(part.ranks, part.from - from);
    for (const [reason, count] of part.reasons)
      joined.reasons.set(reason, (joined.reasons.get(reason) ?? 0) + count);
  }
  return joined;
}
