/** Datasets with estimates of any content, for properties that must hold for all of them. */
import fc from 'fast-check';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { anyDataset } from './any-dataset.ts';
import { factorKeys, outcomeKeys } from './make-dataset.ts';
import { makeEstimate } from './make-estimate.ts';

const orNull = <Value>(values: readonly Value[]) => fc.constantFrom(...values, null);
const types = [
  'pearson_r',
  'pearson_r',
  'latent_r',
  'corrected_rho',
  'standardised_beta',
  'path',
  'odds_ratio',
  'smd',
  'r_squared',
  'partial_r',
  'something_else',
];

const estimate = fc.record({
  study: fc.nat(),
  factor: fc.constantFrom(...factorKeys, 'leadership.shared', 'luck'),
  outcome: fc.constantFrom(...outcomeKeys),
  isTurned: fc.boolean(),
  type: fc.constantFrom(...types),
  value: fc.constantFrom(-1, -0.6, -0.2, 0, 0.05, 0.3, 0.3, 0.7, 0.99, 1, 2.5),
  n: orNull([1, 3, 4, 20, 218, 40_000]),
  nUnit: orNull(['people', 'people', 'partnerships', 'samples']),
  p: orNull([
    { relation: '<' as const, value: 0.01 },
    { relation: '=' as const, value: 0.3 },
    { relation: '>' as const, value: 0.05 },
    { relation: '=' as const, value: 0 },
    { relation: '=' as const, value: 1e-30 },
  ]),
  adjusted: orNull(['yes' as const, 'no' as const]),
  sameSource: orNull(['yes', 'no', 'unclear']),
});

/** Any dataset, with up to forty estimates: mostly correlations, with everything that can be wrong with them. */
export const anyEstimatedDataset: fc.Arbitrary<Dataset> = fc
  .record({ dataset: anyDataset, drawn: fc.array(estimate, { maxLength: 40 }) })
  .map(({ dataset, drawn }) => ({
    ...dataset,
    estimates: drawn.map(({ study, factor, outcome, isTurned, ...facts }, at) => {
      const ends = [
        { kind: 'factor' as const, key: factor },
        { kind: 'outcome' as const, key: outcome },
      ];
      const [a, b] = isTurned ? ends.reverse() : ends;
      return makeEstimate(`E${at}`, `S${study % dataset.studies.length}`, { ...facts, a, b });
    }),
  }));
