import type { Concept } from '../codebook/concept.ts';
import { groupFieldNames } from './group-fields.ts';
import { groupShares, type GroupShares } from './group-shares.ts';
import { notIdentified, type NotIdentified } from './lens.ts';
import { sumByFactor } from './naming.ts';
import type { Selection } from './selection.ts';
import { findFocal } from './trajectory.ts';

/** The focal factor's share by what may change it: one grouping a field. */
export interface Moderators {
  identified: true;
  focal: Concept;
  /** The share over all studies, in [0, 1]. */
  overall: number;
  groupings: GroupShares[];
  /** Fields that no claim or study states here. */
  silent: GroupShares[];
  studies: number;
  claims: number;
}

/** @param groupings Of every field, where they were computed before, one at a time. */
export function computeModerators(
  selection: Selection,
  groupings: readonly GroupShares[] = groupFieldNames.map((field) => groupShares(selection, field)),
): Moderators | NotIdentified {
  const { naming, evidence, studyCount } = selection;
  if (studyCount === 0) return notIdentified('No claim passes the filters.');
  const focal = findFocal(selection);
  const at = evidence.factors.indexOf(focal);
  return {
    identified: true,
    focal,
    overall: sumByFactor(naming, naming.weight, evidence.factors.length)[at] / studyCount,
    groupings: groupings.filter(({ stated }) => stated > 0),
    silent: groupings.filter(({ stated }) => stated === 0),
    studies: studyCount,
    claims: selection.pieces.length,
  };
}
