import type { Dataset } from '../coding/dataset.ts';
import type { Steps } from '../stats/resampling/steps.ts';
import { defaultChoices } from './choices.ts';
import { indexAhead, indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';
import { weighInSteps } from './weighing.ts';

/** What the factor in focus carries, and what is left of it at the last rung of the Ladder. */
export interface RulesAnswer {
  /** The label of the factor. */
  focal: string;
  /** Its part of what is supported, from 0 to 1; null where none can be told. */
  supported: number | null;
  /** The label of the last rung. */
  rung: string;
  /** Studies that reach it. */
  left: number;
  /** The factor's part of what they say, from 0 to 1; null where none of them names it. */
  share: number | null;
}

/** The answer to all evidence of a dataset, under its rungs and its rubric. */
export function* answerUnderRules(dataset: Dataset): Steps<RulesAnswer> {
  yield* indexAhead(dataset);
  const selection = new Selection(indexEvidence(dataset), defaultChoices, 0, { quickly: true });
  yield;
  const { ladder, supported, focal } = yield* weighInSteps(selection);
  const row = supported.identified && supported.rows.find(({ factor }) => factor === focal.key);
  const last = ladder.rungs.at(-1)!;
  const point = last.points.find(({ factor }) => factor === focal.key)!;
  return {
    focal: focal.label,
    supported: row ? row.share : null,
    rung: last.rung.label,
    left: last.studies,
    share: point.k === 0 ? null : point.share,
  };
}
