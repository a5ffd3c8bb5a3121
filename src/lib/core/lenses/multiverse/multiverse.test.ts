import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDataset } from '../../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../../tests/datasets/make-dataset.ts';
import { anyEstimatedDataset } from '../../../../../tests/datasets/any-estimates.ts';
import { makeEstimate } from '../../../../../tests/datasets/make-estimate.ts';
import { makeSizedDataset } from '../../../../../tests/datasets/sized-dataset.ts';
import { loadSampleDataset } from '../../../../../tests/sample/sample-dataset.ts';
import { defaultChoices } from '../choices.ts';
import { indexEvidence, type Evidence } from '../evidence.ts';
import { said } from '../said.ts';
import { Selection } from '../selection.ts';
import { sizeOfFactor } from '../size.ts';
import { poolSizes } from '../size-pool.ts';
import { supported } from '../supported.ts';
import { prepareSpecifications } from './evaluate-specification.ts';
import { declareForks, gatherBody, openForks, type MultiverseMeasure } from './forks.ts';
import { runFocalMultiverse } from './run-focal-multiverse.ts';
import type { Specification } from './specification.ts';

const pacer = { now: () => 0, pause: async () => {} };
const bodyOf = (evidence: Evidence) => gatherBody(evidence, 'leadership');
function evaluate(evidence: Evidence, measure: MultiverseMeasure, specification: Specification) {
  const body = bodyOf(evidence);
  return prepareSpecifications(body, declareForks(body), measure)(specification);
}

const small = indexEvidence(
  makeDataset(
    [
      ['R', 'leadership', { setting: 'inter_organisational', sameSource: 'yes' }],
      ['R', 'trust', { setting: 'inter_organisational' }],
      ['P', 'leadership', { setting: 'intra_organisational', sameSource: 'no', strength: 'negligible' }],
      ['P', 'leadership', { setting: 'inter_organisational', sameSource: 'no', strength: 'decisive' }],
      ['P', 'power', { direction: 'negative', strength: 'major' }],
      ['Q', 'trust', { attribution: 'retrospective_attribution', outcome: 'health' }],
    ],
    { R: { tier: 'S2' }, P: { tier: 'B' }, Q: { tier: 'C' } },
  ),
);

describe('one specification', () => {
  it('counts by hand', () => {
    // R: leadership ½, trust ½; P: leadership ½, power ½; Q: trust 1.
    expect(evaluate(small, 'said', {})).toEqual({ value: 1 / 3, rank: 2 });
    // Without the review: leadership ½, power ½, trust 1, of two studies.
    expect(evaluate(small, 'said', { reviews: 'out' })).toEqual({ value: 1 / 4, rank: 2 });
    // Claims: three of six; level with nobody.
    expect(evaluate(small, 'said', { unit: 'claims' })).toEqual({ value: 1 / 2, rank: 1 });
    // Claimed strength: P gives leadership (.1 + 1) / 2 = .55 and power 1.
    expect(evaluate(small, 'said', { weigh_by: 'claimed_strength' })).toMatchObject({
      value: expect.closeTo((1 / 2 + 0.55 / 1.55) / 3, 12),
    });
    // Retrospective credit left out: Q goes.
    expect(evaluate(small, 'said', { retrospective: 'out' })).toEqual({ value: 1 / 2, rank: 1 });
  });

  it('keeps or drops what is not stated only where it is asked for', () => {
    expect(evaluate(small, 'said', { not_stated: 'out' })).toEqual(evaluate(small, 'said', {}));
    // Separate sources: leadership in P alone is known to have them; the not stated are kept at first.
    expect(evaluate(small, 'said', { same_source: 'out' })).toEqual({ value: 1 / 6, rank: 2 });
    expect(evaluate(small, 'said', { same_source: 'out', not_stated: 'out' })).toEqual({ value: 1, rank: 1 });
  });

  it('says why there is no number', () => {
    expect(evaluate(small, 'said', { outcome_level: 'far' })).toEqual({ reason: 'No claim is left.' });
    const others = indexEvidence(makeDataset([['S', 'trust']]));
    expect(evaluate(others, 'said', {})).toEqual({ reason: 'No claim that is left names leadership.' });
    const against = indexEvidence(makeDataset([['S', 'leadership', { direction: 'negative' }]]));
    expect(evaluate(against, 'supported', {})).toHaveProperty('reason');
    expect(evaluate(against, 'supported', { direction: 'magnitude' })).toEqual({ value: 1, rank: 1 });
    expect(() => gatherBody(small, 'nothing')).toThrow(RangeError);
  });
});

it('with the first option of every fork is what the lenses show', () => {
  fc.assert(
    fc.property(anyDataset, (dataset) => {
      const evidence = indexEvidence(dataset);
      const selection = new Selection(evidence, defaultChoices, 0);
      for (const [measure, lens] of [
        ['said', said],
        ['supported', supported],
      ] as const) {
        const forks = declareForks(bodyOf(evidence));
        const first = Object.fromEntries(forks.map(({ key, options }) => [key, options[0].key]));
        const result = evaluate(evidence, measure, first);
        const shown = lens.compute(selection);
        const row = shown.identified ? shown.rows.find(({ factor }) => factor === 'leadership')! : null;
        if (row && row.k > 0) expect(result).toMatchObject({ value: expect.closeTo(row.share, 10) });
        else expect(result).toHaveProperty('reason');
      }
    }),
    { numRuns: 80 },
  );
  expect.hasAssertions();
});

describe('the forks', () => {
  it('are open only where there is something to choose', () => {
    const keys = (evidence: Evidence, measure: MultiverseMeasure) =>
      openForks(bodyOf(evidence), measure).map(({ key }) => key);
    expect(keys(indexEvidence(makeDataset([])), 'supported')).toEqual([]);
    const one = indexEvidence(makeDataset([['S', 'leadership', { setting: 'both', sameSource: 'no' }]]));
    expect(keys(one, 'said')).not.toContain('reviews');
    expect(keys(small, 'said')).toEqual(
      expect.arrayContaining(['reviews', 'setting', 'unit', 'retrospective']),
    );
    expect(keys(small, 'said')).not.toContain('combination');
    expect(keys(small, 'supported')).toEqual(expect.arrayContaining(['combination', 'direction']));
  });

  it('put the review’s own rule of combination first', () => {
    const dataset = makeDataset([['S', 'leadership']]);
    const weakest = { ...dataset, rubric: { ...dataset.rubric, combination: 'weakest' as const } };
    const fork = declareForks(bodyOf(indexEvidence(weakest))).find(({ key }) => key === 'combination')!;
    expect(fork.options.map(({ key }) => key)).toEqual(['weakest', 'geometric', 'arithmetic', 'product']);
  });
});

describe('the multiverse of the sample', () => {
  const evidence = indexEvidence(loadSampleDataset());

  it('holds what the page shows, and says how many ways were tried', async () => {
    const result = await runFocalMultiverse(evidence, { measure: 'said', focal: 'leadership' }, { pacer });
    expect(result.byDefault).toEqual({ value: expect.closeTo(0.339, 2), rank: 1 });
    const { summary, values, ranks } = result;
    expect(summary.count).toBe(summary.crossed);
    expect(summary.identified).toBe(values.length);
    expect(summary.identified + summary.notIdentified.reduce((sum, { count }) => sum + count, 0)).toBe(
      summary.count,
    );
    expect(values.every((value, at) => at === 0 || value >= values[at - 1])).toBe(true);
    expect(ranks.every((rank) => rank >= 1)).toBe(true);
  });

  it('is a seeded sample where there are too many, the same every time', async () => {
    const run = () => runFocalMultiverse(evidence, { measure: 'supported', focal: 'leadership' }, { pacer });
    const [first, second] = [await run(), await run()];
    expect(first.summary.sampled).toBe(true);
    expect(first.summary.count).toBe(10_000);
    expect(first).toEqual(second);
  });
});

describe('a strict or a wide meaning', () => {
  const dataset = makeDataset([
    ['A', 'leadership.shared'],
    ['A', 'trust'],
    ['B', 'power'],
    ['C', 'trust'],
  ]);
  const widened = { ...dataset, codebook: { ...dataset.codebook, widenings: [['power'], ['trust']] } };
  const evidence = indexEvidence(widened);

  it('takes in what the codebook lists, step by step', () => {
    const fork = declareForks(bodyOf(evidence)).find(({ key }) => key === 'meaning')!;
    expect(fork.options.map(({ label }) => label)).toEqual([
      'it alone',
      'with power',
      'with power and trust',
    ]);
    expect(evaluate(evidence, 'said', {})).toEqual({ value: 0.5 / 3, rank: 3 });
    expect(evaluate(evidence, 'said', { meaning: '1' })).toEqual({ value: 0.5, rank: 1 });
    expect(evaluate(evidence, 'said', { meaning: '2' })).toEqual({ value: 1, rank: 1 });
  });

  it('is open to a code below the top level', async () => {
    const found = await runFocalMultiverse(
      evidence,
      { measure: 'said', focal: 'leadership.shared' },
      { pacer },
    );
    expect(found.byDefault).toMatchObject({ value: 0.5 / 3 });
    expect(found.forks[0].options[1].label).toBe('with leadership');
  });
});

describe('the multiverse of a size', () => {
  const leadershipOf = (dataset: Parameters<typeof indexEvidence>[0]) =>
    sizeOfFactor(new Selection(indexEvidence(dataset), defaultChoices, 0), 'leadership').all;

  it('begins with what the lens size shows', () => {
    fc.assert(
      fc.property(anyEstimatedDataset, (dataset) => {
        const evidence = indexEvidence(dataset);
        const first = evaluate(evidence, 'size', {});
        const { summary } = leadershipOf(dataset);
        if (summary.identified) expect(first).toEqual({ value: summary.r });
        else expect(first).toHaveProperty('reason');
      }),
      { numRuns: 100 },
    );
    expect.hasAssertions();
  });

  const given = makeDataset(
    [['A', 'leadership', { attribution: 'retrospective_attribution' }]],
    { A: { n: 20, nUnit: 'partnerships' }, B: {}, C: { setting: 'intra_organisational' }, D: {} },
    {
      estimates: [
        makeEstimate('E0', 'A', { value: 0.5, sameSource: 'yes' }),
        makeEstimate('E1', 'B', { value: 0.1, sameSource: 'no' }),
        makeEstimate('E2', 'B', { value: 0.3, sameSource: 'no' }),
        makeEstimate('E3', 'C', { value: 0.4 }),
        makeEstimate('E4', 'D', { value: 0.3, type: 'standardised_beta' }),
        makeEstimate('E5', 'D', { value: 0.8, type: 'corrected_rho' }),
      ],
    },
  );
  const evidence = indexEvidence(given);
  const pooled = (...chosen: [r: number, n: number, study: string][]) => {
    const size = poolSizes(
      chosen.map(([r, n, key]) => ({ z: Math.atanh(r), variance: 1 / (n - 3), study: { key } })),
    );
    return { value: size.identified ? expect.closeTo(size.r, 10) : NaN };
  };

  it('leaves out, converts and counts as its options say', () => {
    const all: [number, number, string][] = [
      [0.5, 100, 'A'],
      [0.1, 100, 'B'],
      [0.3, 100, 'B'],
      [0.4, 100, 'C'],
    ];
    expect(evaluate(evidence, 'size', {})).toEqual(pooled(...all));
    expect(evaluate(evidence, 'size', { same_source: 'out' })).toEqual(pooled(...all.slice(1)));
    expect(evaluate(evidence, 'size', { same_source: 'out', not_stated: 'out' })).toHaveProperty('reason');
    expect(evaluate(evidence, 'size', { setting: 'out' })).toEqual(pooled(...all.slice(0, 3)));
    // β = .3 is r = .35 after Peterson and Brown.
    expect(evaluate(evidence, 'size', { betas: 'in' })).toEqual(pooled(...all, [0.35, 100, 'D']));
    expect(evaluate(evidence, 'size', { reliability: 'in' })).toEqual(pooled(...all, [0.8, 100, 'D']));
    expect(evaluate(evidence, 'size', { clustering: 'partnerships' })).toEqual(
      pooled([0.5, 20, 'A'], ...all.slice(1)),
    );
    const one = evaluate(evidence, 'size', { numbers: 'one', estimator: 'EE' });
    // One for B: the mean of its z with half the variance; then all by precision, 97 each and 194.
    const mean = (Math.atanh(0.5) + Math.atanh(0.1) + Math.atanh(0.3) + Math.atanh(0.4)) / 4;
    expect(one).toEqual({ value: expect.closeTo(Math.tanh(mean), 10) });
  });

  it('opens the forks that touch it, and no others', () => {
    const keys = openForks(bodyOf(evidence), 'size').map(({ key }) => key);
    expect(keys).toEqual([
      'setting',
      'same_source',
      'not_stated',
      'retrospective',
      'quality',
      'betas',
      'reliability',
      'clustering',
      'numbers',
      'estimator',
    ]);
    expect(openForks(bodyOf(small), 'size')).toEqual([]);
  });

  it('counts what is not identified, and has no ranks', async () => {
    const found = await runFocalMultiverse(
      indexEvidence(makeSizedDataset()),
      { measure: 'size', focal: 'leadership' },
      { pacer },
    );
    const { summary, values, byDefault, rankForks } = found;
    expect(summary.identified).toBe(values.length);
    expect(summary.identified + summary.notIdentified.reduce((sum, { count }) => sum + count, 0)).toBe(
      summary.count,
    );
    expect(byDefault).toMatchObject({ value: expect.closeTo(0.146, 2), rank: null });
    expect(rankForks).toBeNull();
  });
});
