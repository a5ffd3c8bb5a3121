import { lowerFirst } from '../words.ts';
import type { Concept } from '../codebook/concept.ts';
import type { Study } from '../coding/study.ts';
import { focalFactorKey } from './evidence.ts';
import { notIdentified, type NotIdentified } from './lens.ts';
import { sumByFactor, type Naming } from './naming.ts';
import type { Selection } from './selection.ts';

/** Lenses that add up over studies. */
export const additiveLenses = ['said', 'supported'] as const;
export type AdditiveLens = (typeof additiveLenses)[number];

/** The smallest set of studies without which the focal factor has another rank. */
export interface Overtaking {
  identified: true;
  lens: AdditiveLens;
  /** The focal factor's rank among all top-level factors; 1 is first, and level factors share the better rank. */
  rank: number;
  /** Studies that name any factor. */
  studies: number;
  /** What is taken away, those that give the focal factor most over the other first. */
  removed: Study[];
  /** Who then stands before it, or no longer does. */
  by: Concept;
  /** Down: that factor then stands before it. Up: that factor stands before it now, and then no longer. */
  move: 'down' | 'up';
}

export type OvertakingResult = Overtaking | NotIdentified;

/** What each lens adds up, within a sentence. */
export const ofWhat: Record<AdditiveLens, string> = {
  said: 'what is said',
  supported: 'what the evidence supports',
};

/** Sums that differ by no more than rounding are level. */
const level = 1e-9;

/**
 * The smallest set of studies whose removal takes the focal factor from its rank: after it, a factor that is now behind it
 * or level with it stands before it, or one that is now before it no longer is. Of two sets as small, the one that costs
 * it its rank.
 *
 * It is exact for lenses that add up over studies. A study s gives factor f a part c(s, f) that depends on no other
 * study; f stands before g where the sum of d(s) = c(s, f) − c(s, g) over the studies is positive (shares divide both
 * sums by the same number). Without a set R the sum is Σ d − Σ_R d, and among all sets of m studies the one with the m
 * largest d takes away most. Hence g can overtake f with m studies if and only if it does so with those m, the least m
 * is found by taking them one after the other, and the least over all g is the answer. The other way round, a g that is
 * before f is brought down to it by the studies with the largest −d.
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
    return notIdentified(`No study here names ${lowerFirst(factors[focalAt].label)}, so there is no rank.`);
  }
  const values = lens === 'said' ? naming.weight : naming.carried;
  const sums = sumByFactor(naming, values, factors.length);
  const rank = 1 + sums.filter((sum) => sum > sums[focalAt] + level).length;
  let least: { by: number; removed: number[]; move: Overtaking['move'] } | null = null;
  for (const move of ['down', 'up'] as const) {
    for (let other = 0; other < factors.length; other++) {
      const isAhead = sums[other] > sums[focalAt] + level;
      if (other === focalAt || isAhead !== (move === 'up') || selection.counts[other] === 0) continue;
      const removed =
        move === 'down'
          ? fewestToPass(naming, values, focalAt, other, -level)
          : fewestToPass(naming, values, other, focalAt, level);
      if (removed && (!least || removed.length < least.removed.length)) least = { by: other, removed, move };
    }
  }
  if (!least) {
    return notIdentified(
      `In ${ofWhat[lens]}, the rank of ${lowerFirst(factors[focalAt].label)} stays as it is whichever studies are taken away: no study gives another factor more.`,
    );
  }
  return {
    identified: true,
    lens,
    rank,
    studies: selection.studyCount,
    removed: least.removed.map((at) => studies[naming.studies[at]]),
    by: factors[least.by],
    move: least.move,
  };
}

/**
 * Places of the fewest studies without which the lead of `first` over `second` is at most `most`; null where no set
 * does it.
 */
function fewestToPass(
  naming: Naming,
  values: Float64Array,
  first: number,
  second: number,
  most: number,
): number[] | null {
  const { studies, start, factor } = naming;
  const differences = new Float64Array(studies.length);
  let lead = 0;
  for (let at = 0; at < studies.length; at++) {
    for (let row = start[at]; row < start[at + 1]; row++) {
      if (factor[row] === first) differences[at] += values[row];
      else if (factor[row] === second) differences[at] -= values[row];
    }
    lead += differences[at];
  }
  // The place decides among equals, so that the answer is always the same.
  const order = [...differences.keys()]
    .filter((at) => differences[at] > 0)
    .sort((a, b) => differences[b] - differences[a] || a - b);
  const removed: number[] = [];
  for (const at of order) {
    if (lead <= most) break;
    lead -= differences[at];
    removed.push(at);
  }
  return lead <= most ? removed : null;
}
