import type { Concept } from '../codebook/concept.ts';
import type { Study } from '../coding/study.ts';
import { notIdentified, type NotIdentified } from './lens.ts';
import type { Selection } from './selection.ts';
import { findFocal } from './trajectory.ts';

/**
 * What a study has on a factor. *Measured*: an estimate, or a claim whose attribution says that the factor was measured.
 * *Claimed*: it is credited, but nobody measured it. Nothing: the data can't tell yet whether the study measured the
 * factor and does not report it, or never looked.
 */
export type Covered = 'measured' | 'claimed';

export interface CoverageRow {
  factor: Concept;
  measured: number;
  claimed: number;
  /** By the place of the study in `Coverage.studies`; null where the study has nothing on the factor. */
  cells: (Covered | null)[];
}

export interface Coverage {
  identified: true;
  focal: Concept;
  /** Strongest designs first; within a tier those that cover more first. */
  studies: Study[];
  /** The focal factor first, then by the number of studies that measured it. */
  rows: CoverageRow[];
  /** Studies that measured the focal factor and another one. */
  together: number;
}

export function computeCoverage(selection: Selection): Coverage | NotIdentified {
  const { evidence, choices, naming } = selection;
  const { factors, codebook, dataset } = evidence;
  if (naming.studies.length === 0) return notIdentified('No claim passes the filters.');
  const focal = findFocal(selection);
  const places = new Map(factors.map(({ key }, at) => [key, at]));
  const covered = new Map<Study, (Covered | null)[]>();
  for (const studyAt of naming.studies)
    covered.set(
      evidence.studies[studyAt],
      factors.map(() => null),
    );
  for (const { study, factorAt, claim } of selection.pieces) {
    const cells = covered.get(study)!;
    const isMeasured = claim.attribution?.startsWith('measured_') ?? false;
    if (cells[factorAt] !== 'measured') cells[factorAt] = isMeasured ? 'measured' : 'claimed';
  }
  const byId = new Map([...covered.keys()].map((study) => [study.id, study]));
  for (const { study: id, a, b } of dataset.estimates) {
    const study = byId.get(id);
    if (!study) continue;
    for (const { kind, key } of [a, b]) {
      const at = kind === 'factor' ? places.get(codebook.topLevelKey('factor', key) ?? '') : undefined;
      if (at !== undefined && isWanted(factors[at], choices.leaveOutBundles))
        covered.get(study)![at] = 'measured';
    }
  }
  const studies = orderStudies(selection, covered);
  const rows = factors
    .map((factor, at): CoverageRow => {
      const cells = studies.map((study) => covered.get(study)![at]);
      return { factor, cells, measured: tally(cells, 'measured'), claimed: tally(cells, 'claimed') };
    })
    .filter(({ factor }) => isWanted(factor, choices.leaveOutBundles) || factor === focal)
    .sort(
      (a, b) =>
        Number(b.factor === focal) - Number(a.factor === focal) ||
        b.measured - a.measured ||
        b.claimed - a.claimed,
    );
  const others = rows.slice(1);
  const together = rows[0].cells.filter(
    (cell, at) => cell === 'measured' && others.some(({ cells }) => cells[at] === 'measured'),
  ).length;
  return { identified: true, focal, studies, rows, together };
}

const isWanted = ({ role }: Concept, leaveOutBundles: boolean) => !leaveOutBundles || role === 'factor';

function tally(cells: readonly (Covered | null)[], kind: Covered | null): number {
  let count = 0;
  for (const cell of cells) if (cell === kind) count++;
  return count;
}

function orderStudies({ evidence }: Selection, covered: Map<Study, (Covered | null)[]>): Study[] {
  const places = new Map(evidence.codebook.codebook.lists.tiers.map(({ key }, at) => [key, at]));
  // Counted once a study: sorting asks for them many times.
  const ranked = Array.from(covered, ([study, cells]) => ({
    study,
    place: (study.tier === null ? undefined : places.get(study.tier)) ?? Infinity,
    measured: tally(cells, 'measured'),
    size: cells.length - tally(cells, null),
  }));
  ranked.sort((a, b) => {
    if (a.place !== b.place) return a.place - b.place;
    // Tiers that no list knows, by their names; the same name whatever order the rows came in.
    const [first, second] = [a.study.tier ?? '~', b.study.tier ?? '~'];
    if (first !== second) return first < second ? -1 : 1;
    return b.measured - a.measured || b.size - a.size || (a.study.key < b.study.key ? -1 : 1);
  });
  return ranked.map(({ study }) => study);
}
