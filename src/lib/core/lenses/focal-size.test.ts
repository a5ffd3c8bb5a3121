import { expect, it } from 'vitest';
import { makeSizedDataset } from '../../../../tests/datasets/sized-dataset.ts';
import { runJob } from '../jobs/jobs.ts';
import { finishSteps } from '../stats/resampling/steps.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { allSizesInSteps, focalSizeInSteps, quickAllSizes, quickFocalSize } from './focal-size.ts';
import { placePValues } from './p-values.ts';
import { Selection } from './selection.ts';
import { sizeOfFactor, sizeRows } from './size.ts';
import { defaultSizeChoices } from './size-choices.ts';
import { checkSmallStudies } from './small-studies.ts';

const evidence = indexEvidence(makeSizedDataset());
const selection = new Selection(evidence, defaultChoices, 0);

it('is in steps what it is in one go', () => {
  const size = sizeOfFactor(selection, 'leadership');
  expect(finishSteps(focalSizeInSteps(selection, defaultSizeChoices))).toMatchObject({
    focal: { key: 'leadership' },
    size,
    smallStudies: checkSmallStudies(size.all.effects),
    pValues: placePValues(size.effects),
  });
  const all = finishSteps(allSizesInSteps(selection, defaultSizeChoices));
  expect(all).toEqual({ focal: evidence.factors[0], factors: evidence.factors, rows: sizeRows(selection) });
});

it('is the same from a job, and survives the way out of a worker', async () => {
  const context = { pacer: { now: () => 0, pause: async () => {} } };
  const input = { choices: defaultChoices, options: { ...defaultSizeChoices, betas: true } };
  const found = await runJob(evidence, 'size', input, context);
  expect(found).toEqual(quickFocalSize(selection, input.options));
  const copied = structuredClone(found);
  expect(copied).toEqual(found);
  // Figures look effects up by what they are.
  expect(copied.size.effects).toContain(copied.size.all.effects[0]);
  expect(await runJob(evidence, 'sizes', input, context)).toEqual(quickAllSizes(selection, input.options));
});

it('bounds what the same people add only where it can’t be estimated', () => {
  const { size, bound } = quickFocalSize(selection, defaultSizeChoices)!;
  expect(size.sources.identified).toBe(true);
  expect(bound.size).toMatchObject({ identified: false, reason: expect.stringContaining('estimated') });
  const estimates = evidence.dataset.estimates.map((one) => ({ ...one, sameSource: 'yes' }));
  const same = new Selection(indexEvidence({ ...evidence.dataset, estimates }), defaultChoices, 0);
  expect(quickFocalSize(same, defaultSizeChoices)!.bound.size.identified).toBe(true);
});

it('waits for a worker where there is much', () => {
  const many = { ...evidence.dataset, estimates: new Array(61).fill(evidence.dataset.estimates[0]) };
  const large = new Selection(indexEvidence(many), defaultChoices, 0);
  expect(quickAllSizes(large, defaultSizeChoices)).toBeNull();
  expect(quickFocalSize(large, defaultSizeChoices)).toBeNull();
});
