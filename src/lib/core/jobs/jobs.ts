/** What takes long, by name: pure functions of the evidence that pause often and can be cancelled, wherever they run. */
import type { WeighingRules } from '../coding/read-weighing.ts';
import { answerUnderRules, type RulesAnswer } from '../lenses/answer-under-rules.ts';
import { floorSteps, type FloorRow } from '../lenses/attention-floors.ts';
import type { Choices } from '../lenses/choices.ts';
import type { Evidence } from '../lenses/evidence.ts';
import { allSizesInSteps, focalSizeInSteps, type AllSizes, type FocalSize } from '../lenses/focal-size.ts';
import { groupSharesInSteps, type GroupShares } from '../lenses/group-shares.ts';
import { headToHead, type HeadToHeadResult } from '../lenses/head-to-head.ts';
import type { MultiverseMeasure } from '../lenses/multiverse/forks.ts';
import { runFocalMultiverse, type FocalMultiverse } from '../lenses/multiverse/run-focal-multiverse.ts';
import { findWhatWouldChange, type WhatWouldChange } from '../lenses/most-telling-cell.ts';
import type { CaseResult } from '../lenses/case-sets.ts';
import { necessarySteps } from '../lenses/necessary.ts';
import { Selection } from '../lenses/selection.ts';
import type { SizeChoices } from '../lenses/size-choices.ts';
import { uniquePart, uniqueSteps, type UniqueResult } from '../lenses/unique.ts';
import type { UniqueOptions } from '../lenses/unique-options.ts';
import { weigh, type Weighing } from '../lenses/weighing.ts';
import type { RunOptions } from '../stats/resampling/multiverse-run.ts';
import { finishInStretches, finishSteps } from '../stats/resampling/steps.ts';

/** The clock and the pause of the place, the signal that cancels, and who is told how far it is. */
export interface JobContext extends Pick<RunOptions, 'pacer' | 'signal' | 'onProgress'> {
  /** Told a first result, which the whole one follows. */
  onFirst?: (first: unknown) => void;
}

type Job<Input, Result> = (evidence: Evidence, input: Input, context: JobContext) => Promise<Result>;

export interface ByChoices {
  choices: Choices;
}

/** Every lens: first without what takes long, then with its intervals. */
const weighJob: Job<ByChoices, Weighing> = async (evidence, { choices }, context) => {
  const selection = new Selection(evidence, choices);
  if (context.onFirst) context.onFirst(weigh(selection.quick()));
  await finishInStretches(selection.prepare(), context);
  return weigh(selection);
};

/** The focal factor over all ways of counting. */
const multiverseJob: Job<{ measure: MultiverseMeasure; focal: string }, FocalMultiverse> = runFocalMultiverse;

/** The focal factor's share in the groups of every field, with intervals and tests. */
const groupsJob: Job<ByChoices, GroupShares[]> = async (evidence, { choices }, context) =>
  finishInStretches(groupSharesInSteps(new Selection(evidence, choices)), context);

/** What would change the answer, for each additive lens. */
const changeJob: Job<ByChoices, WhatWouldChange> = async (evidence, { choices }) =>
  findWhatWouldChange(new Selection(evidence, choices, 0));

/** What each factor explains: first the parts, then with their intervals. */
const uniqueJob: Job<ByChoices & { options: Partial<UniqueOptions> }, UniqueResult> = async (
  evidence,
  { choices, options },
  context,
) => {
  if (context.onFirst) context.onFirst(uniquePart(new Selection(evidence, choices, 0), options));
  return finishInStretches(uniqueSteps(new Selection(evidence, choices), options), context);
};

/** What a case table says: first without the tests of chance, which take long, then with them. */
const casesJob: Job<ByChoices & { table: string | null }, CaseResult> = async (
  evidence,
  { choices, table },
  context,
) => {
  if (context.onFirst)
    context.onFirst(finishSteps(necessarySteps(new Selection(evidence, choices, 0), table)));
  return finishInStretches(necessarySteps(new Selection(evidence, choices), table), context);
};
type BySizeChoices = ByChoices & { options: SizeChoices };

/** The sizes of all factors. */
const sizesJob: Job<BySizeChoices, AllSizes> = async (evidence, { choices, options }, context) =>
  finishInStretches(allSizesInSteps(new Selection(evidence, choices, 0), options), context);

/** The size of the focal factor, with small studies, p values and what the same source may add. */
const sizeJob: Job<BySizeChoices, FocalSize> = async (evidence, { choices, options }, context) =>
  finishInStretches(focalSizeInSteps(new Selection(evidence, choices, 0), options), context);

/** Who came out ahead where studies compared. */
const rivalsJob: Job<ByChoices, HeadToHeadResult> = async (evidence, { choices }) =>
  headToHead(new Selection(evidence, choices, 0));
/** Where shares of *supported* would fall by attention alone. */
const floorsJob: Job<ByChoices, FloorRow[]> = async (evidence, { choices }, context) =>
  finishInStretches(floorSteps(new Selection(evidence, choices, 0)), context);

/** The answer, were the rungs and the strength of evidence these. */
const rulesJob: Job<{ rules: WeighingRules }, RulesAnswer> = async ({ dataset }, { rules }, context) =>
  finishInStretches(answerUnderRules({ ...dataset, ...rules }), context);

export const jobs = {
  weigh: weighJob,
  multiverse: multiverseJob,
  groups: groupsJob,
  change: changeJob,
  unique: uniqueJob,
  cases: casesJob,
  sizes: sizesJob,
  size: sizeJob,
  rivals: rivalsJob,
  floors: floorsJob,
  rules: rulesJob,
};

export type JobName = keyof typeof jobs;
export type JobInput<Name extends JobName> = Parameters<(typeof jobs)[Name]>[1];
export type JobResult<Name extends JobName> = Awaited<ReturnType<(typeof jobs)[Name]>>;

export function runJob<Name extends JobName>(
  evidence: Evidence,
  name: Name,
  input: JobInput<Name>,
  context: JobContext,
): Promise<JobResult<Name>> {
  const job = jobs[name] as unknown as Job<JobInput<Name>, JobResult<Name>>;
  return job(evidence, input, context);
}
