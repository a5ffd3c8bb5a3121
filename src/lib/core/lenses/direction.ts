import { clopperPearsonInterval, wilsonInterval, type Interval } from '../stats/proportion-intervals.ts';
import { signTest } from '../stats/sign-test.ts';
import { countDirections, studyDirection, type DirectionCounts } from './directions.ts';
import type { Piece } from './evidence.ts';
import { notIdentified, type Lens } from './lens.ts';

export interface DirectionRow {
  factor: string;
  counts: DirectionCounts;
  /** Studies that name the factor. */
  k: number;
  /** Studies with a clear sign: positive or negative. */
  clear: number;
  /** Positive among the clear ones; null where there is none. */
  positiveShare: number | null;
  wilson: Interval | null;
  exact: Interval | null;
  /** Two-sided exact sign test; null where no sign is clear. */
  p: number | null;
  /** Studies whose direction rests on a reported estimate; the others rest on words. */
  fromEstimates: number;
}

/**
 * *Direction*: which way the studies point, one vote a study and factor, with a two-sided exact sign test of the clear
 * directions (Cochrane Handbook, version 6, chapter 12; SWiM, Campbell et al. 2020). It says nothing about size.
 */
export const direction: Lens<DirectionRow> = {
  key: 'direction',
  label: 'Direction',
  asks: 'Which way do the studies point?',
  compute({ evidence, naming, counts: k, pieces, studyCount: studies }) {
    const { factors, dataset, codebook } = evidence;
    if (studies === 0) return notIdentified('No claim passes the filters.');
    const counts = countDirections(naming, factors.length);
    const estimated = new Map<string, Set<string>>();
    for (const { study, a, b } of dataset.estimates) {
      for (const { kind, key } of [a, b]) {
        if (kind !== 'factor') continue;
        const known = estimated.get(study) ?? new Set();
        estimated.set(study, known.add(codebook.topLevelKey('factor', key) ?? key));
      }
    }
    const fromEstimates = new Int32Array(factors.length);
    for (const [row, group] of naming.pieces.entries()) {
      if (restsOnEstimate(group, factors[naming.factor[row]].key, estimated))
        fromEstimates[naming.factor[row]]++;
    }
    const rows = factors.map(({ key }, at) => describe(key, counts[at], k[at], fromEstimates[at]));
    return { identified: true, rows, studies, claims: pieces.length };
  },
};

function describe(factor: string, counts: DirectionCounts, k: number, fromEstimates: number): DirectionRow {
  const clear = counts.positive + counts.negative;
  return {
    factor,
    counts,
    k,
    clear,
    positiveShare: clear === 0 ? null : counts.positive / clear,
    wilson: clear === 0 ? null : wilsonInterval(counts.positive, clear),
    exact: clear === 0 ? null : clopperPearsonInterval(counts.positive, clear),
    p: signTest(counts.positive, counts.negative),
    fromEstimates,
  };
}

/** Whether a study that states a clear sign also reports a number for this factor. */
function restsOnEstimate(
  group: readonly Piece[],
  factor: string,
  estimated: ReadonlyMap<string, Set<string>>,
): boolean {
  if (!estimated.get(group[0].study.id)?.has(factor)) return false;
  const pointed = studyDirection(group);
  return pointed === 'positive' || pointed === 'negative' || pointed === 'null';
}
