/** Datasets with correlation matrices and comparisons of any content, gaps and contradictions among them. */
import fc from 'fast-check';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { anyDataset } from './any-dataset.ts';
import { factorKeys, makeCorrelationOf } from './make-dataset.ts';

const verdicts = [
  'leadership_top',
  'joint_top',
  'behind_rival',
  'indirect_only',
  'stage_dependent',
  'not_a_predictor',
  'hindering_form',
];

const comparison = fc.record({
  study: fc.nat(),
  outcome: fc.constantFrom('process', 'health'),
  focalFactor: fc.constantFrom('leadership', 'leadership.shared', 'trust'),
  rivals: fc.subarray([...factorKeys], { minLength: 1, maxLength: 3 }),
  verdict: fc.constantFrom(...verdicts),
});

/** Of every four studies, which of these variables they measured; one correlation in ten is missing. */
const variables = [...factorKeys.slice(0, 4), 'process', 'functioning'];
const value = fc.option(fc.double({ min: -0.9, max: 0.9, noNaN: true }), { freq: 10 });
const alike = fc.double({ min: 0.05, max: 0.5, noNaN: true });

export const anyMatrixDataset: fc.Arbitrary<Dataset> = fc
  .record({
    dataset: anyDataset,
    measured: fc.constantFrom(2, 3, 4),
    isTame: fc.boolean(),
    size: fc.constantFrom(5, 30, 400),
    values: fc.array(value, { minLength: 60, maxLength: 60 }),
    tame: fc.array(alike, { minLength: 60, maxLength: 60 }),
    comparisons: fc.array(comparison, { maxLength: 8 }),
  })
  .map(({ dataset, measured, isTame, size, values, tame, comparisons }) => {
    const used = [...variables.slice(0, measured), ...variables.slice(4)];
    const pairs = used.flatMap((a, at) => used.slice(at + 1).map((b) => [a, b] as const));
    const { studies } = dataset;
    return {
      ...dataset,
      estimates: studies.slice(0, 4).flatMap(({ key }, study) =>
        pairs.flatMap((pair, at) => {
          const place = (study * pairs.length + at) % values.length;
          const r = isTame ? tame[place] : values[place];
          return r === null ? [] : [makeCorrelationOf(`E${study}-${at}`, key, pair, r, { n: size })];
        }),
      ),
      comparisons: comparisons.map(({ study, ...facts }, at) => ({
        ...facts,
        id: `comparison-${at}`,
        key: `H${at}`,
        study: studies[study % studies.length].id,
        claims: [],
        note: '',
      })),
    };
  });
