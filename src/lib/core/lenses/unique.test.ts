import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import type { Estimate } from '#lib/core/coding/estimate.ts';
import { makeDataset, makeCorrelationOf, makeStudy } from '../../../../tests/datasets/make-dataset.ts';
import { loadCraftDataset, loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';
import { standingOf, uniquePart, type UniquePart } from './unique.ts';
import type { UniqueOptions } from './unique-options.ts';

function compute(
  dataset: Dataset,
  options: Partial<UniqueOptions> = {},
  { choices = defaultChoices, draws = 0 }: { choices?: Choices; draws?: number } = {},
) {
  return uniquePart(new Selection(indexEvidence(dataset), choices, draws), options);
}

function identified(...given: Parameters<typeof compute>): UniquePart {
  const result = compute(...given);
  if (!result.identified) throw new Error(result.reason);
  return result;
}

function reasonOf(...given: Parameters<typeof compute>): string {
  const result = compute(...given);
  return result.identified ? 'identified' : result.reason;
}

/** Correlations of each study: [leadership–process, trust–process, leadership–trust]; null where not measured. */
function datasetOf(rows: (number | null)[][], facts: Partial<Estimate> = {}): Dataset {
  const pairs = [
    ['leadership', 'process'],
    ['trust', 'process'],
    ['leadership', 'trust'],
    ['power', 'process'],
    ['leadership', 'power'],
    ['trust', 'power'],
  ] as const;
  const estimates = rows.flatMap((values, study) =>
    values.flatMap((value, at) =>
      value === null ? [] : [makeCorrelationOf(`E${study}-${at}`, `S${study}`, pairs[at], value, facts)],
    ),
  );
  return makeDataset([], {}, { studies: rows.map((_, at) => makeStudy(`S${at}`)), estimates });
}

describe('the unique part', () => {
  // Uncorrelated factors: each explains the square of its correlation.
  it('is the squared correlation where factors do not overlap', () => {
    const { rows, R2, unexplained, others, studies, cases } = identified(
      datasetOf([
        [0.5, 0.3, 0],
        [0.5, 0.3, 0],
      ]),
      { model: 'fixed' },
    );
    expect(rows.map(({ factor, share }) => [factor, share])).toEqual([
      ['leadership', expect.closeTo(0.25, 10)],
      ['trust', expect.closeTo(0.09, 10)],
    ]);
    expect(R2).toBeCloseTo(0.34, 10);
    expect(unexplained).toBeCloseTo(0.66, 10);
    expect(others.share).toBeCloseTo(0.09, 10);
    expect({ studies, cases }).toEqual({ studies: 2, cases: 200 });
  });

  // r = .5, .3 and .4: R² = (.25 + .09 − 2 · .5 · .3 · .4) / (1 − .16); leadership (.25 + R² − .09) / 2.
  it('halves what two factors share, by general dominance', () => {
    const { rows, R2 } = identified(datasetOf([[0.5, 0.3, 0.4]]), { model: 'fixed' });
    const expected = (0.25 + 0.09 - 2 * 0.5 * 0.3 * 0.4) / (1 - 0.16);
    expect(R2).toBeCloseTo(expected, 10);
    expect(rows[0].share).toBeCloseTo((0.25 + expected - 0.09) / 2, 10);
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(R2, 10);
    expect(rows.reduce((sum, { relative }) => sum + relative, 0)).toBeCloseTo(R2, 10);
  });

  it('turns the sign of a code that names the opposite, and averages several codes of a pair', () => {
    const dataset = datasetOf([[0.5, 0.3, 0]]);
    const conflict = {
      ...dataset.codebook.factors[2],
      key: 'trust.conflict',
      parent: 'trust',
      reverse: true,
    };
    dataset.codebook = { ...dataset.codebook, factors: [...dataset.codebook.factors, conflict] };
    dataset.estimates.push(makeCorrelationOf('X', 'S0', ['trust.conflict', 'process'], -0.3, { n: 60 }));
    const { rows, merged, cases } = identified(dataset, { model: 'fixed' });
    expect(rows[1].r).toBeCloseTo(0.3, 10);
    expect(merged).toBe(1);
    expect(cases).toBe(60);
  });

  it('takes the same number twice once, and contradictory duplicates at their mean', () => {
    const dataset = datasetOf([[0.5, 0.3, 0]]);
    const { estimates } = dataset;
    const twice = identified(
      { ...dataset, estimates: [...estimates, { ...estimates[0], id: 'again', key: 'again' }] },
      { model: 'fixed' },
    );
    expect(twice).toMatchObject({ merged: 0, rows: [{ r: expect.closeTo(0.5, 10) }, {}] });
    const against = makeCorrelationOf('X', 'S0', ['leadership', 'process'], -0.5);
    const both = identified({ ...dataset, estimates: [...estimates, against] }, { model: 'fixed' });
    expect(both).toMatchObject({ merged: 1, rows: [{ r: expect.closeTo(0, 10) }, {}] });
  });

  it('leaves bundles and mediators apart', () => {
    const dataset = datasetOf([[0.5, 0.3, 0]]);
    dataset.estimates.push(makeCorrelationOf('X', 'S0', ['functioning', 'process'], 0.8));
    const { rows, setApart } = identified(dataset, { model: 'fixed' });
    expect(rows.map(({ factor }) => factor)).toEqual(['leadership', 'trust']);
    expect(setApart.map(({ key }) => key)).toEqual(['functioning']);
  });

  it('takes the outcome that most studies correlate with the focal factor, or the one that is asked for', () => {
    const dataset = datasetOf([
      [0.5, 0.3, 0],
      [0.4, 0.2, 0.1],
    ]);
    dataset.estimates.push(
      makeCorrelationOf('X', 'S0', ['leadership', 'health'], 0.2),
      makeCorrelationOf('Y', 'S0', ['trust', 'health'], 0.1),
    );
    expect(identified(dataset).outcome.key).toBe('process');
    expect(identified(dataset, { outcome: 'health', model: 'fixed' }).outcome.key).toBe('health');
    const filters = { ...defaultChoices.filters, outcome: ['health'] };
    expect(
      identified(dataset, { model: 'fixed' }, { choices: { ...defaultChoices, filters } }).outcome.key,
    ).toBe('health');
  });

  it('has intervals, ranks and a noise band by draws that do not depend on pauses', () => {
    const dataset = loadCraftDataset();
    const result = identified(dataset, {}, { draws: 300 });
    for (const { share, interval, band, ranks } of result.rows) {
      expect(interval![0]).toBeLessThan(share);
      expect(interval![1]).toBeGreaterThan(share);
      expect(band![0]).toBeLessThan(band![1]);
      expect(ranks!.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 10);
    }
    expect(result.unexplainedInterval![0]).toBeLessThan(result.unexplained);
    expect(result.others.interval![1]).toBeLessThan(result.R2Interval![1]);
    expect(identified(dataset, {}, { draws: 300 })).toEqual(result);
    expect(standingOf({ ...result.rows[0], share: 0.9 })).toBe('above');
    expect(standingOf({ ...result.rows[0], band: null })).toBe('unknown');
  });
});

describe('what is not identified', () => {
  it('names pairs that were never measured together, and what could be left out', () => {
    const dataset = datasetOf([
      [0.5, 0.3, 0.2, null, null, null],
      [0.5, 0.3, 0.2, 0.1, null, null],
    ]);
    const result = compute(dataset);
    expect(result).toMatchObject({
      identified: false,
      reason: 'Leadership and power; trust and power were never measured together: 2 of 6 pairs are missing.',
      possibleWithout: [{ key: 'power' }],
    });
    const { rows, leftOut } = identified(dataset, { without: ['power'] });
    expect(rows.map(({ factor }) => factor)).toEqual(['leadership', 'trust']);
    expect(leftOut.map(({ key }) => key)).toEqual(['power']);
  });

  it('says that one study can’t tell how correlations differ, where the model asks for it', () => {
    const one = datasetOf([[0.5, 0.3, 0.2]]);
    expect(reasonOf(one)).toMatch(/^Leadership and trust.* by one study only \(3 of 3 pairs\)/);
    expect(reasonOf(one, { model: 'fixed' })).toBe('identified');
  });

  it.each([
    [
      'no estimates',
      datasetOf([]),
      /^No study here reports a plain correlation of leadership.*No factor has one/,
    ],
    ['one factor', datasetOf([[0.5], [0.4]]), /^No other factor was correlated with process: 2 studies/],
    [
      'other factors alone',
      datasetOf([
        [null, 0.3],
        [null, 0.3],
      ]),
      /The only one is trust with process \(2 studies\)/,
    ],
    ['no n', datasetOf([[0.5, 0.3, 0.2]], { n: null }), /3 estimates have no n of people or partnerships/],
    ['n of other things', datasetOf([[0.5, 0.3, 0.2]], { nUnit: 'samples' }), /3 estimates have no n/],
    ['an n of three', datasetOf([[0.5, 0.3, 0.2]], { n: 3 }), /3 estimates have no n/],
    ['adjusted numbers', datasetOf([[0.5, 0.3, 0.2]], { adjusted: 'yes' }), /3 estimates are adjusted/],
    [
      'coefficients',
      datasetOf([[0.5, 0.3, 0.2]], { type: 'standardised_beta' }),
      /are no plain correlations/,
    ],
    ['correlations of 1', datasetOf([[1, 1, 1]]), /3 estimates are correlations of 1/],
  ])('says so of %s', (_what, dataset, reason) => {
    expect(reasonOf(dataset)).toMatch(reason);
  });

  it('says which correlations of different studies contradict each other', () => {
    const rows = [
      [0.9, null, null],
      [0.9, null, null],
      [null, 0.9, null],
      [null, 0.9, null],
      [null, null, -0.9],
      [null, null, -0.9],
    ];
    expect(reasonOf(datasetOf(rows), { model: 'fixed' })).toMatch(
      /^The pooled correlations of leadership, trust and process can’t all be true together/,
    );
  });

  it('leaves out a study that contradicts itself, by name', () => {
    const rows = [
      [0.5, 0.3, 0.2],
      [0.5, 0.3, 0.2],
      [0.9, 0.9, -0.9],
    ];
    const { warnings, studies } = identified(datasetOf(rows), { model: 'fixed' });
    expect(warnings).toEqual([
      'S2 was left out: its correlations of leadership, trust and process can’t all be true.',
    ]);
    expect(studies).toBe(2);
  });

  it('says of the partnership sample what there is and what is missing', () => {
    expect(reasonOf(loadSampleDataset())).toBe(
      'No study here reports a plain correlation of leadership with an outcome. The only one is membership with sustainability (1 study). To tell a unique part, at least two studies must correlate leadership and other factors with the same outcome and with each other. 11 estimates are no plain correlations and can’t be used.',
    );
  });
});

describe('choices', () => {
  const craft = loadCraftDataset();
  const withTier = { ...defaultChoices, filters: { ...defaultChoices.filters, tier: ['A'] } };

  it('filter studies, and make another factor the focal one', () => {
    expect(reasonOf(craft, {}, { choices: withTier })).toMatch(/^No study here reports/);
    const { rows } = identified(craft, {}, { choices: { ...defaultChoices, focal: 'somatic_anxiety' } });
    expect(rows[0].factor).toBe('somatic_anxiety');
  });

  it('ask of correlations with the outcome whether sources are the same, not of factors side by side', () => {
    const dropped = {
      ...defaultChoices,
      switches: { ...defaultChoices.switches, same_source: 'drop' as const },
    };
    // Scales of one questionnaire are rated by the same people, and are no cause and outcome.
    const { matrix } = identified(craft, {}, { choices: dropped });
    expect(matrix).toEqual(identified(craft).matrix);
  });
});

it('does not depend on the order of rows or on names', () => {
  const value = fc.double({ min: -0.4, max: 0.4, noNaN: true });
  const row = fc.array(value, { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 4 }), fc.nat(), (rows, turn) => {
      const dataset = datasetOf(rows);
      const { estimates, studies } = dataset;
      const at = turn % estimates.length;
      const turned = {
        ...dataset,
        studies: [...studies].reverse(),
        estimates: [...estimates.slice(at), ...estimates.slice(0, at)].map((estimate, place) =>
          place % 2 ? estimate : { ...estimate, a: estimate.b, b: estimate.a },
        ),
      };
      expect(compute(turned, { model: 'fixed' })).toEqual(compute(dataset, { model: 'fixed' }));
      const result = compute(dataset, { model: 'fixed' });
      if (!result.identified) return;
      expect(result.rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(result.R2, 8);
      expect(result.R2).toBeGreaterThanOrEqual(0);
      expect(result.R2 + result.unexplained).toBeCloseTo(1, 10);
    }),
    { numRuns: 40 },
  );
  expect.hasAssertions();
});
