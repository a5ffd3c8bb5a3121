import { expect, it } from 'vitest';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { indexEvidence } from './evidence.ts';
import { findStrangeParameters } from './strange-parameters.ts';

const evidence = indexEvidence(loadSampleDataset());
const find = (text: string) => findStrangeParameters(new URLSearchParams(text), evidence);

it('takes every parameter of a Weigh address', () => {
  const address =
    'focal=trust&wide=1&setting=inter_organisational,not_stated&tier=A,B&outcome=service&outcome_known=drop&unstated=keep&open=x&size-beta=1&rows=factor';
  expect(find(address)).toEqual([]);
  expect(find('')).toEqual([]);
});

it('names what the review has not, and what it has instead', () => {
  expect(find('setting=bogus')).toEqual([
    'There is no setting "bogus"; there are inter_organisational, intra_organisational, both and not_stated.',
  ]);
  expect(find('seting=both')[0]).toMatch(/^There is no parameter "seting"; there are focal, wide, setting, /);
  expect(find('outcome_known=dropp')).toEqual([
    'There is no position of outcome_known "dropp"; there are keep, drop and only.',
  ]);
  expect(find('focal=leader')[0]).toMatch(/^There is no factor "leader"; there are leadership, /);
});
