/** How benchmarks measure: medians of many runs, beside a peer that is measured in between. */
import { performance } from 'node:perf_hooks';

/** Runs before the first that counts: compilers and caches are warm by then. */
export const warmUps = 5;
/** Runs that count. */
export const runs = 20;

export interface Measured {
  /** What was done, in a few words. */
  what: string;
  milliseconds: number;
}

/** What a benchmark found: its own time, and that of what it is held against. */
export interface Result extends Measured {
  /** A named peer or the machine's limit, measured in the same run; null where the peer is not installed. */
  peer: Measured | null;
}

export interface Benchmark {
  name: string;
  run: () => Promise<Result>;
}

/** Something to measure. It returns its own time in milliseconds, or nothing where the whole call is to be timed. */
export type Work = () => unknown;

/** Median time of `fn` in milliseconds: 20 runs after 5 that do not count. */
export async function timeMedian(fn: Work): Promise<number> {
  const [time] = await timeMedians([fn]);
  return time;
}

/**
 * Median times of several works that take turns, so that whatever else the machine does falls on all of them alike.
 *
 * @returns Milliseconds, in the order given.
 */
export async function timeMedians(works: readonly Work[]): Promise<number[]> {
  const times: number[][] = works.map(() => []);
  for (let run = -warmUps; run < runs; run++) {
    for (const [at, work] of works.entries()) {
      const time = await timeOnce(work);
      if (run >= 0) times[at].push(time);
    }
  }
  return times.map(median);
}

async function timeOnce(work: Work): Promise<number> {
  const begun = performance.now();
  const own = await work();
  const whole = performance.now() - begun;
  return typeof own === 'number' ? own : whole;
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** Measures a work against its peer, in turns. */
export async function timeAgainst(
  own: { what: string; work: Work },
  peer: { what: string; work: Work },
): Promise<Result> {
  const [time, peerTime] = await timeMedians([own.work, peer.work]);
  return { what: own.what, milliseconds: time, peer: { what: peer.what, milliseconds: peerTime } };
}
