/** Reviews with too little, or of one kind only: every room has to say something useful about each. */
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { loadSampleDataset } from '../sample/sample-dataset.ts';
import { makeCorrelation, makeDataset as makeBareDataset } from './make-dataset.ts';

/** With the code lists of the sample, so that what is coded is known. */
const makeDataset: typeof makeBareDataset = (...parts) => {
  const dataset = makeBareDataset(...parts);
  const { lists } = loadSampleDataset().codebook;
  return { ...dataset, codebook: { ...dataset.codebook, lists } };
};

const claims = (
  studies: readonly string[],
  factors: readonly string[],
  facts: NonNullable<Parameters<typeof makeDataset>[0][number][2]> = {},
): Parameters<typeof makeDataset>[0] =>
  studies.flatMap((study) =>
    factors.map((factor): Parameters<typeof makeDataset>[0][number] => [study, factor, facts]),
  );

const some = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'];

/** One team's studies: the same authors, country, year and instrument, so that they count as six and know as one. */
const oneTeam = Object.fromEntries(
  some.map((key) => [
    key,
    {
      label: `Same and Same ${key}`,
      countries: ['GB'],
      design: 'network_survey',
      tier: 'C' as const,
      n: 40,
      nUnit: 'people',
    },
  ]),
);

export const thinEvidence: Record<string, () => Dataset> = {
  'no claims': () => makeDataset([], { S1: {}, S2: {} }),
  'one study': () =>
    makeDataset(claims(['S1'], ['leadership', 'trust']), { S1: { tier: 'C', n: 12, nUnit: 'people' } }),
  'one factor': () => makeDataset(claims(some, ['leadership'])),
  'every claim null': () =>
    makeDataset(claims(some, ['leadership', 'trust', 'power'], { direction: 'null' })),
  'a factor with only negative claims': () =>
    makeDataset([
      ...claims(some, ['leadership'], { direction: 'negative' }),
      ...claims(some.slice(2), ['trust']),
    ]),
  'all studies by one team': () =>
    makeDataset(
      claims(some, ['leadership', 'trust'], { attribution: 'measured_concurrent', sameSource: 'yes' }),
      oneTeam,
    ),
  'contradictory duplicates': () =>
    makeDataset([
      ...claims(some, ['leadership'], { direction: 'positive' }),
      ...claims(some, ['leadership'], { direction: 'negative' }),
      ...claims(some, ['trust'], { direction: 'null' }),
      ...claims(some, ['trust'], { direction: 'mixed' }),
    ]),
  'estimates without n': () =>
    makeDataset(
      claims(some, ['leadership', 'trust'], { attribution: 'measured_concurrent' }),
      {},
      {
        estimates: some.flatMap((study, at) => [
          makeCorrelation(study, 'leadership', 'process', 0.1 + at / 10, { n: null, nUnit: null }),
          makeCorrelation(study, 'trust', 'process', 0.3, {
            n: null,
            nUnit: null,
            p: { relation: '=', value: 0.04 },
          }),
        ]),
      },
    ),
};
