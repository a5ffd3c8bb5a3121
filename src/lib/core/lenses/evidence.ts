import { directionForFactor, type Claim, type Direction } from '../coding/claim.ts';
import type { Dataset } from '../coding/dataset.ts';
import { evidenceStrength } from '../coding/evidence-strength.ts';
import type { Study } from '../coding/study.ts';
import { CodebookIndex } from '../codebook/codebook.ts';
import type { Concept } from '../codebook/concept.ts';
import { finishSteps, type Steps } from '../stats/resampling/steps.ts';
import { filterNames, notStated, type Choices, type FilterName } from './choices.ts';
import { passing, switchAnswers } from './switch-answers.ts';
import { switchNames } from './switches.ts';

/** A claim with what the lenses ask of it, looked up once. */
export interface Piece {
  claim: Claim;
  study: Study;
  /** Place of the study in `Evidence.studies`. */
  studyAt: number;
  /** Place of the top-level factor in `Evidence.factors`. */
  factorAt: number;
  /** Place of the top-level outcome in `Evidence.outcomes`; −1 where the claim is about another factor. */
  outcomeAt: number;
  direction: Direction;
  /** Evidence strength in [0, 1]. */
  strength: number;
}

/** A dataset, indexed for weighing. */
export interface Evidence {
  dataset: Dataset;
  codebook: CodebookIndex;
  /** Top-level factors, in codebook order. */
  factors: Concept[];
  /** Top-level outcomes, in codebook order. */
  outcomes: Concept[];
  studies: Study[];
  pieces: Piece[];
  /** Keys of the factors that claims name, at whatever level. */
  claimed: ReadonlySet<string>;
  /** The same as the codebook has it, where a reader's choice of the focal factor divides the factors otherwise. */
  asCoded?: Evidence;
}

/**
 * Indexes a dataset. Studies and claims are put in the order of their keys, so that sums and resampling give the same
 * digits whatever order the rows came in. Claims whose study or factor is not in the dataset are left out: an edition
 * may hold a part of a review.
 */
export function indexEvidence(dataset: Dataset): Evidence {
  let evidence = indexed.get(dataset);
  if (!evidence) indexed.set(dataset, (evidence = finishSteps(indexInSteps(dataset))));
  return evidence;
}

/** What was indexed already, when somebody asked or before. */
const indexed = new WeakMap<Dataset, Evidence>();

/** Indexes a dataset that is about to be asked for, with a pause after every thousand claims, and answers its switches. */
export function* indexAhead(dataset: Dataset): Steps<void> {
  const evidence = yield* indexInSteps(dataset);
  for (const name of switchNames) {
    switchAnswers(evidence, name);
    yield;
  }
  indexed.set(dataset, evidence);
}

function* indexInSteps(dataset: Dataset): Steps<Evidence> {
  const codebook = new CodebookIndex(dataset.codebook);
  const factors = codebook.topFactors;
  const outcomes = codebook.topOutcomes;
  const studies = [...dataset.studies].sort(byKey);
  const studyPlaces = new Map(studies.map(({ id }, at) => [id, at]));
  const factorPlaces = new Map(factors.map(({ key }, at) => [key, at]));
  const outcomePlaces = new Map(outcomes.map(({ key }, at) => [key, at]));
  const topFactorKey = remember((key: string) => codebook.topLevelKey('factor', key));
  const topOutcomeKey = remember((key: string) => codebook.topLevelKey('outcome', key));
  const pieces: Piece[] = [];
  const claimed = new Set<string>();
  for (const [at, claim] of dataset.claims.entries()) {
    if (at % claimsAtOnce === claimsAtOnce - 1) yield;
    const studyAt = studyPlaces.get(claim.study);
    const factorAt = factorPlaces.get(topFactorKey(claim.factor) ?? '');
    if (studyAt === undefined || factorAt === undefined) continue;
    const study = studies[studyAt];
    claimed.add(claim.factor);
    const topOutcome = claim.outcome === null ? undefined : topOutcomeKey(claim.outcome);
    pieces.push({
      claim,
      study,
      studyAt,
      factorAt,
      outcomeAt: outcomePlaces.get(topOutcome ?? '') ?? -1,
      direction: directionForFactor(claim),
      strength: evidenceStrength(claim, study, dataset.rubric).value,
    });
  }
  yield;
  pieces.sort((a, b) => a.studyAt - b.studyAt || byKey(a.claim, b.claim));
  return { dataset, codebook, factors, outcomes, studies, pieces, claimed };
}

/** A few milliseconds' worth. */
const claimsAtOnce = 1000;

/** Asks once for each key: claims are many, concepts are few. */
function remember<Value>(look: (key: string) => Value): (key: string) => Value {
  const found = new Map<string, Value>();
  return (key) => {
    if (!found.has(key)) found.set(key, look(key));
    return found.get(key)!;
  };
}

/** By code units, not by the reader's locale. */
function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : Number(a.key > b.key);
}

/** The pieces that a reader's filters and switches let through. */
export function selectPieces(evidence: Evidence, choices: Choices): Piece[] {
  const { pieces } = evidence;
  const active = switchNames
    .filter((name) => choices.switches[name] !== 'keep')
    .map((name) => ({ answers: switchAnswers(evidence, name), passes: passing[choices.switches[name]] }));
  const isFiltered = makeFilter(evidence, choices);
  if (active.length === 0 && !isFiltered) return [...pieces];
  return pieces.filter(
    (piece, at) =>
      active.every(({ answers, passes }) => passes[answers[at]]) && (isFiltered?.(piece) ?? true),
  );
}

/** Whether a piece passes the filters, whatever the switches; null where nothing is filtered. */
export function makeFilter(
  { factors, outcomes }: Evidence,
  choices: Choices,
): ((piece: Piece) => boolean) | null {
  const chosen = filterNames.filter((name) => choices.filters[name].length > 0);
  if (chosen.length === 0 && !choices.leaveOutBundles) return null;
  return (piece) =>
    !(choices.leaveOutBundles && factors[piece.factorAt].role !== 'factor') &&
    chosen.every((name) =>
      filterValues[name](piece, outcomes).some((value) => choices.filters[name].includes(value ?? notStated)),
    );
}

/** What a filter looks at; null is not stated. Any one of several stages will do. */
export const filterValues: Record<
  FilterName,
  (piece: Piece, outcomes: readonly Concept[]) => readonly (string | null)[]
> = {
  setting: ({ claim }) => [claim.setting],
  attribution: ({ claim }) => [claim.attribution],
  tier: ({ study }) => [study.tier],
  outcome: ({ outcomeAt }, outcomes) => [outcomes[outcomeAt]?.key ?? null],
  stage: ({ claim: { stages } }) => (stages.length === 0 ? [null] : stages),
};

/** Key of the factor in the accent colour. An unknown choice falls back to the review's own. */
export function focalFactorKey({ codebook, factors }: Evidence, choices: Choices): string {
  const chosen = choices.focal === null ? undefined : codebook.topLevelKey('factor', choices.focal);
  return chosen ?? codebook.topLevelKey('factor', codebook.codebook.focalFactor) ?? factors[0].key;
}

/**
 * F of the noise band: the top-level factors with a claim in the review, whatever the filters; bundles and mediators
 * count unless they are left out altogether.
 */
export function countNamedFactors({ pieces, factors }: Evidence, choices: Choices): number {
  const named = new Set(pieces.map(({ factorAt }) => factorAt));
  return [...named].filter((at) => !choices.leaveOutBundles || factors[at].role === 'factor').length;
}
