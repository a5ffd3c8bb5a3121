import type { Concept } from '../codebook/concept.ts';
import { finishSteps, type Steps } from '../stats/resampling/steps.ts';
import { focalFactorKey } from './evidence.ts';
import { notIdentified, type NotIdentified } from './lens.ts';
import { placePValues, type PValues } from './p-values.ts';
import { countDoubts, type DoubtCounts } from './select-estimates.ts';
import type { Selection } from './selection.ts';
import { sizeOfFactorInSteps, sizeRowsInSteps, type FactorSize, type SizeRow } from './size.ts';
import type { SizeChoices } from './size-choices.ts';
import { checkSmallStudies, type SmallStudies } from './small-studies.ts';
import { boundSources, type SourceBound } from './source-bound.ts';

/** The sizes of all factors, with the factors as they were when they were computed. */
export interface AllSizes {
  focal: Concept;
  factors: Concept[];
  rows: SizeRow[];
}

/** The size of the focal factor, with everything that is drawn of it. */
export interface FocalSize {
  focal: Concept;
  size: FactorSize;
  smallStudies: SmallStudies | NotIdentified;
  pValues: PValues;
  bound: SourceBound;
  /** How many of its numbers each doubt applies to, whatever the choices. */
  doubts: DoubtCounts;
}

/** A bound is for where nothing better is known. */
const estimated =
  'Correlations with the same and with separate sources are both there: what the same people add is estimated from them, at the forest plot.';

export function* allSizesInSteps(selection: Selection, options: SizeChoices): Steps<AllSizes> {
  const rows = yield* sizeRowsInSteps(selection, options);
  return { focal: focalOf(selection), factors: selection.evidence.factors, rows };
}

export function* focalSizeInSteps(selection: Selection, options: SizeChoices): Steps<FocalSize> {
  const focal = focalOf(selection);
  const size = yield* sizeOfFactorInSteps(selection, focal.key, options);
  yield;
  const smallStudies = checkSmallStudies(size.all.effects);
  yield;
  const found = boundSources(selection, focal.key, size.all.effects, options.methodShare);
  const bound = size.sources.identified ? { ...found, size: notIdentified(estimated) } : found;
  const doubts = countDoubts(selection.evidence, focal.key);
  return { focal, size, smallStudies, pValues: placePValues(size.effects), bound, doubts };
}

/** So few estimates and claims that a page computes their sizes with its first picture, in a few milliseconds. */
const fewEstimates = 60;
const fewClaims = 3000;

function areFew({ evidence }: Selection): boolean {
  return evidence.dataset.estimates.length <= fewEstimates && evidence.pieces.length <= fewClaims;
}

/** The same at once; null where that would take long. */
export function quickAllSizes(selection: Selection, options: SizeChoices): AllSizes | null {
  return areFew(selection) ? finishSteps(allSizesInSteps(selection, options)) : null;
}

/** The same at once; null where that would take long. */
export function quickFocalSize(selection: Selection, options: SizeChoices): FocalSize | null {
  return areFew(selection) ? finishSteps(focalSizeInSteps(selection, options)) : null;
}

function focalOf({ evidence, choices }: Selection): Concept {
  const key = focalFactorKey(evidence, choices);
  return evidence.factors.find((factor) => factor.key === key)!;
}
