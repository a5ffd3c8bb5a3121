import type { Concept } from '../codebook/concept.ts';
import { focalFactorKey } from './evidence.ts';
import { groupShares, type GroupShare, type GroupShares } from './group-shares.ts';
import { notIdentified, type NotIdentified } from './lens.ts';
import type { Selection } from './selection.ts';

/** The focal factor's share of what is said, by the stage of life that a claim speaks of. */
export interface Trajectory {
  identified: true;
  focal: Concept;
  /** Stages in their order, those without a study too. */
  stages: GroupShare[];
  /** Claims about all stages, about none in particular, and those that do not say: rows of their own. */
  others: GroupShare[];
  studies: number;
  claims: number;
  /** Studies that state a stage. */
  stated: number;
  /** Permutation test of any difference between stages; null where there is nothing to compare. */
  p: number | null;
  /** Whether intervals and test are there, or still to come. */
  isDrawn: boolean;
}

/** @param byStage The groups of the stages, where they were computed before. */
export function computeTrajectory(
  selection: Selection,
  byStage: GroupShares = groupShares(selection, 'stage'),
): Trajectory | NotIdentified {
  if (selection.studyCount === 0) return notIdentified('No claim passes the filters.');
  const { rows, stated, p, isDrawn } = byStage;
  if (stated === 0)
    return notIdentified('No claim here says at which stage of a collaboration’s life it applies.');
  return {
    identified: true,
    focal: findFocal(selection),
    stages: rows.filter(({ kind }) => kind === 'code'),
    others: rows.filter(({ kind, studies }) => kind !== 'code' && studies > 0),
    studies: selection.studyCount,
    claims: selection.pieces.length,
    stated,
    p,
    isDrawn,
  };
}

export function findFocal({ evidence, choices }: Selection): Concept {
  const key = focalFactorKey(evidence, choices);
  return evidence.factors.find((factor) => factor.key === key)!;
}
