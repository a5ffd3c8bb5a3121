import { expect, it } from 'vitest';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { CodebookIndex } from '../codebook/codebook.ts';
import { sampleSize } from './sample-size.ts';

const codebook = new CodebookIndex(loadSampleDataset().codebook);

it.each([
  [7183, 'people', '7,183 people'],
  [1, 'partnerships', '1 (partnerships)'],
  [78, 'effect_sizes', '78 effect sizes'],
  [12, null, '12'],
  [null, 'people', null],
])('n = %s of %s is "%s"', (n, nUnit, words) => {
  expect(sampleSize({ n, nUnit }, codebook)).toBe(words);
});
