import type { Concept } from '../codebook/concept.ts';
import type { Study } from '../coding/study.ts';
import { focalFactorKey } from './evidence.ts';
import { notIdentified, type NotIdentified } from './lens.ts';
import { sumByFactor, type Naming } from './naming.ts';
import type { Selection } from './selection.ts';

/** Lenses that add up over studies. */
export const additiveLenses = ['said', 'supported'] as const;
export type AdditiveLens = (typeof additiveLenses)[number];

/** The smallest set of studies without which the focal factor is overtaken. */
export interface Overtaking {
  identified: true;
  lens: AdditiveLens;
  /** The focal factor's rank among all top-level factors; 1 is first, and level factors share the better rank. */
  rank: number;
  /** Studies that name any factor. */
  studies: number;
  /** What is taken away, those that give the focal factor most over the other first. */
  removed: Study[];
  /** Who then stands before it. */
  by: Concept;
}

export type OvertakingResult = Overtaking | NotIdentified;

/** Sums that differ by no more than rounding are level. */
const level = 1e-9;

/**
 * The smallest set of studies whose removal takes the focal factor from its rank: after it, a factor that is now behind it
 * or level with it stands before it.
 *
 * It is exact for lenses that add up over studies. A study s gives factor f a part c(s, f) that depends on no other
 * study; f stands before g where the sum of d(s) = c(s, f) − c(s, g) over the studies is positive (shares divide both
 * sums by the same number). Without a set R the sum is Σ d − Σ_R d, and among all sets of m studies the one with the m
 * largest d takes away most. Hence g can overtake f with m studies if and only if it does so with those m, the least m
 * is found by taking them one after the other, and the least over all g is the answer.
 *
 * *Supported* is ranked by the sums of what is carried before sums below zero are drawn as zero.
 */
export function findOvertaking(selection: Selection, lens: AdditiveLens): OvertakingResult {
  const { evidence, choices, naming } = selection;
  const { factors, studies } = evidence;
  if (selection.studyCount === 0) return notIdentified('No claim passes the filters.');
  const focalKey = focalFactorKey(evidence, choices);
  const focalAt = factors.findIndex(({ key }) => key === focalKey);
  if (selection.counts[focalAt] === 0) {
    return notIdentified(`No study here names ${factors[focalAt].label}, so it has no rank.`);
  }
  const values = lens === 'said' ? naming.weight : naming.carried;
  const sums = sumByFactor(naming, values, factors.length);
  const rank = 1 + sums.filter((sum) => sum > sums[focalAt] + level).length;
  let least: { by: number; removed: number[] } | null = null;
  for (let other = 0; other < factors.length; other++) {
    const isAhead = sums[other] > sums[focalAt] + level;
    if (other === focalAt || isAhead || selection.counts[other] === 0) continue;
    const removed = fewestToOvertake(naming, values, focalAt, other);
    if (removed && (!least || removed.length < least.removed.length)) least = { by: other, removed };
  }
  if (!least) {
    return notIdentified(
      `No other factor can overtake ${factors[focalAt].label}, whichever studies are taken away: no study gives another factor more.`,
    );
  }
  return {
    identified: true,
    lens,
    rank,
    studies: selection.studyCount,
    removed: least.removed.map((at) => studies[naming.studies[at]]),
    by: factors[least.by],
  };
}

/** Places of the fewest studies without which `other` has a larger sum than `focal`; null where no set does it. */
function fewestToOvertake(
  naming: Naming,
  values: Float64Array,
  focal: number,
  other: number,
): number[] | null {
  const { studies, start, factor } = naming;
  const differences = new Float64Array(studies.length);
  let lead = 0;
  for (let at = 0; at < studies.length; at++) {
    for (let row = start[at]; row < start[at + 1]; row++) {
      if (factor[row] === focal) differences[at] += values[row];
      else if (factor[row] === other) differences[at] -= values[row];
    }
    lead += differences[at];
  }
  // The place decides among equals, so that the answer is always the same.
  const order = [...differences.keys()]
    .filter((at) => differences[at] > 0)
    .sort((a, b) => differences[b] - differences[a] || a - b);
  const removed: number[] = [];
  for (const at of order) {
    if (lead < -level) break;
    lead -= differences[at];
    removed.push(at);
  }
  return lead < -level ? removed : null;
}
