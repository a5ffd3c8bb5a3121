import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { runJob } from '../jobs/jobs.ts';
import { finishSteps } from '../stats/resampling/steps.ts';
import { answerUnderRules } from './answer-under-rules.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';
import { weigh } from './weighing.ts';

const sample = loadSampleDataset();
const pacer = { now: () => 0, pause: () => Promise.resolve() };

describe('the answer under rules of weighing', () => {
  it('is that of the lenses', () => {
    const { supported, ladder } = weigh(new Selection(indexEvidence(sample), defaultChoices));
    if (!supported.identified) throw new TypeError('The sample is supported by nothing.');
    const row = supported.rows.find(({ factor }) => factor === 'leadership')!;
    expect(finishSteps(answerUnderRules(sample))).toEqual({
      focal: 'Leadership',
      supported: row.share,
      rung: sample.rungs.at(-1)!.label,
      left: ladder.rungs.at(-1)!.studies,
      share: null,
    });
  });

  it('follows the rules that a job is given, not those of the evidence', async () => {
    const rules = { rungs: sample.rungs.slice(0, 1), rubric: sample.rubric };
    const changed = await runJob(indexEvidence(sample), 'rules', { rules }, { pacer });
    expect(changed).toEqual(finishSteps(answerUnderRules({ ...sample, ...rules })));
    expect(changed.left).toBe(91);
    expect(changed.share).toBeCloseTo(0.34, 2);
  });

  it('says of empty evidence that nothing can be told', () => {
    const answer = finishSteps(answerUnderRules(makeDataset([])));
    expect(answer).toMatchObject({ supported: null, left: 0, share: null });
  });
});
