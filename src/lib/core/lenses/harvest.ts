import type { Direction } from '../coding/claim.ts';
import type { Study } from '../coding/study.ts';
import type { Concept } from '../codebook/concept.ts';
import { wilsonInterval, type Interval } from '../stats/proportion-intervals.ts';
import { lowerFirst } from '../words.ts';
import { direction, type DirectionRow } from './direction.ts';
import { emptyCounts, studyDirection, type DirectionCounts } from './directions.ts';
import type { Piece } from './evidence.ts';
import { notIdentified, type NotIdentified } from './lens.ts';
import type { Selection } from './selection.ts';

/** One study on one outcome. */
export interface HarvestStudy {
  study: Study;
  /** Which way its claims on this outcome point. */
  direction: Direction;
  /** Value of its design tier in the review's rubric, in [0, 1]; null where the tier is not stated. */
  design: number | null;
  /** Mean evidence strength of its claims on this outcome, in [0, 1]. */
  strength: number;
  /** Whether the study reports a number that joins the factor to this outcome. */
  hasEstimate: boolean;
}

export interface HarvestOutcome {
  /** Null: claims about another factor. */
  outcome: Concept | null;
  /** By design, the strongest first, then by evidence strength. */
  studies: HarvestStudy[];
  counts: DirectionCounts;
  /** Studies with a clear sign, and which part of them is positive; null where there is none. */
  clear: number;
  positiveShare: number | null;
  wilson: Interval | null;
}

export interface Harvest {
  identified: true;
  factor: Concept;
  /** In codebook order; only those with a study. */
  outcomes: HarvestOutcome[];
  /** Over all outcomes, one vote a study. */
  total: DirectionRow;
}

export type HarvestResult = Harvest | NotIdentified;

/**
 * Which way every study points on every outcome: what effect direction plots (Thomson and Thomas 2013, Research Synthesis
 * Methods 4, 95–101; Boon and Thomson 2021, 12, 29–33) and harvest plots (Ogilvie et al. 2008, BMC Medical Research
 * Methodology 8, 8) show where results can't be pooled. The sums are those of the lens *direction*.
 *
 * @param factor Key of a top-level factor.
 */
export function computeHarvest(selection: Selection, factor: string): HarvestResult {
  const { evidence, pieces } = selection;
  const { factors, outcomes } = evidence;
  const factorAt = factors.findIndex(({ key }) => key === factor);
  if (factorAt < 0) throw new RangeError(`computeHarvest: "${factor}" is no top-level factor`);
  const own = pieces.filter((piece) => piece.factorAt === factorAt);
  if (own.length === 0) {
    return notIdentified(
      pieces.length === 0
        ? 'No claim passes the filters.'
        : `No study here names ${lowerFirst(factors[factorAt].label)}.`,
    );
  }
  const counted = direction.compute(selection);
  if (!counted.identified) return counted;
  const estimated = joinedByEstimates(selection, factor);
  const byOutcome = Map.groupBy(own, ({ outcomeAt }) => outcomeAt);
  const places = [...outcomes.keys(), -1].filter((at) => byOutcome.has(at));
  return {
    identified: true,
    factor: factors[factorAt],
    outcomes: places.map((at) => {
      const outcome = outcomes[at] ?? null;
      const known = estimated.get(outcome?.key ?? '') ?? new Set();
      return gather(outcome, byOutcome.get(at)!, known, evidence.dataset.rubric.tier);
    }),
    total: counted.rows[factorAt],
  };
}

function gather(
  outcome: Concept | null,
  pieces: readonly Piece[],
  estimated: ReadonlySet<string>,
  tiers: Record<string, number>,
): HarvestOutcome {
  const studies = [...Map.groupBy(pieces, ({ study }) => study)].map(([study, group]): HarvestStudy => ({
    study,
    direction: studyDirection(group),
    design: study.tier !== null && Object.hasOwn(tiers, study.tier) ? tiers[study.tier] : null,
    strength: group.reduce((sum, { strength }) => sum + strength, 0) / group.length,
    hasEstimate: estimated.has(study.id),
  }));
  studies.sort((a, b) => (b.design ?? -1) - (a.design ?? -1) || b.strength - a.strength);
  const counts = emptyCounts();
  for (const { direction } of studies) counts[direction]++;
  const clear = counts.positive + counts.negative;
  return {
    outcome,
    studies,
    counts,
    clear,
    positiveShare: clear === 0 ? null : counts.positive / clear,
    wilson: clear === 0 ? null : wilsonInterval(counts.positive, clear),
  };
}

/** Ids of the studies that report a number for the factor, by top-level outcome. */
function joinedByEstimates({ evidence }: Selection, factor: string): Map<string, Set<string>> {
  const { dataset, codebook } = evidence;
  const joined = new Map<string, Set<string>>();
  for (const { study, a, b } of dataset.estimates) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ]) {
      if (one.kind !== 'factor' || other.kind !== 'outcome') continue;
      if (codebook.topLevelKey('factor', one.key) !== factor) continue;
      const outcome = codebook.topLevelKey('outcome', other.key) ?? '';
      joined.set(outcome, (joined.get(outcome) ?? new Set()).add(study));
    }
  }
  return joined;
}
