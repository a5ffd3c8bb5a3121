import { studyDirection } from './directions.ts';
import type { Direction } from '../coding/claim.ts';
import type { ConceptReference, Estimate } from '../coding/estimate.ts';
import type { Study } from '../coding/study.ts';
import { climb } from './ladder.ts';
import { notStated } from './choices.ts';
import {
  describeConditions,
  meetConditions,
  readConditions,
  writeConditions,
  type Condition,
} from './conditions.ts';
import { estimatePieces } from './estimate-pieces.ts';
import { factorVariable, gatherCorrelations, pairName } from './correlations.ts';
import type { Evidence, Piece } from './evidence.ts';
import { groupFieldNames, groupFields, isInGroup, listValues, type GroupFieldName } from './group-fields.ts';
import { lowerFirst } from '../words.ts';
import { selectEstimates } from './select-estimates.ts';
import type { Selection } from './selection.ts';

/** A factor, maybe at a rung of the Ladder, in a column of the map, at a stage or in a group of claims. */
export interface FactorTarget {
  factor: string;
  rung?: string;
  outcome?: string;
  /** A code of the list of stages, or `not_stated`. */
  stage?: string;
  /** A field and its value: `form:community_coalition`. */
  group?: string;
}

/** A study, by its key. */
export interface StudyTarget {
  study: string;
}

/** All claims that meet some conditions: a cell of the map with any sides, an arrow between two factors, a year. */
export interface CellTarget {
  cell: Condition[];
}

/** What a reader clicked. */
export type MarkTarget = FactorTarget | StudyTarget | CellTarget;

/** A study behind a mark, with its claims and estimates. */
export interface StudyBehind {
  study: Study;
  direction: Direction;
  pieces: Piece[];
  /** Of a factor: those that join it to something. */
  estimates: Estimate[];
}

/**
 * The claims and estimates behind a mark, by study, those with the strongest evidence first; studies that have numbers
 * alone come last.
 */
export function findBehind(selection: Selection, target: MarkTarget): StudyBehind[] {
  if ('study' in target) return findStudy(selection, target);
  return 'cell' in target ? findCell(selection, target) : findFactor(selection, target);
}

function findCell(selection: Selection, { cell }: CellTarget): StudyBehind[] {
  const { evidence, pieces } = selection;
  const matching = meetConditions(pieces, cell, evidence);
  const estimates = Map.groupBy(
    evidence.dataset.estimates.filter(makeEstimateTest(cell, evidence)),
    ({ study }) => study,
  );
  const behind = divideByStudy(matching, estimates);
  // Some studies report a number and claim nothing in words.
  const named = new Set(behind.map(({ study }) => study));
  const numbers = meetConditions(estimatePieces(selection), cell, evidence).filter(
    ({ study }) => !named.has(study),
  );
  const silent = new Map(numbers.map(({ study, direction }) => [study, direction]));
  return [
    ...behind,
    ...[...silent].flatMap(([study, direction]): StudyBehind[] => {
      const own = estimates.get(study.id);
      return own ? [{ study, direction, pieces: [], estimates: own }] : [];
    }),
  ];
}

/** Whether an estimate joins the concepts that a cell is about; none does where it is about no two concepts. */
function makeEstimateTest(
  cell: readonly Condition[],
  { codebook }: Evidence,
): (estimate: Estimate) => boolean {
  const sought = cell.flatMap(({ field, values }) => {
    if (field !== 'factor' && field !== 'outcome' && field !== 'target') return [];
    return [{ kind: field === 'outcome' ? ('outcome' as const) : ('factor' as const), values }];
  });
  if (sought.length !== 2) return () => false;
  const [first, second] = sought;
  const isOf = ({ kind, key }: ConceptReference, one: typeof first) =>
    kind === one.kind && codebook.lineage(kind, key).some((concept) => one.values.includes(concept.key));
  return ({ a, b }) => (isOf(a, first) && isOf(b, second)) || (isOf(b, first) && isOf(a, second));
}

function findStudy({ evidence, pieces }: Selection, { study: key }: StudyTarget): StudyBehind[] {
  const study = evidence.studies.find((one) => one.key === key);
  if (!study) return [];
  const own = pieces.filter((piece) => piece.study === study);
  const estimates = evidence.dataset.estimates.filter((estimate) => estimate.study === study.id);
  return [{ study, direction: studyDirection(own), pieces: own, estimates }];
}

function findFactor(selection: Selection, target: FactorTarget): StudyBehind[] {
  const { evidence, choices, pieces } = selection;
  const { factors, outcomes, dataset, codebook } = evidence;
  let found: readonly Piece[] = pieces;
  if (target.rung) {
    const climbed = climb(pieces, dataset.rungs, choices.keepNotStated);
    found = climbed.find(({ rung }) => rung.key === target.rung)?.pieces ?? [];
  }
  const group = target.group === undefined ? null : readGroup(target.group);
  if (target.group !== undefined && group === null) return [];
  const matching = found.filter(
    (piece) =>
      factors[piece.factorAt].key === target.factor &&
      (target.outcome === undefined || outcomes[piece.outcomeAt]?.key === target.outcome) &&
      (target.stage === undefined || isInGroup('stage', target.stage, piece, evidence)) &&
      (group === null || isInGroup(group.field, group.value, piece, evidence)),
  );
  const isSought = ({ kind, key }: ConceptReference) =>
    kind === 'factor' && codebook.topLevelKey('factor', key) === target.factor;
  const estimates = Map.groupBy(
    dataset.estimates.filter(({ a, b }) => isSought(a) || isSought(b)),
    ({ study }) => study,
  );
  const claimed = divideByStudy(matching, estimates);
  const known = new Set(claimed.map(({ study }) => study));
  return [...claimed, ...findNumbersAlone(selection, target).filter(({ study }) => !known.has(study))];
}

function divideByStudy(pieces: readonly Piece[], estimates: ReadonlyMap<string, Estimate[]>): StudyBehind[] {
  return [...Map.groupBy(pieces, ({ study }) => study)]
    .map(([study, group]) => ({
      study,
      direction: studyDirection(group),
      pieces: group,
      estimates: estimates.get(study.id) ?? [],
    }))
    .sort((a, b) => strongest(b.pieces) - strongest(a.pieces));
}

/**
 * Studies that put a number on the factor and say nothing of it in words. A rung, a stage and a group ask for what only
 * claims state.
 */
function findNumbersAlone(selection: Selection, target: FactorTarget): StudyBehind[] {
  const { factor, outcome, rung, stage, group } = target;
  if (rung !== undefined || stage !== undefined || group !== undefined) return [];
  const links = selectEstimates(selection).filter(
    (link) => link.factor === factor && (outcome === undefined || link.outcome === outcome),
  );
  const found = new Map<Study, Estimate[]>();
  for (const { study, estimate } of links) found.set(study, [...(found.get(study) ?? []), estimate]);
  if (outcome === undefined) {
    for (const { study, estimates } of correlationsAmongFactors(selection, factor)) {
      found.set(study, [...(found.get(study) ?? []), ...estimates]);
    }
  }
  return [...found]
    .sort(([one], [other]) => (one.key < other.key ? -1 : Number(one.key > other.key)))
    .map(([study, estimates]) => ({ study, direction: studyDirection([]), pieces: [], estimates }));
}

/** What studies correlate of the factor with other factors: the matrices of the unique part rest on it. */
function correlationsAmongFactors(selection: Selection, factor: string) {
  const own = factorVariable(factor);
  const others = selection.evidence.factors.map(({ key }) => pairName(own, factorVariable(key)));
  return gatherCorrelations(selection).studies.flatMap(({ study, pairs }) => {
    const estimates = others.flatMap((pair) => pairs.get(pair)?.estimates ?? []);
    return estimates.length > 0 ? [{ study, estimates }] : [];
  });
}

function strongest(pieces: readonly Piece[]): number {
  return Math.max(...pieces.map(({ strength }) => strength));
}

const studyPrefix = 'study:';
const cellPrefix = 'cell?';
/** What a factor is narrowed to, by the sign before it. */
const narrowings = { '@': 'rung', '>': 'outcome', '~': 'stage', '^': 'group' } as const;

function readGroup(text: string): { field: GroupFieldName; value: string } | null {
  const [, name, value] = /^([^:]+):(.+)$/.exec(text) ?? [];
  const field = groupFieldNames.find((known) => known === name);
  return field ? { field, value } : null;
}

/** A target in an address: `leadership`, `leadership@primary`, `leadership>process`, `leadership~planning`,
 * `leadership^setting:both`, `study:S012`, `cell?factor=trust&form=consortium`. */
export function writeTarget(target: MarkTarget): string {
  if ('study' in target) return studyPrefix + target.study;
  if ('cell' in target) return cellPrefix + writeConditions(target.cell);
  for (const [sign, name] of Object.entries(narrowings)) {
    if (target[name]) return target.factor + sign + target[name];
  }
  return target.factor;
}

export function readTarget(text: string | null): MarkTarget | null {
  if (!text) return null;
  if (text.startsWith(studyPrefix)) {
    return text === studyPrefix ? null : { study: text.slice(studyPrefix.length) };
  }
  if (text.startsWith(cellPrefix)) {
    const cell = readConditions(text.slice(cellPrefix.length));
    return cell.length === 0 ? null : { cell };
  }
  const [, factor, sign, rest] = /^([^@>~^]+)(?:([@>~^])(.+))?$/.exec(text) ?? [];
  if (!factor) return null;
  return sign ? { factor, [narrowings[sign as keyof typeof narrowings]]: rest } : { factor };
}

/** What is open, in words: "Leadership, at “primary studies”". */
export function describeTarget(evidence: Evidence, target: MarkTarget): string {
  const { codebook, dataset, studies } = evidence;
  if ('study' in target) return studies.find(({ key }) => key === target.study)?.label ?? target.study;
  if ('cell' in target) return describeConditions(target.cell, evidence);
  const { factor, rung, outcome, stage } = target;
  const label = codebook.concept('factor', factor)?.label ?? factor;
  if (outcome) return `${label} → ${codebook.concept('outcome', outcome)?.label ?? outcome}`;
  if (stage) return `${label}, ${describeStage(evidence, stage)}`;
  const group = target.group === undefined ? null : readGroup(target.group);
  if (group) {
    const found = listValues(group.field, evidence).find(({ value }) => value === group.value);
    return `${label}, ${lowerFirst(groupFields[group.field].label)}: ${lowerFirst(found?.label ?? group.value)}`;
  }
  const found = dataset.rungs.find(({ key }) => key === rung);
  return found ? `${label}, at “${lowerFirst(found.label)}”` : label;
}

function describeStage({ codebook }: Evidence, stage: string): string {
  return stage === notStated
    ? 'stage not stated'
    : `at the stage “${lowerFirst(codebook.codeLabel('stages', stage))}”`;
}
