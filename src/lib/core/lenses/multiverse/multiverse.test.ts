import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDataset } from '../../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../../tests/datasets/make-dataset.ts';
import { loadSampleDataset } from '../../../../../tests/sample/sample-dataset.ts';
import { defaultChoices } from '../choices.ts';
import { indexEvidence, type Evidence } from '../evidence.ts';
import { said } from '../said.ts';
import { Selection } from '../selection.ts';
import { supported } from '../supported.ts';
import { prepareSpecifications, type Specification } from './evaluate-specification.ts';
import { declareForks, openForks, type MultiverseMeasure } from './forks.ts';
import { runFocalMultiverse } from './run-focal-multiverse.ts';

const pacer = { now: () => 0, pause: async () => {} };
const evaluate = (evidence: Evidence, measure: MultiverseMeasure, specification: Specification) =>
  prepareSpecifications(evidence, declareForks(evidence), measure, 'leadership')(specification);

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
    expect(() => prepareSpecifications(small, [], 'said', 'nothing')).toThrow(RangeError);
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
        const forks = declareForks(evidence);
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
      openForks(evidence, measure).map(({ key }) => key);
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
    const fork = declareForks(indexEvidence(weakest)).find(({ key }) => key === 'combination')!;
    expect(fork.options.map(({ key }) => key)).toEqual(['weakest', 'geometric', 'arithmetic', 'product']);
  });
});

describe('the multiverse of the sample', () => {
  const evidence = indexEvidence(loadSampleDataset());

  it('holds what the page shows, and says how many ways were tried', async () => {
    const result = await runFocalMultiverse(evidence, { measure: 'said', focal: 'leadership' }, { pacer });
    expect(result.byDefault).toEqual({ share: expect.closeTo(0.339, 2), rank: 1 });
    const { summary, shares, ranks } = result;
    expect(summary.count).toBe(summary.crossed);
    expect(summary.identified).toBe(shares.length);
    expect(summary.identified + summary.notIdentified.reduce((sum, { count }) => sum + count, 0)).toBe(
      summary.count,
    );
    expect(shares.every((share, at) => at === 0 || share >= shares[at - 1])).toBe(true);
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
