import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices } from '../../../../tests/datasets/any-dataset.ts';
import { anyEstimatedDataset } from '../../../../tests/datasets/any-estimates.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { makeEstimate } from '../../../../tests/datasets/make-estimate.ts';
import type { Dataset } from '../coding/dataset.ts';
import type { Estimate } from '../coding/estimate.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';
import { sizeOfFactor, sizeRows } from './size.ts';
import { defaultSizeOptions, measureEffects, type SizeOptions } from './size-effects.ts';

const select = (dataset: Dataset, choices: Choices = defaultChoices) =>
  new Selection(indexEvidence(dataset), choices, 0);

type Given = [study: string, facts?: Partial<Estimate>];

function makeEstimated(given: Given[], studies: Parameters<typeof makeDataset>[1] = {}): Dataset {
  const keys = Object.fromEntries(given.map(([study]) => [study, {}]));
  const estimates = given.map(([study, facts], at) => makeEstimate(`E${at}`, study, facts));
  return makeDataset([], { ...keys, ...studies }, { estimates });
}

const sizeOf = (given: Given[], studies = {}, options: Partial<SizeOptions> = {}) =>
  sizeOfFactor(select(makeEstimated(given, studies)), 'leadership', { ...defaultSizeOptions, ...options });

const four: Given[] = [
  ['A', { value: 0.3, n: 50 }],
  ['B', { value: 0.1, n: 120 }],
  ['C', { value: 0.45, n: 40 }],
  ['D', { value: 0.2, n: 200 }],
];

describe('the size of a factor', () => {
  // metafor 3.8-1: rma(yi, vi, test = "adhoc", control = list(threshold = 1e-12)) of escalc("ZCOR", …), with tanh.
  it('is pooled by random effects where each study gives one correlation', () => {
    const { all, row } = sizeOf(four);
    expect(all.summary).toMatchObject({ identified: true, model: 'random effects', k: 4, estimates: 4 });
    if (!all.summary.identified) return;
    const { r, interval, prediction, tau, I2, weights } = all.summary;
    expect(r).toBeCloseTo(0.219430717925, 8);
    expect(interval).toEqual([expect.closeTo(0.002206983, 6), expect.closeTo(0.416879288, 6)]);
    expect(prediction).toEqual([expect.closeTo(-0.080271413, 6), expect.closeTo(0.482747452, 6)]);
    expect(tau).toBeCloseTo(0.0654148392, 7);
    expect(I2).toBeCloseTo(26.8324906, 4);
    expect(weights[3]).toBeCloseTo(0.4176595959, 7);
    expect(row).toMatchObject({
      factor: 'leadership',
      k: 4,
      estimate: r,
      interval,
      prediction,
      reason: null,
    });
  });

  // metafor 3.8-1: rma.mv(yi, vi, random = ~ 1 | s/e, test = "t", dfs = "contain"); weights(type = "rowsum").
  it('is pooled on three levels where a study gives several', () => {
    const { all, contradictions } = sizeOf([
      ['A', { value: 0.3, n: 50 }],
      ['A', { value: 0.5, n: 50 }],
      ['B', { value: 0.1, n: 120 }],
      ['C', { value: 0.45, n: 40 }],
      ['D', { value: 0.2, n: 200, b: { kind: 'outcome', key: 'services' } }],
      ['D', { value: 0.05, n: 200, b: { kind: 'outcome', key: 'health' } }],
    ]);
    expect(all.summary).toMatchObject({ identified: true, model: 'three levels', k: 4, estimates: 6 });
    if (!all.summary.identified) return;
    expect(all.summary.r).toBeCloseTo(0.251197108, 4);
    expect(all.summary.interval).toEqual([expect.closeTo(-0.047673184, 4), expect.closeTo(0.508785439, 4)]);
    expect(all.summary.prediction).toEqual([expect.closeTo(-0.345318886, 3), expect.closeTo(0.703147683, 3)]);
    expect(all.summary.tau ** 2).toBeCloseTo(0.021736772 + 0.006679058, 4);
    expect(all.summary.weights[2]).toBeCloseTo(0.24751433, 3);
    expect(all.summary.weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 12);
    expect(contradictions).toEqual([{ study: 'A', estimates: ['E0', 'E1'] }]);
  });

  it('is told by outcome, in codebook order', () => {
    const health = { b: { kind: 'outcome' as const, key: 'health' } };
    const { outcomes } = sizeOf([...four, ['E', health], ['F', { ...health, value: 0.5 }]]);
    expect(outcomes.map(({ outcome, effects }) => [outcome, effects.length])).toEqual([
      ['process', 4],
      ['health', 2],
    ]);
  });

  it('of one study is that study, without a summary', () => {
    const { row, all } = sizeOf([['A', { value: 0.5, n: 28 }]]);
    // Fisher's z .5493 ± 1.96 / 5, taken back
    expect(row).toMatchObject({ k: 1, estimate: 0.5, prediction: null });
    expect(row.interval).toEqual([expect.closeTo(0.156, 3), expect.closeTo(0.736, 3)]);
    expect(row.reason).toContain('one study alone');
    expect(all.summary.identified).toBe(false);
  });

  it('of one study with several correlations is not pooled at all', () => {
    const { row } = sizeOf([['A'], ['A', { value: 0.6 }]]);
    expect(row).toMatchObject({ k: 1, estimate: null, interval: null });
    expect(row.reason).toBe('one study alone, with 2 correlations');
  });

  it('of two studies has no prediction interval', () => {
    const { row } = sizeOf([['A'], ['B', { value: 0.6 }]]);
    expect(row.estimate).not.toBeNull();
    expect(row.prediction).toBeNull();
  });

  it('says what is missing where nothing was measured', () => {
    const dataset = makeDataset([['A', 'trust']], {}, {});
    const rows = sizeRows(select(dataset));
    expect(rows.find(({ factor }) => factor === 'trust')?.reason).toBe(
      'no study here reports a number; 1 study names it in words',
    );
    expect(rows.find(({ factor }) => factor === 'power')?.reason).toBe(
      'no study here reports a number or names it',
    );
  });

  it('is the same in the table of all factors', () => {
    const dataset = makeEstimated([...four, ['E', { a: { kind: 'factor', key: 'trust' } }]]);
    const rows = sizeRows(select(dataset));
    expect(rows.map(({ k }) => k)).toEqual([4, 1, 0, 0, 0, 0]);
    for (const row of rows) expect(sizeOfFactor(select(dataset), row.factor).row).toEqual(row);
  });
});

describe('numbers that are shown and never pooled', () => {
  it.each([
    [{ type: 'standardised_beta' }, 'beta'],
    [{ type: 'path' }, 'path'],
    [{ type: 'unstandardised_b', value: 12 }, 'units'],
    [{ type: 'corrected_rho' }, 'corrected'],
    [{ type: 'latent_r' }, 'latent'],
    [{ type: 'odds_ratio', value: 2 }, 'ratio'],
    [{ type: 'smd', value: 0.4 }, 'difference'],
    [{ type: 'r_squared' }, 'noSign'],
    [{ type: 'eta' }, 'other'],
    [{ value: 1.2 }, 'impossible'],
    [{ value: NaN }, 'impossible'],
    [{ n: null }, 'noN'],
    [{ nUnit: null }, 'noUnit'],
    [{ nUnit: 'samples' }, 'otherUnit'],
    [{ nUnit: 'organisations' }, 'otherUnit'],
    [{ n: 3 }, 'fewer'],
    [{ value: 1 }, 'perfect'],
    [{ adjusted: 'yes', n: 4 }, 'fewer'],
  ] as [Partial<Estimate>, string][])('%j: %s', (facts, excluded) => {
    const { shown, row } = sizeOf([['A', facts]]);
    expect(shown.map((effect) => effect.excluded)).toEqual([excluded]);
    expect(row).toMatchObject({ k: 0, estimate: null, interval: null });
    expect(row.reason).toMatch(/^its one number can’t be pooled/);
  });

  it('are those of reviews, whose studies would count twice', () => {
    expect(sizeOf([['A']], { A: { tier: 'S1' } }).shown[0].excluded).toBe('review');
  });

  it('are repeated numbers; numbers that differ all count', () => {
    const { shown, all } = sizeOf([['A'], ['A'], ['A', { value: 0.31 }], ['B']]);
    expect(shown.map(({ estimate, excluded }) => [estimate.key, excluded])).toEqual([['E1', 'repeated']]);
    expect(all.effects).toHaveLength(3);
  });

  it('are counted in the reason', () => {
    const { row } = sizeOf([
      ['A', { n: null }],
      ['A', { type: 'r_squared' }],
      ['B', { n: null }],
    ]);
    expect(row.reason).toBe(
      'none of its 3 numbers, from 2 studies, can be pooled: 2 correlations without n and 1 share of variance',
    );
  });

  it('are no partial correlations: these are pooled apart', () => {
    const { partial, all, row } = sizeOf([
      ['A', { adjusted: 'yes' }],
      ['B', { type: 'partial_r', n: 54 }],
      ['C', { value: 0.2 }],
    ]);
    expect(all.effects.map(({ study }) => study.key)).toEqual(['C']);
    expect(partial.summary).toMatchObject({ identified: true, k: 2 });
    // 1 / (n − m − 2) with the fewest predictors that there can be, two
    expect(partial.effects.map(({ variance }) => variance)).toEqual([1 / 96, 1 / 50]);
    expect(row.k).toBe(1);
  });
});

describe('what is pooled only where it is asked for', () => {
  it('coefficients up to ±.5 by Peterson and Brown', () => {
    const given: Given[] = [0.25, -0.2, 0.6].map((value, at) => [
      `S${at}`,
      { type: 'standardised_beta', value },
    ]);
    const { all, shown } = sizeOf(given, {}, { betas: true });
    expect(all.effects.map(({ r }) => r)).toEqual([expect.closeTo(0.3, 12), expect.closeTo(-0.2, 12)]);
    expect(shown.map(({ excluded }) => excluded)).toEqual(['steep']);
  });

  it('corrected and latent correlations', () => {
    const given: Given[] = [
      ['A', { type: 'corrected_rho' }],
      ['B', { type: 'latent_r' }],
    ];
    expect(sizeOf(given, {}, { corrected: true }).all.effects).toHaveLength(2);
  });

  it('clustered people: partnerships as n, or a design effect', () => {
    const studies = { A: { n: 22, nUnit: 'partnerships' } };
    const effect = (clustering: SizeOptions['clustering'], facts: Partial<Estimate> = {}) =>
      sizeOf([['A', { n: 220, ...facts }]], studies, { clustering }).all.effects[0];
    expect(effect('reported')).toMatchObject({ n: 220, isClustered: true });
    expect(effect('partnerships')).toMatchObject({ n: 22, variance: 1 / 19, isClustered: false });
    // ten people a partnership: 1 + 9 × .1 = 1.9
    expect(effect({ icc: 0.1 }).n).toBeCloseTo(220 / 1.9, 12);
    expect(effect('partnerships', { n: 22, nUnit: 'partnerships' }).n).toBe(22);
    expect(() => measureEffects([], { ...defaultSizeOptions, clustering: { icc: 2 } })).toThrow(
      /measureEffects: icc is 2/,
    );
  });
});

describe('same and separate sources', () => {
  const sourced = (values: number[], sizes: number[], sameSource: string | null): Given[] =>
    values.map((value, at) => [`${sameSource}${at}`, { value, n: sizes[at], sameSource }]);

  // metafor 3.8-1: rma.mv(yi, vi, mods = ~ x, random = ~ 1 | s, test = "t", dfs = "contain")
  it('are compared where there are two studies of each', () => {
    const { sources } = sizeOf([
      ...sourced([0.5, 0.4, 0.55], [60, 90, 70], 'yes'),
      ...sourced([0.1, 0.2, 0.15], [80, 100, 120], 'no'),
      ['X', { value: 0.9, sameSource: 'unclear' }],
    ]);
    expect(sources).toEqual({
      identified: true,
      same: {
        k: 3,
        r: expect.closeTo(0.4773, 4),
        interval: [expect.closeTo(0.317, 4), expect.closeTo(0.611, 4)],
      },
      separate: {
        k: 3,
        r: expect.closeTo(0.1537, 4),
        interval: [expect.closeTo(-0.0079, 4), expect.closeTo(0.3074, 4)],
      },
      difference: expect.closeTo(0.36453416, 5),
      interval: [expect.closeTo(0.1134882, 4), expect.closeTo(0.61558011, 4)],
    });
  });

  it('are not compared where one of them is hardly there', () => {
    const { sources } = sizeOf([...sourced([0.5, 0.4], [60, 90], 'yes'), ...sourced([0.1], [80], 'no')]);
    expect(sources).toMatchObject({
      identified: false,
      reason: expect.stringContaining(
        '2 studies with the same people for cause and outcome, 1 with separate',
      ),
    });
  });
});

describe('sizes of any dataset', () => {
  const sizesOf = (dataset: Dataset, choices: Choices) =>
    indexEvidence(dataset).factors.map(({ key }) => sizeOfFactor(select(dataset, choices), key));

  it('are numbers between −1 and 1 inside their intervals, or have a reason', () => {
    fc.assert(
      fc.property(anyEstimatedDataset, anyChoices, (dataset, choices) => {
        const rows = sizeRows(select(dataset, choices));
        expect(rows).toHaveLength(6);
        for (const { estimate, interval, prediction, reason, k } of rows) {
          if (estimate === null) expect(reason).toBeTruthy();
          else {
            expect(k).toBeGreaterThan(0);
            const [low, high] = interval!;
            expect(-1 <= low && low <= estimate && estimate <= high && high <= 1).toBe(true);
            if (prediction) expect(prediction[0] <= low + 1e-9 && high - 1e-9 <= prediction[1]).toBe(true);
          }
          expect(`${reason}`).not.toMatch(/NaN|undefined|Infinity/);
        }
      }),
      { numRuns: 150 },
    );
    expect.hasAssertions();
  });

  it('lose no number: each is pooled, apart or shown', () => {
    fc.assert(
      fc.property(anyEstimatedDataset, anyChoices, (dataset, choices) => {
        for (const { effects, all, partial, shown, outcomes } of sizesOf(dataset, choices)) {
          expect(all.effects.length + partial.effects.length + shown.length).toBe(effects.length);
          expect(outcomes.flatMap(({ effects: own }) => own)).toHaveLength(all.effects.length);
        }
      }),
      { numRuns: 60 },
    );
    expect.hasAssertions();
  });

  it('do not depend on the order of rows', () => {
    fc.assert(
      fc.property(anyEstimatedDataset, anyChoices, (dataset, choices) => {
        const turned = {
          ...dataset,
          studies: dataset.studies.toReversed(),
          claims: dataset.claims.toReversed(),
          estimates: dataset.estimates.toReversed(),
        };
        expect(sizesOf(turned, choices)).toEqual(sizesOf(dataset, choices));
      }),
      { numRuns: 40 },
    );
    expect.hasAssertions();
  });

  it('turn round with the sign of every number', () => {
    const signs = four.map(([study, facts]): Given => [study, { ...facts, value: -facts!.value! }]);
    const [plain, turned] = [four, signs].map((given) => sizeOf(given).row);
    expect(turned.estimate).toBeCloseTo(-plain.estimate!, 12);
    expect(turned.interval![0]).toBeCloseTo(-plain.interval![1], 12);
  });
});
