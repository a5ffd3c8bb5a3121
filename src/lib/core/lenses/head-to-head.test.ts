import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '#lib/core/coding/comparison.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { makeCorrelationOf, makeDataset, makeStudy } from '../../../../tests/datasets/make-dataset.ts';
import { loadCraftDataset, loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { differenceVariance, headToHead, leanOf, type HeadToHead } from './head-to-head.ts';
import { Selection } from './selection.ts';
import { verdictCountWords } from './verdict-groups.ts';

function compute(dataset: Dataset, choices: Choices = defaultChoices) {
  return headToHead(new Selection(indexEvidence(dataset), choices, 0));
}

function identified(...given: Parameters<typeof compute>): HeadToHead {
  const result = compute(...given);
  if (!result.identified) throw new Error(result.reason);
  return result;
}

/** Correlations of each study: [leadership–process, trust–process, leadership–trust]; null where not measured. */
function datasetOf(rows: (number | null)[][]): Dataset {
  const pairs = [
    ['leadership', 'process'],
    ['trust', 'process'],
    ['leadership', 'trust'],
  ] as const;
  const estimates = rows.flatMap((values, study) =>
    values.flatMap((value, at) =>
      value === null ? [] : [makeCorrelationOf(`E${study}-${at}`, `S${study}`, pairs[at], value)],
    ),
  );
  return makeDataset([], {}, { studies: rows.map((_, at) => makeStudy(`S${at}`)), estimates });
}

const comparison = (study: string, rivals: string[], verdict: string, facts: Partial<Comparison> = {}) => ({
  id: `${study}-${rivals.join()}-${verdict}`,
  key: `H-${study}`,
  study: `study-${study}`,
  outcome: 'process',
  focalFactor: 'leadership',
  rivals,
  verdict,
  claims: [],
  note: '',
  ...facts,
});

describe('the difference of two correlations on the same people', () => {
  // By hand for predictors that do not correlate: the covariance of the two correlations is ½xy(x² + y² − 1) / n.
  it('has the variance that follows from the covariance of correlations', () => {
    const [x, y] = [0.5, 0.3];
    const covariance = 0.5 * x * y * (x ** 2 + y ** 2 - 1);
    const expected = ((1 - x ** 2) ** 2 + (1 - y ** 2) ** 2 - 2 * covariance) / 99;
    expect(differenceVariance(x, y, 0, 100)).toBeCloseTo(expected, 12);
  });

  it('is known better the more alike the two factors are', () => {
    expect(differenceVariance(0.4, 0.4, 0.8, 100)!).toBeLessThan(differenceVariance(0.4, 0.4, 0.1, 100)!);
  });

  it('has none where the three can’t all be true', () => {
    expect(differenceVariance(0.9, -0.9, 0.9, 100)).toBeNull();
  });
});

describe('head to head', () => {
  // metafor 3.8: rcalc for the covariances, rma with method "REML" and test "adhoc", on dat.craft2003 with both kinds of
  // anxiety turned round. Study 17 has no correlations among factors: the weighted mean of the others takes their place.
  it('pools the differences of the sport sample as R does', () => {
    const { rows, studies } = identified(loadCraftDataset());
    expect(studies).toBe(9);
    expect(
      rows.map(({ rival, pooled, turned }) => [
        rival.key,
        pooled!.studies,
        pooled!.estimate,
        ...pooled!.interval,
        pooled!.tau2,
        turned,
      ]),
    ).toEqual([
      [
        'cognitive_anxiety',
        9,
        expect.closeTo(0.16836, 5),
        expect.closeTo(-0.11486, 5),
        expect.closeTo(0.45158, 5),
        expect.closeTo(0.11499, 4),
        ['rival'],
      ],
      [
        'somatic_anxiety',
        9,
        expect.closeTo(0.13918, 5),
        expect.closeTo(-0.05633, 5),
        expect.closeTo(0.33469, 5),
        expect.closeTo(0.04494, 4),
        ['rival'],
      ],
    ]);
    expect(rows[0].differences.map(({ variance }) => variance)).toEqual(
      [
        0.0046004405, 0.0227243778, 0.0622954185, 0.0258425634, 0.0098512146, 0.0256841728, 0.0070388697,
        0.0133777819, 0.0207818538,
      ].map((value) => expect.closeTo(value, 8)),
    );
    expect(rows.map(({ verdicts }) => verdictCountWords(verdicts))).toEqual([
      '3 ahead, 2 joint first, 4 behind',
      '4 ahead, 3 joint first, 2 behind',
    ]);
    expect(rows.map(({ pooled }) => leanOf(pooled))).toEqual(['unclear', 'unclear']);
  });

  it('counts the comparisons of the partnership sample, and says that nothing can be pooled', () => {
    const { rows, studies, verdicts, unusable, otherVerdicts } = identified(loadSampleDataset());
    expect(studies).toBe(13);
    expect(verdictCountWords(verdicts)).toBe(
      '2 ahead, 3 joint first, 4 it depends, 2 indirect only, 1 behind, 1 another verdict',
    );
    expect(rows[0]).toMatchObject({ rival: { key: 'management' }, compared: 9, pooled: null });
    expect(rows.every(({ reason }) => reason === 'no study reports both correlations')).toBe(true);
    expect(otherVerdicts).toEqual(['Not named', 'Hindering form']);
    expect(unusable).toMatch(/^11 estimates/);
  });

  it('compares how closely factors go with an outcome, not their signs', () => {
    const rows = [
      [0.3, -0.5, -0.2],
      [0.3, -0.5, -0.2],
    ];
    const [{ pooled, turned }] = identified(datasetOf(rows)).rows;
    expect(turned).toEqual(['rival']);
    expect(pooled!.estimate).toBeCloseTo(-0.2, 10);
    const positive = rows.map(([a, b, c]) => [a, -b, -c]);
    expect(identified(datasetOf(positive)).rows[0].pooled!.interval).toEqual(pooled!.interval);
  });

  it('shows one study with its own interval', () => {
    const [{ pooled, studies }] = identified(datasetOf([[0.5, 0.3, 0.2]])).rows;
    expect(studies).toBe(1);
    const half = 1.959964 * Math.sqrt(differenceVariance(0.5, 0.3, 0.2, 100)!);
    expect(pooled).toMatchObject({
      estimate: expect.closeTo(0.2, 10),
      interval: [expect.closeTo(0.2 - half, 6), expect.closeTo(0.2 + half, 6)],
      prediction: null,
      studies: 1,
      cases: 100,
    });
  });

  it('borrows how two factors correlate from other studies, and pools nothing where none says so', () => {
    const [{ differences }] = identified(
      datasetOf([
        [0.5, 0.3, null],
        [0.5, 0.3, 0.2],
      ]),
    ).rows;
    expect(differences.map(({ variance }) => variance)).toEqual([
      differences[1].variance,
      differenceVariance(0.5, 0.3, 0.2, 100),
    ]);
    const [{ studies, pooled, reason }] = identified(datasetOf([[0.5, 0.3, null]])).rows;
    expect({ studies, pooled, reason }).toEqual({
      studies: 1,
      pooled: null,
      reason: 'no study reports how the two correlate',
    });
  });

  it('takes several outcomes of a study as one', () => {
    const dataset = datasetOf([[0.5, 0.3, 0.2]]);
    dataset.estimates.push(
      makeCorrelationOf('X', 'S0', ['leadership', 'health'], 0.3),
      makeCorrelationOf('Y', 'S0', ['trust', 'health'], 0.3),
    );
    const [{ differences }] = identified(dataset).rows;
    expect(differences).toMatchObject([
      { outcomes: ['process', 'health'], difference: expect.closeTo(0.1, 10) },
    ]);
  });

  it('counts comparisons one vote a study, in the row of every rival', () => {
    const dataset = datasetOf([[], [], []]);
    dataset.comparisons = [
      comparison('S0', ['trust', 'power'], 'leadership_top'),
      comparison('S1', ['trust'], 'behind_rival'),
      comparison('S1', ['trust'], 'leadership_top'),
      comparison('S2', ['trust'], 'unheard_of'),
      comparison('S2', ['leadership.shared'], 'joint_top'),
      comparison('S2', ['leadership'], 'behind_rival', { focalFactor: 'trust' }),
    ];
    const { rows } = identified(dataset);
    expect(rows.map(({ rival, verdicts }) => [rival.key, verdictCountWords(verdicts)])).toEqual([
      ['trust', '1 ahead, 1 it depends, 1 another verdict'],
      ['power', '1 ahead'],
    ]);
  });

  it('keeps a comparison that rests on claims where one of them passes', () => {
    const dataset = makeDataset([
      ['S0', 'leadership', { outcome: 'process', attribution: 'normative_claim' }],
      ['S0', 'trust', { outcome: 'process', attribution: 'measured_concurrent' }],
    ]);
    const claims = [dataset.claims[0].id];
    dataset.comparisons = [comparison('S0', ['trust'], 'joint_top', { claims })];
    const attribution = ['measured_concurrent'];
    const choices = { ...defaultChoices, filters: { ...defaultChoices.filters, attribution } };
    expect(compute(dataset).identified).toBe(true);
    expect(compute(dataset, choices).identified).toBe(false);
    dataset.comparisons[0].claims = [dataset.claims[1].id];
    expect(compute(dataset, choices).identified).toBe(true);
  });

  it('says so where there is nothing to compare', () => {
    expect(compute(makeDataset([]))).toEqual({
      identified: false,
      reason:
        'No study here measured leadership and another factor against the same outcome, and none is coded as comparing them.',
    });
  });
});

it('does not depend on the order of rows', () => {
  const value = fc.double({ min: -0.45, max: 0.45, noNaN: true });
  const row = fc.array(value, { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), fc.nat(), (rows, turn) => {
      const dataset = datasetOf(rows);
      const { estimates, studies } = dataset;
      const at = turn % estimates.length;
      const turned = {
        ...dataset,
        studies: [...studies].reverse(),
        estimates: [...estimates.slice(at), ...estimates.slice(0, at)],
      };
      expect(compute(turned)).toEqual(compute(dataset));
      const [{ pooled }] = identified(dataset).rows;
      if (pooled) expect([pooled.estimate, ...pooled.interval].every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 60 },
  );
  expect.hasAssertions();
});
